package org.externalmodels.connector.engine;

import java.util.concurrent.CompletableFuture;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.EmbeddingResponse;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.InferenceStream;
import org.externalmodels.inference.ModelMetaData;
import org.externalmodels.inference.spi.ModelDirectory;

/**
 * The one place through which every call goes, whatever its way in. Owns directory, transport and journal. Shared by
 * threads.
 */
@SuppressWarnings("DoNotCallSuggester")
public final class InferenceEngine implements AutoCloseable {

    private InferenceEngine() {}

    /** Opens an engine of its own; the caller closes it. */
    public static InferenceEngine open(EngineSettings settings) {
        throw new UnsupportedOperationException(settings.toString());
    }

    /** The registry's door to this engine. */
    public ModelDirectory directory() {
        throw new UnsupportedOperationException();
    }

    /** Calls a model; the future fails with {@link org.externalmodels.inference.InferenceException}, cancelling it ends the exchange. */
    public CompletableFuture<InferenceResponse> infer(CallTarget target, InferenceRequest request) {
        throw new UnsupportedOperationException(target + " " + request);
    }

    /** Prepares a streaming call, made when it is read. */
    public InferenceStream stream(CallTarget target, InferenceRequest request) {
        throw new UnsupportedOperationException(target + " " + request);
    }

    /** Turns texts into vectors; fails and is cancelled like {@link #infer}. */
    public CompletableFuture<EmbeddingResponse> embed(CallTarget target, EmbeddingRequest request) {
        throw new UnsupportedOperationException(target + " " + request);
    }

    /** Describes a model as it is now. */
    public ModelMetaData metaData(CallTarget target) {
        throw new UnsupportedOperationException(target.toString());
    }

    @Override
    public void close() {}
}
