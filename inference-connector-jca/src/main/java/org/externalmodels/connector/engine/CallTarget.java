package org.externalmodels.connector.engine;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.Timeouts;

/**
 * What a handle stands for: who calls, and what.
 *
 * @param origin where calls come from
 * @param model the name asked for
 * @param connection the connection's name; empty for any
 * @param timeouts the factory's limits
 * @param permitted the connections that the caller may use where none is named; empty if that is all of them
 */
public record CallTarget(
        CallOrigin origin, String model, Optional<String> connection, Timeouts timeouts, Set<String> permitted) {
    public CallTarget {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(connection, "connection");
        Objects.requireNonNull(timeouts, "timeouts");
        permitted = Set.copyOf(permitted);
    }

    public CallTarget(CallOrigin origin, String model, Optional<String> connection, Timeouts timeouts) {
        this(origin, model, connection, timeouts, Set.of());
    }

    /** For whoever may use some connections of the model: where it is only one, that one is named. */
    static CallTarget over(CallOrigin origin, String model, Set<String> permitted) {
        return permitted.size() == 1
                ? new CallTarget(origin, model, permitted.stream().findFirst(), Timeouts.NONE)
                : new CallTarget(origin, model, Optional.empty(), Timeouts.NONE, permitted);
    }
}
