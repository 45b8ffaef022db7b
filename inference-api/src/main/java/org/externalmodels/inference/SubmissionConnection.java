package org.externalmodels.inference;

/**
 * A handle through which requests are submitted. Cheap; take one where it is needed and close it, best in
 * try-with-resources. A handle is for one thread at a time. What was submitted outlives it.
 */
public interface SubmissionConnection extends AutoCloseable {

    /**
     * Hands over a request and returns at once.
     *
     * <p>Within a transaction, submitting is part of it: when the transaction commits the request is kept on disk and will
     * be sent, when it rolls back nothing was submitted. Without a transaction the request is on disk when this method
     * returns.
     *
     * <p>Accepted requests survive the end of the server. Each is sent at least once, and each result is delivered at least
     * once: more than once only where {@link InferenceResult#redelivered} says so. Nothing is sent before a listener is
     * active for the destination. Model and connection are looked up when the request is sent, so a model that is unknown
     * then is the result's {@link InferenceResult#failure}.
     *
     * @return the submission's id, unique on all servers; {@link InferenceResult#submissionId} of its result
     * @throws InferenceException {@link FailureCode#LIMIT_EXCEEDED} if this server has no room for more submissions,
     *     {@link FailureCode#INVALID_REQUEST} if the request is larger than this server takes
     * @throws IllegalStateException if the handle is closed, or its transaction takes no more work
     */
    String submit(Submission submission);

    /** Gives the handle back. Closing it again does nothing, and neither commits nor rolls back. */
    @Override
    void close();
}
