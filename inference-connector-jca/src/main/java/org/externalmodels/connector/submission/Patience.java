package org.externalmodels.connector.submission;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * How long submissions wait for the server that has the models while it is away. Pauses grow with the time that it has been
 * away, up to {@link #LONGEST_PAUSE}; after {@link #END} its being away is what became of the call. Shared by threads.
 */
final class Patience {

    static final Duration END = Duration.ofDays(1);
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final LongSupplier clock;

    /** When each was first found to be without an answer. */
    private final Map<String, Long> since = new ConcurrentHashMap<>();

    /** With a clock of nanoseconds. */
    Patience(LongSupplier clock) {
        this.clock = clock;
    }

    /** How long a submission waits before its call is made again; empty if it waits no more. */
    Optional<Duration> pause(String id) {
        long now = clock.getAsLong();
        Duration waited = Duration.ofNanos(now - since.computeIfAbsent(id, first -> now));
        if (waited.compareTo(END) >= 0) {
            since.remove(id);
            return Optional.empty();
        }
        return Optional.of(waited.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : atLeast(Dispatcher.PAUSE, waited));
    }

    private static Duration atLeast(Duration least, Duration pause) {
        return pause.compareTo(least) < 0 ? least : pause;
    }

    /** There is an answer, or a failure of another kind. */
    void over(String id) {
        since.remove(id);
    }
}
