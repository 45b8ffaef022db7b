package org.externalmodels.registry.traces;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** How far storing is behind, as the collector tells it and as its silence does. Thread-safe. */
public final class CollectorState {

    /** The collector tells of itself several times a second; if it does not, it waits for a database that hangs. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final InstantSource clock;
    private volatile Told told;

    /** What the collector told last. */
    private record Told(boolean working, Instant oldestWaiting, Instant at) {}

    public CollectorState() {
        this(InstantSource.system());
    }

    CollectorState(InstantSource clock) {
        this.clock = clock;
        told(true, null);
    }

    private void told(boolean working, Instant oldest) {
        told = new Told(working, oldest, clock.instant());
    }

    /** All records that there were are stored. */
    public void caughtUp() {
        told(true, null);
    }

    /** Records are being stored; the oldest that is not yet ended at a time. */
    public void working(Instant oldest) {
        told(true, oldest);
    }

    /** Records cannot be stored. */
    public void failing(Instant oldest) {
        told(false, oldest);
    }

    public boolean isWorking() {
        Told now = told;
        return now.working() && !isSilent(now);
    }

    private boolean isSilent(Told last) {
        return last.at().plus(PATIENCE).isBefore(clock.instant());
    }

    /**
     * The age of the oldest record that waits, 0 if none does. While the collector is silent records may wait from when it
     * was heard last. A clock that was put back makes nothing younger than new.
     */
    public double lagSeconds() {
        Told now = told;
        Instant oldest = now.oldestWaiting() == null && isSilent(now) ? now.at() : now.oldestWaiting();
        return oldest == null
                ? 0
                : Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1_000.0);
    }
}
