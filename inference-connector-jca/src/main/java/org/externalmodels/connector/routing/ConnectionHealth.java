package org.externalmodels.connector.routing;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.externalmodels.inference.FailureCode;

/**
 * How one connection does: a circuit breaker, and the number of calls under way. While it cools down, calls that can go
 * elsewhere do; when that is over one call tries it, and if that goes well all do. Lock-free; shared by threads. All times
 * are of one clock that counts nanoseconds, as {@link System#nanoTime} does.
 */
public final class ConnectionHealth {

    /** As many passing failures in a row are none. */
    static final int FAILURES_IN_A_ROW = 3;

    static final Duration SHORTEST_PAUSE = Duration.ofSeconds(2);
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** Whatever a provider asks for: looking after an hour whether it is back does no harm. */
    static final Duration LONGEST_PAUSE_ASKED = Duration.ofHours(1);

    /** A call that tries the connection may take long; after this time another one tries as well. */
    static final Duration TRIAL = Duration.ofSeconds(10);

    private static final State WELL = new State(0, 0, false, 0, 0, null);

    private final AtomicReference<State> state = new AtomicReference<>(WELL);
    private final AtomicInteger callsInFlight = new AtomicInteger();

    /** Whether a call may go over it now. */
    public boolean isAvailable(long now) {
        return state.get().isAvailable(now);
    }

    /** Takes a call if it may go over the connection now; then {@link #left} follows. */
    public boolean enter(long now) {
        State seen = state.get();
        while (seen.open) {
            if (!seen.isAvailable(now)) {
                return false;
            }
            if (state.compareAndSet(seen, seen.onTrial(now + TRIAL.toNanos()))) {
                break;
            }
            seen = state.get();
        }
        callsInFlight.incrementAndGet();
        return true;
    }

    /** Takes a call that goes over this connection whatever there is against it; then {@link #left} follows. */
    public void enterRegardless() {
        callsInFlight.incrementAndGet();
    }

    /** A call taken before is over. */
    public void left() {
        callsInFlight.decrementAndGet();
    }

    /**
     * A call that was taken ended without saying how the connection does. If it was to try it, the next one does.
     *
     * @param entered when it was taken
     */
    public void saidNothing(long entered, long now) {
        state.updateAndGet(seen -> seen.isTriedSince(entered) && !seen.isCoolingDown(now) ? seen.onTrial(now) : seen);
    }

    /**
     * An answer has begun, and can take long. It ends a trial, so that others need not wait for its end; but the next
     * failure is one too many, since answers may always break off.
     */
    public void begins(long now) {
        state.updateAndGet(seen -> seen.open && !seen.isCoolingDown(now) ? seen.onParole() : seen);
    }

    public int callsInFlight() {
        return callsInFlight.get();
    }

    /** A call went well. One that began before the connection cooled down says nothing about how it does now. */
    public void wentWell(long now) {
        State seen = state.get();
        while (!seen.isWell() && !seen.isCoolingDown(now)) {
            if (state.compareAndSet(seen, WELL)) {
                return;
            }
            seen = state.get();
        }
    }

    /**
     * A call failed.
     *
     * @param asked how long the provider asks to wait
     */
    public void failed(Trouble trouble, FailureCode why, Optional<Duration> asked, long now) {
        switch (trouble) {
            case NONE -> {}
            case OF_THE_REQUEST -> wentWell(now);
            case PASSING, CERTAIN ->
                state.updateAndGet(seen -> seen.failed(
                        trouble == Trouble.CERTAIN, why, asked.filter(wait -> wait.compareTo(Duration.ZERO) > 0), now));
        }
    }

    /** How long calls keep away from now on; zero if they do not. */
    public Duration pause(long now) {
        State seen = state.get();
        return seen.isCoolingDown(now) ? Duration.ofNanos(seen.until - now) : Duration.ZERO;
    }

    /** Whether one call tries it while the others keep away. */
    public boolean isOnTrial(long now) {
        State seen = state.get();
        return seen.open && !seen.isCoolingDown(now);
    }

    /** How long calls keep away at least while one tries the connection. */
    public static Duration whileOnTrial() {
        return Duration.ofSeconds(1);
    }

    /** Failures in a row. */
    public int failures() {
        return state.get().failures;
    }

    /** Why the last call failed, if it did. */
    public Optional<FailureCode> lastFailure() {
        return Optional.ofNullable(state.get().why);
    }

    /**
     * One state; replaced as a whole.
     *
     * @param failures in a row
     * @param openings how often it has cooled down since it went well
     * @param open whether calls keep away, or one tries it
     * @param until when it has cooled down
     * @param trialUntil until when nobody else tries it
     */
    private record State(int failures, int openings, boolean open, long until, long trialUntil, FailureCode why) {

        boolean isWell() {
            return failures == 0 && !open;
        }

        boolean isCoolingDown(long now) {
            return open && until - now > 0;
        }

        boolean isAvailable(long now) {
            return !open || (until - now <= 0 && trialUntil - now <= 0);
        }

        State onTrial(long trialEnds) {
            return new State(failures, openings, true, until, trialEnds, why);
        }

        /** The time at which a call was taken to try it tells it from others. */
        boolean isTriedSince(long entered) {
            return open && trialUntil == entered + TRIAL.toNanos();
        }

        State onParole() {
            return new State(FAILURES_IN_A_ROW - 1, openings, false, 0, 0, why);
        }

        State failed(boolean certain, FailureCode code, Optional<Duration> asked, long now) {
            if (isCoolingDown(now)) {
                // Of a call that began before; only a provider that asks for a longer pause has something new to say.
                long later = asked.map(wait -> now + capped(wait)).orElse(until);
                return later - until > 0 ? new State(failures + 1, openings, true, later, later, code) : this;
            }
            int inARow = failures == Integer.MAX_VALUE ? failures : failures + 1;
            if (!open && !certain && inARow < FAILURES_IN_A_ROW) {
                return new State(inARow, openings, false, 0, 0, code);
            }
            int times = Math.min(openings + 1, 30);
            long end = now + asked.map(State::capped).orElseGet(() -> pause(times));
            return new State(inARow, times, true, end, end, code);
        }

        private static long capped(Duration asked) {
            return (asked.compareTo(LONGEST_PAUSE_ASKED) > 0 ? LONGEST_PAUSE_ASKED : asked).toNanos();
        }

        /** Twice as long each time. */
        private static long pause(int times) {
            return Math.min(LONGEST_PAUSE.toNanos(), SHORTEST_PAUSE.toNanos() << (times - 1));
        }
    }
}
