package org.externalmodels.inference;

/**
 * Hears of the results of submissions: the message listener interface of message-driven beans.
 *
 * <pre>{@code
 * @MessageDriven(activationConfig = @ActivationConfigProperty(propertyName = "destinationName", propertyValue = "claims"))
 * public class ClaimSummaries implements InferenceListener {
 *     @Override
 *     public void onResult(InferenceResult result) {
 *         Claim claim = claims.find(result.correlationId());
 *         claim.summarised(result.orThrow().text());
 *     }
 * }
 * }</pre>
 *
 * <p>Activation properties: {@code destinationName} (required); {@code correlationPrefix}, to get only results whose
 * correlation id begins with it; {@code maxConcurrency}, the most deliveries at a time (10); {@code redeliveryLimit}, how
 * often a result is delivered again after its first delivery failed (5); {@code redeliveryDelayMillis} between two of them
 * (5000); {@code maxCalls}, the most calls under way for this listener, which hold no threads (1000).
 *
 * <p>A delivery fails if {@link #onResult} throws or its transaction rolls back. A result that could not be delivered within
 * the limit is a dead letter, which an administrator sees, sends again or discards.
 */
public interface InferenceListener {

    /**
     * A submission has its result, an answer or a failure. In a bean with container-managed transactions the result is
     * removed by the transaction in which this method runs: exactly when that commits.
     */
    void onResult(InferenceResult result);
}
