package org.externalmodels.admin.api;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.externalmodels.registry.catalog.ConnectionDetail;
import org.externalmodels.registry.catalog.ModelDetail;
import org.externalmodels.registry.catalog.ModelSummary;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonRecords;

/** Models as they are shown. */
final class ModelJson {

    private ModelJson() {}

    static JsonObject of(ModelSummary summary) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        // In a model the same name stands for the connections themselves.
        JsonRecords.write(summary)
                .forEach((name, value) -> json.add(name.equals("connections") ? "connectionCount" : name, value));
        return json.build();
    }

    static JsonObject of(ModelDetail model) {
        ModelSummary summary = model.summary();
        JsonArrayBuilder connections = Json.createArrayBuilder();
        model.connections().forEach(connection -> connections.add(of(connection)));
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", summary.id())
                .add("status", summary.status().name())
                .add("revision", summary.revision())
                .add("inferencing", summary.inferencing())
                .add("source", summary.source());
        of(model.definition()).forEach(json::add);
        return json.add("connections", connections)
                .add(
                        "draft",
                        model.draft().map(ModelJson::of).orElse(null) == null
                                ? jakarta.json.JsonValue.NULL
                                : of(model.draft().get()))
                .add("addedBy", summary.addedBy())
                .add("addedOn", summary.addedOn().toString())
                .add("changedBy", summary.changedBy())
                .add("changedOn", summary.changedOn().toString())
                .add("version", summary.version())
                .build();
    }

    /** A definition in the form in which it is written, without what is the registry's own. */
    static JsonObject of(Definition definition) {
        JsonArrayBuilder headers = Json.createArrayBuilder();
        definition
                .headers()
                .forEach(header -> headers.add(Json.createObjectBuilder()
                        .add("name", header.name())
                        .add("value", JsonRecords.json(header.value()))
                        .add("secret", header.secret())));
        return JsonRecords.builder(definition).add("headers", headers).build();
    }

    static JsonObject of(ConnectionDetail connection) {
        JsonObjectBuilder json =
                Json.createObjectBuilder(JsonRecords.write(connection)).remove("access");
        JsonRecords.write(connection.access()).forEach(json::add);
        return json.build();
    }
}
