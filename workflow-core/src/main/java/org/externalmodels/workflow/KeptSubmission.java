package org.externalmodels.workflow;

import java.util.Optional;
import java.util.function.Supplier;
import org.externalmodels.inference.InferenceResult;

/**
 * What a task that has not ended keeps of its last submission.
 *
 * @param id of the submission; {@code null} if the task has submitted nothing
 * @param failed whether its result came, and was a failure that the process does not handle
 */
public record KeptSubmission(String id, boolean failed) {

    /**
     * What becomes of a result that is for this task. One that the task has had, or that came after it asked anew, is dropped. A
     * task that failed may be asking again in a transaction that is not over: then nothing is known of its result.
     *
     * @param bring takes the result to the task if that waits for it
     */
    public Optional<Arrival> arrival(InferenceResult result, Supplier<Arrival> bring) {
        boolean last = result.submissionId().equals(id);
        if (last && !failed) {
            return Optional.of(bring.get());
        }
        return id != null && last == failed ? Optional.of(Arrival.DROPPED) : Optional.empty();
    }
}
