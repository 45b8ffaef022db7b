package org.externalmodels.admin.console.models;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.externalmodels.inference.spi.ConnectionState;
import org.externalmodels.inference.spi.ModelDirectory;

/** How the connections of a model do on this server now, from the adapter. */
@RequestScoped
public class ConnectionStates {

    @Inject
    private ModelDirectory directory;

    private Map<String, ConnectionState> byConnection = Map.of();

    /** Asks for all connections of a model, for {@link #of}. */
    void read(String modelId) {
        byConnection = directory.connectionStates(modelId).stream()
                .collect(Collectors.toMap(ConnectionState::connectionId, Function.identity()));
    }

    LiveState of(String connectionId) {
        ConnectionState state = byConnection.get(connectionId);
        return state == null ? LiveState.UNUSED : LiveState.of(state, Instant.now());
    }
}
