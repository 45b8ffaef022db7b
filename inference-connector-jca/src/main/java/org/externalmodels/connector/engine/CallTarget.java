package org.externalmodels.connector.engine;

import java.util.Objects;
import java.util.Optional;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.Timeouts;

/**
 * What a handle stands for: who calls, and what.
 *
 * @param origin where calls come from
 * @param model the name asked for
 * @param connection the connection's name; empty for any
 * @param timeouts the factory's limits
 */
public record CallTarget(CallOrigin origin, String model, Optional<String> connection, Timeouts timeouts) {
    public CallTarget {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(connection, "connection");
        Objects.requireNonNull(timeouts, "timeouts");
    }
}
