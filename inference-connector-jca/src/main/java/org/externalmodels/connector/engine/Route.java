package org.externalmodels.connector.engine;

import java.util.List;
import java.util.Optional;
import org.externalmodels.connector.dialect.ProviderDialect;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.ModelMetaData;
import org.externalmodels.inference.spi.ConnectionDefinition;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.ModelDefinition;

/**
 * A model compiled for calling, once, when it is published. Immutable.
 *
 * @param definition it was compiled from
 * @param dialect its wire format; empty if the definition cannot serve
 * @param connections the usable ones, in order of preference
 * @param problems why it cannot serve
 */
record Route(
        ModelDefinition definition,
        Optional<ProviderDialect> dialect,
        List<ConnectionRoute> connections,
        List<DefinitionProblem> problems) {

    boolean isActive() {
        return definition.status() == ModelDefinition.Status.ACTIVE && definition.inferencing() && problems.isEmpty();
    }

    ModelMetaData metaData() {
        return new ModelMetaData(
                definition.name(),
                definition.revision(),
                definition.providerModel().orElse(null),
                definition.features(),
                definition.modalities(),
                definition.connections().stream()
                        .filter(ConnectionDefinition::inferencing)
                        .map(ConnectionDefinition::name)
                        .toList());
    }

    /** Refuses calls to a model that is a draft, switched off or not fit to serve. */
    void requireActive() {
        if (definition.status() == ModelDefinition.Status.DRAFT) {
            throw new InferenceException(FailureCode.MODEL_NOT_ACTIVE, "the model is not active: it is a draft");
        }
        if (!definition.inferencing()) {
            throw new InferenceException(
                    FailureCode.MODEL_NOT_ACTIVE, "the model is not active: its inferencing is switched off");
        }
        if (!problems.isEmpty()) {
            DefinitionProblem first = problems.get(0);
            throw new InferenceException(
                    FailureCode.MODEL_NOT_ACTIVE, "the model is not active: " + first.field() + ": " + first.message());
        }
    }

    /** The connection of a name, or the first that is switched on. */
    ConnectionRoute connection(Optional<String> name) {
        return name.isPresent() ? named(name.get()) : first();
    }

    private ConnectionRoute named(String name) {
        for (ConnectionRoute connection : connections) {
            if (connection.name().equalsIgnoreCase(name)) {
                if (!connection.definition().inferencing()) {
                    throw new InferenceException(
                            FailureCode.CONNECTION_NOT_ACTIVE,
                            "the connection is not active: its inferencing is switched off");
                }
                return connection;
            }
        }
        throw new InferenceException(FailureCode.CONNECTION_NOT_FOUND, "the model has no connection of this name");
    }

    private ConnectionRoute first() {
        for (ConnectionRoute connection : connections) {
            if (connection.definition().inferencing()) {
                return connection;
            }
        }
        throw new InferenceException(
                FailureCode.NO_ACTIVE_CONNECTION,
                connections.isEmpty()
                        ? "the model has no connection"
                        : "every connection of the model is switched off");
    }
}
