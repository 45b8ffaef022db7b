package org.externalmodels.inference;

import java.util.Objects;
import java.util.Optional;

/**
 * What became of a submission: an answer or a failure, never both.
 *
 * @param submissionId as {@link SubmissionConnection#submit} returned it
 * @param destination where the submission wanted its result
 * @param correlationId as submitted
 * @param model as submitted
 * @param connection as submitted; the response names the one that was used
 * @param response the answer
 * @param failure why there is none; what can be repeated has been
 * @param redelivered whether something of this may have happened before: an earlier delivery failed or was cut off, an
 *     administrator sent it again, or the server stopped while the model was asked, so that it was asked twice. A listener
 *     whose work must not be done twice looks whether it was
 * @param deliveryCount how often this result has been delivered, this time included: 1 the first time
 */
public record InferenceResult(
        String submissionId,
        String destination,
        String correlationId,
        String model,
        Optional<String> connection,
        Optional<InferenceResponse> response,
        Optional<InferenceException> failure,
        boolean redelivered,
        int deliveryCount) {

    public InferenceResult {
        Objects.requireNonNull(submissionId, "submissionId");
        Objects.requireNonNull(destination, "destination");
        Objects.requireNonNull(correlationId, "correlationId");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(connection, "connection");
        if (response.isPresent() == failure.isPresent()) {
            throw new IllegalArgumentException("A result must have either a response or a failure");
        }
        if (deliveryCount < 1) {
            throw new IllegalArgumentException("deliveryCount must be at least 1, not " + deliveryCount);
        }
    }

    /**
     * The answer.
     *
     * @throws InferenceException the failure, if there is no answer
     */
    public InferenceResponse orThrow() {
        return response.orElseThrow(() -> failure.get().toBuilder().build());
    }

    /** Without the words of the answer: a log is no place for them. */
    @Override
    public String toString() {
        return "InferenceResult[" + submissionId + ", " + destination + ", " + correlationId + ", "
                + failure.map(why -> why.code().name()).orElse("answered") + ", delivery " + deliveryCount
                + (redelivered ? ", redelivered" : "") + "]";
    }
}
