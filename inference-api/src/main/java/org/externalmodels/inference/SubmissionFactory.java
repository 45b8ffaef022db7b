package org.externalmodels.inference;

import java.io.Serializable;

/**
 * Takes requests whose results come later, to a message-driven bean. Looked up or injected under
 * {@code eis/ExternalModelSubmissions}:
 *
 * <pre>{@code
 * @Resource(lookup = "eis/ExternalModelSubmissions") SubmissionFactory submissions;
 *
 * @Transactional
 * void register(Claim claim) {
 *     entityManager.persist(claim);
 *     try (SubmissionConnection connection = submissions.getConnection()) {
 *         connection.submit(Submission.to("claims")
 *                 .correlationId(claim.id())
 *                 .model("gpt-4o")
 *                 .request(InferenceRequest.prompt("Summarise this claim: " + claim.text()))
 *                 .build());
 *     }
 * }
 * }</pre>
 *
 * <p>The result goes to an {@link InferenceListener} that is active for the submission's destination. Factories are shared
 * by threads.
 */
public interface SubmissionFactory extends Serializable {

    /**
     * Returns a connection that takes part in the caller's transaction, if there is one.
     *
     * @throws InferenceException {@link FailureCode#LIMIT_EXCEEDED} if the container's pool gave none in time
     */
    SubmissionConnection getConnection();
}
