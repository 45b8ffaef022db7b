package org.externalmodels.admin.inference;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.externalmodels.inference.ModelMetaData;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.keys.KeyScope;

/**
 * The models that a caller may call now. They were made when they were added here; both wire formats want a time, and have the
 * epoch for what nobody knows.
 */
final class ModelList {

    private final ModelDirectory directory;

    ModelList(ModelDirectory directory) {
        this.directory = directory;
    }

    JsonObject list(Caller caller, ErrorShape family) {
        List<Listed> listed = listed(caller).toList();
        JsonArrayBuilder data = Json.createArrayBuilder();
        listed.forEach(each -> data.add(item(each, family)));
        if (family == ErrorShape.OPENAI) {
            return Json.createObjectBuilder()
                    .add("object", "list")
                    .add("data", data)
                    .build();
        }
        return Json.createObjectBuilder()
                .add("data", data)
                .add("has_more", false)
                .add(
                        "first_id",
                        listed.isEmpty()
                                ? JsonValue.NULL
                                : Json.createValue(listed.get(0).id()))
                .add(
                        "last_id",
                        listed.isEmpty()
                                ? JsonValue.NULL
                                : Json.createValue(listed.get(listed.size() - 1).id()))
                .build();
    }

    /**
     * One of them.
     *
     * @param detailed with {@link OwnMembers}
     */
    JsonObject one(Caller caller, ErrorShape family, String id, boolean detailed) {
        return listed(caller)
                .filter(known -> known.id().equalsIgnoreCase(id))
                .findFirst()
                .map(known -> detailed ? detailed(caller, family, known) : item(known, family))
                .orElseThrow(() -> new Refusal(
                        404, "MODEL_NOT_FOUND", "model", "There is no model '" + id + "' that you can call."));
    }

    private static JsonObject detailed(Caller caller, ErrorShape family, Listed listed) {
        ModelMetaData model = listed.model();
        List<String> connections = model.connections().stream()
                .filter(connection -> caller.scope().permits(model.name(), connection))
                .toList();
        return Json.createObjectBuilder(item(listed, family))
                .add(OwnMembers.NAME, OwnMembers.of(model, connections))
                .build();
    }

    /**
     * A model as a caller names it.
     *
     * @param id its name, or that of one of its connections
     */
    private record Listed(String id, ModelMetaData model) {}

    /** A key for some connections of a model sees these in the place of the model. */
    private Stream<Listed> listed(Caller caller) {
        KeyScope scope = caller.scope();
        return directory.models().stream()
                .flatMap(model -> (scope.permits(model.name()) ? Stream.of(model.name()) : connections(scope, model))
                        .map(id -> new Listed(id, model)));
    }

    private static Stream<String> connections(KeyScope scope, ModelMetaData model) {
        return model.connections().stream()
                .filter(connection -> scope.permits(model.name(), connection))
                .map(connection -> model.name() + "/" + connection);
    }

    private static JsonObject item(Listed listed, ErrorShape family) {
        Instant added = listed.model().addedOn().orElse(Instant.EPOCH).truncatedTo(ChronoUnit.SECONDS);
        return family == ErrorShape.OPENAI
                ? Json.createObjectBuilder()
                        .add("id", listed.id())
                        .add("object", "model")
                        .add("created", added.getEpochSecond())
                        .add("owned_by", "external-models")
                        .build()
                : Json.createObjectBuilder()
                        .add("type", "model")
                        .add("id", listed.id())
                        .add("display_name", listed.id())
                        .add("created_at", added.toString())
                        .add("lifecycle", "active")
                        .build();
    }
}
