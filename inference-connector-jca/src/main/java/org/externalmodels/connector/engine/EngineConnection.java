package org.externalmodels.connector.engine;

import java.util.concurrent.CompletionStage;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.EmbeddingResponse;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.InferenceStream;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.inference.ModelMetaData;

/** A connection that needs no container: for ways in other than the connection factory. */
final class EngineConnection implements ModelConnection {

    private final InferenceEngine engine;
    private final CallTarget target;
    private boolean closed;

    EngineConnection(InferenceEngine engine, CallTarget target) {
        this.engine = engine;
        this.target = target;
    }

    @Override
    public InferenceResponse infer(InferenceRequest request) {
        return InferenceEngine.await(open().infer(target, request));
    }

    @Override
    public CompletionStage<InferenceResponse> inferAsync(InferenceRequest request) {
        return open().infer(target, request);
    }

    @Override
    public InferenceStream stream(InferenceRequest request) {
        return open().stream(target, request);
    }

    @Override
    public EmbeddingResponse embed(EmbeddingRequest request) {
        return InferenceEngine.await(open().embed(target, request));
    }

    @Override
    public CompletionStage<EmbeddingResponse> embedAsync(EmbeddingRequest request) {
        return open().embed(target, request);
    }

    @Override
    public ModelMetaData metaData() {
        return open().metaData(target);
    }

    @Override
    public void close() {
        closed = true;
    }

    private InferenceEngine open() {
        if (closed) {
            throw new IllegalStateException("The connection is closed");
        }
        return engine;
    }
}
