package org.externalmodels.inference.spi;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A result that was not delivered. Says nothing of what was asked and answered.
 *
 * @param id the submission's
 * @param destination where the result was to go
 * @param correlationId as submitted
 * @param model as submitted
 * @param connection as submitted, if one was named
 * @param submittedAt when it was submitted
 * @param diedAt when it was given up
 * @param deliveries how often it was delivered in vain
 * @param reason why the last delivery failed
 */
public record DeadLetter(
        String id,
        String destination,
        String correlationId,
        String model,
        Optional<String> connection,
        Instant submittedAt,
        Instant diedAt,
        int deliveries,
        String reason) {
    public DeadLetter {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(destination, "destination");
        Objects.requireNonNull(correlationId, "correlationId");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(connection, "connection");
        Objects.requireNonNull(submittedAt, "submittedAt");
        Objects.requireNonNull(diedAt, "diedAt");
        Objects.requireNonNull(reason, "reason");
    }
}
