package org.externalmodels.inference.spi;

import java.time.Duration;
import java.util.List;

/**
 * Limits in time, all above zero.
 *
 * @param connect until the socket, and TLS on it, stands
 * @param responseHeader from the request sent until the answer begins
 * @param idle between two pieces of the answer
 * @param total from the call to the end of the answer, retries included
 */
public record Timeouts(Duration connect, Duration responseHeader, Duration idle, Duration total) {

    /** 10 s to connect, 60 s to the answer's begin, 30 s between its pieces, 120 s for all. */
    public static final Timeouts DEFAULTS = new Timeouts(
            Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofSeconds(120));

    public Timeouts {
        for (Duration limit : List.of(connect, responseHeader, idle, total)) {
            if (limit.isNegative() || limit.isZero()) {
                throw new IllegalArgumentException("A time limit is above zero");
            }
        }
    }
}
