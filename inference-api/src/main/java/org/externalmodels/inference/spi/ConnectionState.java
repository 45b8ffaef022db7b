package org.externalmodels.inference.spi;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.externalmodels.inference.FailureCode;

/**
 * How a connection does on this server at this moment.
 *
 * @param modelId of its model
 * @param connectionId of the connection
 * @param health whether calls go over it
 * @param callsInFlight calls under way over it
 * @param failures in a row
 * @param lastFailure why the last of them failed; empty if there is none
 * @param availableIn how long calls keep away from it; empty if they do not
 */
public record ConnectionState(
        String modelId,
        String connectionId,
        Health health,
        int callsInFlight,
        int failures,
        Optional<FailureCode> lastFailure,
        Optional<Duration> availableIn) {

    public ConnectionState {
        Objects.requireNonNull(modelId, "modelId");
        Objects.requireNonNull(connectionId, "connectionId");
        Objects.requireNonNull(health, "health");
        Objects.requireNonNull(lastFailure, "lastFailure");
        Objects.requireNonNull(availableIn, "availableIn");
    }

    /** Whether calls go over a connection. */
    public enum Health {
        /** They do. */
        AVAILABLE("available"),
        /** It failed, and calls that need not go over it keep away from it for a while. */
        COOLING_DOWN("cooling-down"),
        /** The while is over: one call tries whether it works again. */
        PROBING("probing"),
        /** It, or its model, is switched off. */
        OFF("off");

        private final String wireName;

        Health(String wireName) {
            this.wireName = wireName;
        }

        /** The name shown to people. */
        public String wireName() {
            return wireName;
        }
    }
}
