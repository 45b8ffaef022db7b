package org.externalmodels.admin.console.deadletters;

import java.io.Serializable;
import java.time.Instant;
import org.externalmodels.inference.spi.DeadLetter;

/**
 * A dead letter as one line of the list.
 *
 * @param model with the connection that was named, if one was
 */
public record DeadLetterLine(
        String id,
        String destination,
        String correlationId,
        String model,
        Instant submittedAt,
        Instant diedAt,
        int deliveries,
        String reason)
        implements Serializable {

    static DeadLetterLine of(DeadLetter letter) {
        return new DeadLetterLine(
                letter.id(),
                letter.destination(),
                letter.correlationId(),
                letter.model() + letter.connection().map(name -> "/" + name).orElse(""),
                letter.submittedAt(),
                letter.diedAt(),
                letter.deliveries(),
                letter.reason());
    }
}
