package org.externalmodels.connector.cache;

import java.time.Duration;
import java.util.Objects;

/**
 * An answer that may be given again. Nobody changes it any more.
 *
 * @param answer as its wire format was read
 * @param connectionId of the connection it came over
 * @param ttl for how long from now on
 * @param bytes about how much memory it takes
 */
public record KeptAnswer(Object answer, String connectionId, Duration ttl, long bytes) {
    public KeptAnswer {
        Objects.requireNonNull(answer, "answer");
        Objects.requireNonNull(connectionId, "connectionId");
        Objects.requireNonNull(ttl, "ttl");
    }
}
