package org.externalmodels.connector.engine;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.externalmodels.connector.dialect.ProviderDialect;
import org.externalmodels.connector.routing.ConnectionHealth;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.ModelMetaData;
import org.externalmodels.inference.spi.ConnectionDefinition;
import org.externalmodels.inference.spi.ConnectionState;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.ModelDefinition;

/**
 * A model compiled for calling, once, when it is published. Immutable.
 *
 * @param definition it was compiled from
 * @param dialect its wire format; empty if the definition cannot serve
 * @param connections those that can be called, in order of preference
 * @param usable those of them that are switched on, in the order of their priorities
 * @param problems why it cannot serve
 * @param elsewhere whether another server has the model, which holds requests against it and keeps its limits
 */
record Route(
        ModelDefinition definition,
        Optional<ProviderDialect> dialect,
        List<ConnectionRoute> connections,
        List<ConnectionRoute> usable,
        List<DefinitionProblem> problems,
        boolean elsewhere) {

    /** The name of a connection that somebody else chooses. */
    static final String UNNAMED = "";

    /** The same, spoken to in another format by a server that knows better what may be asked. */
    Route movedTo(ProviderDialect other) {
        return new Route(definition, Optional.of(other), connections, usable, problems, true);
    }

    /** Refuses what the model must not be asked. */
    void admit(Inquiry<?, ?> inquiry, boolean streaming) {
        if (!elsewhere) {
            inquiry.admit(definition, streaming);
        }
    }

    boolean isActive() {
        return definition.status() == ModelDefinition.Status.ACTIVE && definition.inferencing() && problems.isEmpty();
    }

    boolean isOfSameModel(Route other) {
        return definition.id().equals(other.definition.id());
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
                        .toList(),
                Optional.ofNullable(definition.timeouts().total()),
                definition.addedOn());
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

    /** Refuses calls to a model that has nothing to go over. */
    void requireConnection() {
        if (usable.isEmpty()) {
            throw new InferenceException(
                    FailureCode.NO_ACTIVE_CONNECTION,
                    connections.isEmpty()
                            ? "the model has no connection"
                            : "every connection of the model is switched off");
        }
    }

    /** The connection of a name. */
    ConnectionRoute named(String name) {
        for (ConnectionRoute connection : connections) {
            if (connection.isCalled(name)) {
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

    List<ConnectionState> states(long now) {
        return connections.stream().map(connection -> state(connection, now)).toList();
    }

    private ConnectionState state(ConnectionRoute connection, long now) {
        ConnectionHealth health = connection.health();
        Duration pause = health.pause(now);
        ConnectionState.Health how;
        if (!isActive() || !connection.definition().inferencing()) {
            how = ConnectionState.Health.OFF;
        } else if (!pause.isZero()) {
            how = ConnectionState.Health.COOLING_DOWN;
        } else {
            how = health.isOnTrial(now) ? ConnectionState.Health.PROBING : ConnectionState.Health.AVAILABLE;
        }
        return new ConnectionState(
                definition.id(),
                connection.definition().id(),
                how,
                health.callsInFlight(),
                health.failures(),
                health.lastFailure(),
                Optional.of(pause).filter(wait -> !wait.isZero()));
    }
}
