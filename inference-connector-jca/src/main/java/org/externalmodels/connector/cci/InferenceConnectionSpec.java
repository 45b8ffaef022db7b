package org.externalmodels.connector.cci;

import jakarta.resource.cci.ConnectionSpec;

/**
 * Names the model, and if wanted its connection, that a CCI connection is for. A bean, as the specification asks; not
 * shared by threads.
 */
public final class InferenceConnectionSpec implements ConnectionSpec {

    private String model;
    private String connection;

    /** Names nothing: the factory's default model. */
    public InferenceConnectionSpec() {}

    /** Names a model and one of its connections, {@code null} for any. */
    public InferenceConnectionSpec(String model, String connection) {
        this.model = model;
        this.connection = connection;
    }

    public String getModel() {
        return model;
    }

    public void setModel(String value) {
        model = value;
    }

    public String getConnection() {
        return connection;
    }

    public void setConnection(String value) {
        connection = value;
    }
}
