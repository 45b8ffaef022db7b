package org.externalmodels.inference.spi;

import java.time.Duration;

/**
 * Limits in time, each above zero, or {@code null} for not set here. Those of a request win over those of its model, those
 * of a model over those of the connection factory, and those over {@link #DEFAULTS}, each limit for itself.
 *
 * @param connect until the socket, and TLS on it, stands
 * @param responseHeader from the request sent until the answer begins
 * @param idle between two pieces of the answer
 * @param total from the call to the end of the answer, waits and repeated attempts included
 */
public record Timeouts(Duration connect, Duration responseHeader, Duration idle, Duration total) {

    /** No limit is set here. */
    public static final Timeouts NONE = new Timeouts(null, null, null, null);

    /**
     * Where nobody set one: 10 s to connect, 60 s to the answer's begin, 30 s between its pieces, 120 s for all. A whole
     * answer begins when it is done, so the wait for its begin is limited by the total instead.
     */
    public static final Timeouts DEFAULTS = new Timeouts(
            Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofSeconds(120));

    public Timeouts {
        check(connect);
        check(responseHeader);
        check(idle);
        check(total);
    }

    private static void check(Duration limit) {
        if (limit != null && (limit.isNegative() || limit.isZero())) {
            throw new IllegalArgumentException("A time limit must be above zero, not " + limit);
        }
    }

    /** A limit for whole calls only. */
    public static Timeouts ofTotal(Duration total) {
        return new Timeouts(null, null, null, total);
    }

    /** These limits, and those of somebody weaker where none is set here. */
    public Timeouts or(Timeouts weaker) {
        return new Timeouts(
                connect == null ? weaker.connect : connect,
                responseHeader == null ? weaker.responseHeader : responseHeader,
                idle == null ? weaker.idle : idle,
                total == null ? weaker.total : total);
    }
}
