package org.externalmodels.connector.engine;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.externalmodels.inference.spi.CallOrigin;

/**
 * What a handle stands for: who calls, and what.
 *
 * @param origin where calls come from
 * @param model the name asked for
 * @param connection the connection's name; empty for any
 * @param timeout the factory's limit for a whole call
 */
public record CallTarget(CallOrigin origin, String model, Optional<String> connection, Optional<Duration> timeout) {
    public CallTarget {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(connection, "connection");
        Objects.requireNonNull(timeout, "timeout");
    }
}
