package org.externalmodels.inference;

import java.util.concurrent.CompletionStage;

/**
 * A handle on one model and, if named, one connection of it. Cheap; take one where it is needed and close it, best in
 * try-with-resources. A handle is for one thread at a time; asynchronous calls and streams it started outlive it.
 *
 * <p>Every call may fail with an {@link InferenceException}; its {@link FailureCode} tells why. Calls on a closed handle
 * fail with {@link IllegalStateException}.
 */
public interface ModelConnection extends AutoCloseable {

    /**
     * Calls the model and waits for the whole answer.
     *
     * @throws InferenceException with any code; {@link FailureCode#CANCELLED} if the waiting thread was interrupted (its
     *     interrupt status is kept and the exchange with the provider is ended)
     */
    InferenceResponse infer(InferenceRequest request);

    /**
     * Calls the model without waiting. The stage fails with an {@link InferenceException}. Cancelling
     * {@code stage.toCompletableFuture()} ends the exchange with the provider. Dependents without an executor of their
     * own run on a transport thread and must not block.
     */
    CompletionStage<InferenceResponse> inferAsync(InferenceRequest request);

    /**
     * Calls the model and hands over its answer as it arrives. Nothing is sent before the stream is subscribed to or
     * iterated.
     *
     * @throws InferenceException {@link FailureCode#FEATURE_NOT_ENABLED} and other refusals come through the stream, as
     *     every failure of it
     */
    InferenceStream stream(InferenceRequest request);

    /** Turns texts into vectors and waits for them. Needs a model with {@link Modality#TEXT_TO_EMBEDDING}. */
    EmbeddingResponse embed(EmbeddingRequest request);

    /** As {@link #embed}, without waiting; fails and is cancelled like {@link #inferAsync}. */
    CompletionStage<EmbeddingResponse> embedAsync(EmbeddingRequest request);

    /**
     * Describes the model as it is registered now.
     *
     * @throws InferenceException {@link FailureCode#MODEL_NOT_FOUND} or {@link FailureCode#MODEL_NOT_ACTIVE}
     */
    ModelMetaData metaData();

    /** Gives the handle back. Closing it again does nothing. */
    @Override
    void close();
}
