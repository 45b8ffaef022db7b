package org.externalmodels.langchain4j;

import java.util.Objects;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.inference.ModelConnectionFactory;

/**
 * Where a model's connections come from: one is taken for each call and given back at its end, so that a model can be
 * shared by threads and held for as long as its application lives.
 *
 * @param factory such as the one at {@code eis/ExternalModels}
 * @param model the registered name; {@code null} for the factory's default
 * @param connection one of the model's; {@code null} leaves the choice to the adapter
 */
record ConnectionSource(ModelConnectionFactory factory, String model, String connection) {

    ConnectionSource {
        Objects.requireNonNull(factory, "factory");
        if (model == null && connection != null) {
            throw new IllegalArgumentException("A connection needs the name of its model");
        }
    }

    ModelConnection open() {
        if (model == null) {
            return factory.getConnection();
        }
        return connection == null ? factory.getConnection(model) : factory.getConnection(model, connection);
    }
}
