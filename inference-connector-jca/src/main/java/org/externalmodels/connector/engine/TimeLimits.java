package org.externalmodels.connector.engine;

import java.time.Duration;
import java.util.Optional;
import org.externalmodels.inference.spi.Timeouts;

/** How long a call may take. */
final class TimeLimits {

    /** No call is waited for longer, whatever limit is asked for. */
    private static final Duration LONGEST = Duration.ofDays(1);

    /**
     * Of a whole answer from another server of External Models, which keeps the model's limits itself: how long it may say
     * nothing. Of a stream there are heartbeats.
     */
    private static final Duration SILENT_GATEWAY = Duration.ofMinutes(10);

    private TimeLimits() {}

    /**
     * The request's limits win over the model's, those over the factory's, and those over the defaults, each for itself.
     *
     * @param whole whether the answer comes in one piece
     * @param kept whether another server keeps the model's limits, which are not known here
     */
    static Timeouts of(Optional<Duration> request, Timeouts model, Timeouts factory, boolean whole, boolean kept) {
        Timeouts set =
                request.map(Timeouts::ofTotal).orElse(Timeouts.NONE).or(model).or(factory);
        Timeouts beyondIt = Timeouts.ofTotal(whole ? SILENT_GATEWAY : LONGEST);
        Timeouts all = set.or(kept ? beyondIt : Timeouts.NONE).or(Timeouts.DEFAULTS);
        Duration total = all.total().compareTo(LONGEST) > 0 ? LONGEST : all.total();
        // A whole answer begins when it is done: who waits longer for it waits longer for its first byte.
        Duration header = whole && set.responseHeader() == null ? total : all.responseHeader();
        return new Timeouts(all.connect(), header, all.idle(), total);
    }
}
