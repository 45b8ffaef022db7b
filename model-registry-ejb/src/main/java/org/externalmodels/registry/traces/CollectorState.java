package org.externalmodels.registry.traces;

import java.time.Duration;
import java.time.Instant;

/** How far storing is behind, as the collector tells it. Thread-safe. */
public final class CollectorState {

    private volatile boolean working = true;
    private volatile Instant oldestWaiting;

    /** All records that there were are stored. */
    public void caughtUp() {
        working = true;
        oldestWaiting = null;
    }

    /** Records are being stored; the oldest that is not yet ended at a time. */
    public void working(Instant oldest) {
        working = true;
        oldestWaiting = oldest;
    }

    /** Records cannot be stored. */
    public void failing(Instant oldest) {
        working = false;
        oldestWaiting = oldest;
    }

    public boolean isWorking() {
        return working;
    }

    /** The age of the oldest record that waits, 0 if none does. A clock that was put back makes nothing younger than new. */
    public double lagSeconds() {
        Instant oldest = oldestWaiting;
        return oldest == null
                ? 0
                : Math.max(0, Duration.between(oldest, Instant.now()).toMillis() / 1_000.0);
    }
}
