package org.externalmodels.admin.api;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import org.externalmodels.registry.catalog.ConnectionDetail;
import org.externalmodels.registry.catalog.ModelDetail;
import org.externalmodels.registry.catalog.ModelStatus;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.json.Json;

/** A JSON merge patch (RFC 7396) applied to what a model is edited from. */
record ModelPatch(ModelBody body) {

    private static final String CONNECTIONS = "connections";
    private static final String STATUS = "status";

    static ModelPatch of(ModelDetail seen, JsonObject patch) {
        JsonObject writable = ShownMembers.without(ShownMembers.OF_MODEL, "", patch, ModelJson.of(seen));
        if (writable.get(CONNECTIONS) instanceof JsonArray connections) {
            writable = Json.createObjectBuilder(writable)
                    .add(CONNECTIONS, keysAgain(seen, connections))
                    .build();
        }
        JsonValue merged = Json.createMergePatch(writable).apply(ModelJson.of(seen.newest()));
        ModelBody body = JsonBody.read(merged.asJsonObject(), ModelBody.class);
        if (patch.containsKey(STATUS)
                && body.status() != ModelStatus.ACTIVE
                && body.status() != seen.summary().status()) {
            throw ShownMembers.refused(STATUS, "goes from DRAFT to ACTIVE only; inferencing switches a model off");
        }
        return new ModelPatch(body);
    }

    private static JsonArrayBuilder keysAgain(ModelDetail seen, JsonArray connections) {
        JsonArrayBuilder keys = Json.createArrayBuilder();
        for (JsonValue item : connections) {
            String at = CONNECTIONS + "[" + connections.indexOf(item) + "].";
            keys.add(item instanceof JsonObject given ? keyAgain(seen, at, given) : item);
        }
        return keys;
    }

    private static JsonObject keyAgain(ModelDetail seen, String at, JsonObject given) {
        Optional<JsonObject> shown = seen.connections().stream()
                .filter(connection -> isNamed(connection, given.getString("name", "")))
                .findFirst()
                .map(ModelJson::of);
        if (shown.isEmpty()) {
            return given;
        }
        for (String name : List.of("baseUrl", "weight", "priority")) {
            ShownMembers.requireShown(at, name, given, shown.get());
        }
        return ShownMembers.without(ShownMembers.OF_CONNECTION, at, given, shown.get());
    }

    private static boolean isNamed(ConnectionDetail connection, String name) {
        return Definition.nameKey(connection.name()).equals(Definition.nameKey(name));
    }
}
