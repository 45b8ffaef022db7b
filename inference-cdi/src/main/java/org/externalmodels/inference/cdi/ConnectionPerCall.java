package org.externalmodels.inference.cdi;

import java.io.Serializable;
import java.util.concurrent.CompletionStage;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.EmbeddingResponse;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.InferenceStream;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.inference.ModelConnectionFactory;
import org.externalmodels.inference.ModelMetaData;

/**
 * Takes a connection from the factory for each call; an asynchronous call or a stream outlives it. Stored with a bean that is
 * passivated, it finds the factory again when it is called. Shared by threads.
 */
final class ConnectionPerCall implements ModelConnection, Serializable {

    private static final long serialVersionUID = 1L;

    private transient volatile ModelConnectionFactory factory;
    private final String model;
    private final String connection;

    ConnectionPerCall(ModelConnectionFactory factory, String model, String connection) {
        if (model.isEmpty() && !connection.isEmpty()) {
            throw new IllegalArgumentException(
                    "@Model names the connection '" + connection + "', but not the model it belongs to");
        }
        this.factory = factory;
        this.model = model;
        this.connection = connection;
    }

    private ModelConnection open() {
        ModelConnectionFactory open = factory();
        if (model.isEmpty()) {
            return open.getConnection();
        }
        return connection.isEmpty() ? open.getConnection(model) : open.getConnection(model, connection);
    }

    private ModelConnectionFactory factory() {
        ModelConnectionFactory found = factory;
        if (found == null) {
            found = BoundFactory.lookUp();
            factory = found;
        }
        return found;
    }

    @Override
    public InferenceResponse infer(InferenceRequest request) {
        try (ModelConnection open = open()) {
            return open.infer(request);
        }
    }

    @Override
    public CompletionStage<InferenceResponse> inferAsync(InferenceRequest request) {
        try (ModelConnection open = open()) {
            return open.inferAsync(request);
        }
    }

    @Override
    public InferenceStream stream(InferenceRequest request) {
        try (ModelConnection open = open()) {
            return open.stream(request);
        }
    }

    @Override
    public EmbeddingResponse embed(EmbeddingRequest request) {
        try (ModelConnection open = open()) {
            return open.embed(request);
        }
    }

    @Override
    public CompletionStage<EmbeddingResponse> embedAsync(EmbeddingRequest request) {
        try (ModelConnection open = open()) {
            return open.embedAsync(request);
        }
    }

    @Override
    public ModelMetaData metaData() {
        try (ModelConnection open = open()) {
            return open.metaData();
        }
    }

    @Override
    public void close() {
        // Nothing is held between calls.
    }

    @Override
    public String toString() {
        return "ModelConnection[" + model + (connection.isEmpty() ? "" : "/" + connection) + "]";
    }
}
