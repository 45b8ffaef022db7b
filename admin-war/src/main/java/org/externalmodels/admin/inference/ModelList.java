package org.externalmodels.admin.inference;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.stream.Stream;
import org.externalmodels.inference.ModelMetaData;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.registry.keys.KeyScope;

/** The models that a caller may call now. When they were made is not known here, and is {@code null}. */
final class ModelList {

    private final ModelDirectory directory;

    ModelList(ModelDirectory directory) {
        this.directory = directory;
    }

    JsonObject list(Caller caller, ErrorShape family) {
        List<String> ids = ids(caller).toList();
        JsonArrayBuilder data = Json.createArrayBuilder();
        ids.forEach(id -> data.add(item(id, family)));
        if (family == ErrorShape.OPENAI) {
            return Json.createObjectBuilder()
                    .add("object", "list")
                    .add("data", data)
                    .build();
        }
        return Json.createObjectBuilder()
                .add("data", data)
                .add("has_more", false)
                .add("first_id", ids.isEmpty() ? JsonValue.NULL : Json.createValue(ids.get(0)))
                .add("last_id", ids.isEmpty() ? JsonValue.NULL : Json.createValue(ids.get(ids.size() - 1)))
                .build();
    }

    /**
     * One of them.
     *
     * @param detailed with {@link OwnMembers}
     */
    JsonObject one(Caller caller, ErrorShape family, String id, boolean detailed) {
        return ids(caller)
                .filter(known -> known.equalsIgnoreCase(id))
                .findFirst()
                .map(known -> detailed ? detailed(caller, family, known) : item(known, family))
                .orElseThrow(() -> new Refusal(
                        404, "MODEL_NOT_FOUND", "model", "There is no model '" + id + "' that you can call."));
    }

    private JsonObject detailed(Caller caller, ErrorShape family, String id) {
        JsonObjectBuilder json = Json.createObjectBuilder(item(id, family));
        directory.models().stream()
                .filter(model -> id.equals(model.name()) || id.startsWith(model.name() + "/"))
                .findFirst()
                .ifPresent(model -> json.add(
                        OwnMembers.NAME,
                        OwnMembers.of(
                                model,
                                model.connections().stream()
                                        .filter(connection -> caller.scope().permits(model.name(), connection))
                                        .toList())));
        return json.build();
    }

    /** A key for some connections of a model sees these in the place of the model. */
    private Stream<String> ids(Caller caller) {
        KeyScope scope = caller.scope();
        return directory.models().stream()
                .flatMap(model -> scope.permits(model.name()) ? Stream.of(model.name()) : connections(scope, model));
    }

    private static Stream<String> connections(KeyScope scope, ModelMetaData model) {
        return model.connections().stream()
                .filter(connection -> scope.permits(model.name(), connection))
                .map(connection -> model.name() + "/" + connection);
    }

    private static JsonObject item(String id, ErrorShape family) {
        return family == ErrorShape.OPENAI
                ? Json.createObjectBuilder()
                        .add("id", id)
                        .add("object", "model")
                        .add("created", JsonValue.NULL)
                        .add("owned_by", "external-models")
                        .build()
                : Json.createObjectBuilder()
                        .add("type", "model")
                        .add("id", id)
                        .add("display_name", id)
                        .add("created_at", JsonValue.NULL)
                        .build();
    }
}
