package org.externalmodels.admin.api;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.externalmodels.inference.spi.ConnectionState;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.registry.catalog.ConnectionDetail;
import org.externalmodels.registry.catalog.ModelCatalog;
import org.externalmodels.registry.catalog.ModelDetail;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonRecords;

/** Where the calls of a model go, and how its connections do. */
@Path("models/{id}/routing")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class RoutingResource {

    @Inject
    private ModelCatalog catalog;

    @Inject
    private ModelDirectory directory;

    @GET
    @Operation(
            summary = "Shows how a model's calls are routed, and how each connection does on this server now",
            description =
                    "state is available, cooling-down, probing (one call tries whether it works again) or off; each"
                            + " server has its own.")
    public JsonObject get(@PathParam("id") String id) {
        ModelDetail model = catalog.find(id);
        Map<String, ConnectionState> states = directory.connectionStates(id).stream()
                .collect(Collectors.toMap(ConnectionState::connectionId, Function.identity()));
        JsonArrayBuilder connections = Json.createArrayBuilder();
        for (ConnectionDetail connection : model.connections()) {
            connections.add(json(connection, states.get(connection.id())));
        }
        return Json.createObjectBuilder(JsonRecords.write(model.definition().routing()))
                .add("connections", connections)
                .build();
    }

    private static JsonObjectBuilder json(ConnectionDetail connection, ConnectionState state) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", connection.id())
                .add("name", connection.name())
                .add("weight", connection.weight())
                .add("priority", connection.priority());
        if (state == null) {
            return json.add("state", ConnectionState.Health.OFF.wireName());
        }
        return json.add("state", state.health().wireName())
                .add("callsInFlight", state.callsInFlight())
                .add("failuresInARow", state.failures())
                .add(
                        "lastFailure",
                        state.lastFailure()
                                .<JsonValue>map(code -> Json.createValue(code.name()))
                                .orElse(JsonValue.NULL))
                .add(
                        "availableInMillis",
                        state.availableIn()
                                .<JsonValue>map(wait -> Json.createValue(wait.toMillis()))
                                .orElse(JsonValue.NULL));
    }
}
