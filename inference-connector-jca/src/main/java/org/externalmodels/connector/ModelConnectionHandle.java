package org.externalmodels.connector;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.externalmodels.connector.engine.InferenceEngine;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.EmbeddingResponse;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.InferenceStream;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.inference.ModelMetaData;

/** The typed handle: checks that it is open and delegates. */
final class ModelConnectionHandle extends ConnectionHandle<InferenceManagedConnection> implements ModelConnection {

    ModelConnectionHandle(InferenceManagedConnection managed) {
        super(InferenceManagedConnection.class, managed);
    }

    @Override
    public InferenceResponse infer(InferenceRequest request) {
        return InferenceEngine.await(startInference(request));
    }

    @Override
    public CompletionStage<InferenceResponse> inferAsync(InferenceRequest request) {
        return startInference(request);
    }

    @Override
    public InferenceStream stream(InferenceRequest request) {
        InferenceManagedConnection open = open();
        return open.engine().stream(open.target(origin()), request);
    }

    @Override
    public EmbeddingResponse embed(EmbeddingRequest request) {
        return InferenceEngine.await(startEmbedding(request));
    }

    @Override
    public CompletionStage<EmbeddingResponse> embedAsync(EmbeddingRequest request) {
        return startEmbedding(request);
    }

    @Override
    public ModelMetaData metaData() {
        InferenceManagedConnection open = open();
        return open.engine().metaData(open.target(origin()));
    }

    @Override
    public void close() {
        giveBack();
    }

    private CompletableFuture<InferenceResponse> startInference(InferenceRequest request) {
        InferenceManagedConnection open = open();
        return open.engine().infer(open.target(origin()), request);
    }

    private CompletableFuture<EmbeddingResponse> startEmbedding(EmbeddingRequest request) {
        InferenceManagedConnection open = open();
        return open.engine().embed(open.target(origin()), request);
    }

    private InferenceManagedConnection open() {
        InferenceManagedConnection open = managed();
        if (open == null) {
            throw new IllegalStateException("This model connection is closed. Get another one from its factory.");
        }
        return open;
    }
}
