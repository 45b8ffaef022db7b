package org.externalmodels.admin.console.submissions;

import java.io.Serializable;
import java.time.Instant;
import org.externalmodels.inference.spi.WaitingSubmission;

/**
 * A submission that waits, as one line of the list.
 *
 * @param model with the connection that was named, if one was
 * @param state in words
 * @param listened whether a message-driven bean for its result is active
 * @param reason why the last delivery failed, or the last call was not answered; empty if neither
 */
public record SubmissionLine(
        String id,
        String destination,
        String correlationId,
        String model,
        Instant submittedAt,
        String state,
        Instant since,
        int calls,
        int deliveries,
        boolean listened,
        String reason)
        implements Serializable {

    static SubmissionLine of(WaitingSubmission submission) {
        return new SubmissionLine(
                submission.id(),
                submission.destination(),
                submission.correlationId(),
                submission.model()
                        + submission.connection().map(name -> "/" + name).orElse(""),
                submission.submittedAt(),
                words(submission),
                submission.since(),
                submission.calls(),
                submission.deliveries(),
                submission.listened(),
                submission.reason().orElse(""));
    }

    private static String words(WaitingSubmission submission) {
        return switch (submission.state()) {
            case WAITING -> submission.reason().isPresent() ? "Waits to be sent again" : "Waits to be sent";
            case CALLING -> "Model is asked";
            case ANSWERED -> submission.reason().isPresent() ? "To be delivered again" : "To be delivered";
        };
    }
}
