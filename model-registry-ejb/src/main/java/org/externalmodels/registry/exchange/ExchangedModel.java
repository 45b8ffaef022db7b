package org.externalmodels.registry.exchange;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.catalog.ModelStatus;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.providers.EasyModels;

/**
 * A model as the document has it.
 *
 * @param definition the revision that serves, or the first draft; secret headers without values
 * @param secrets of its headers, in their order; {@code null} where the document has none
 * @param draft of the next revision
 * @param status whether it serves
 * @param inferencing its switch
 * @param connections in order of preference
 */
record ExchangedModel(
        Definition definition,
        List<Optional<SecretReference>> secrets,
        Optional<Draft> draft,
        ModelStatus status,
        boolean inferencing,
        List<ExchangedConnection> connections) {

    private static final String HEADERS = "headers";

    /** A definition that does not serve yet. */
    record Draft(Definition definition, List<Optional<SecretReference>> secrets) {}

    /** What stands beside the definition's own members. */
    private record Beside(
            ModelStatus status, Boolean inferencing, List<ExchangedConnection> connections, JsonValue draft) {}

    static ExchangedModel read(String at, JsonObject json) {
        JsonObjectBuilder beside = Json.createObjectBuilder();
        JsonObjectBuilder own = Json.createObjectBuilder(json);
        for (String name : List.of("status", "inferencing", "connections", "draft")) {
            if (json.containsKey(name)) {
                beside.add(name, json.get(name));
                own.remove(name);
            }
        }
        Beside rest = Members.record(at, beside.build(), Beside.class);
        Draft main = definition(at, own.build());
        Optional<Draft> draft = draft(at + ".draft", rest.draft());
        refuseNamesTwice(at, rest.connections());
        return new ExchangedModel(
                main.definition(),
                main.secrets(),
                draft,
                rest.status() == null ? ModelStatus.ACTIVE : rest.status(),
                rest.inferencing() == null || rest.inferencing(),
                rest.connections() == null ? List.of() : rest.connections());
    }

    private static Optional<Draft> draft(String at, JsonValue json) {
        if (json == null || json == JsonValue.NULL) {
            return Optional.empty();
        }
        if (json instanceof JsonObject next) {
            return Optional.of(definition(at, next));
        }
        throw RegistryException.invalid(at, "must be a mapping");
    }

    /** Each time the document is taken in the second would undo the first, and the first the second. */
    private static void refuseNamesTwice(String at, List<ExchangedConnection> connections) {
        Set<String> names = new HashSet<>();
        for (int i = 0; connections != null && i < connections.size(); i++) {
            String name = connections.get(i).name();
            if (!names.add(Definition.nameKey(name))) {
                throw RegistryException.invalid(at + ".connections[" + i + "].name", name + " is there twice");
            }
        }
    }

    private static Draft definition(String at, JsonObject json) {
        List<Optional<SecretReference>> secrets = new ArrayList<>();
        JsonArrayBuilder headers = Json.createArrayBuilder();
        JsonValue given = json.getOrDefault(HEADERS, JsonValue.EMPTY_JSON_ARRAY);
        if (!(given instanceof JsonArray list)) {
            throw RegistryException.invalid(at + "." + HEADERS, "must be a list");
        }
        for (JsonValue item : list) {
            String itemAt = at + "." + HEADERS + "[" + secrets.size() + "]";
            if (!(item instanceof JsonObject object)) {
                throw RegistryException.invalid(itemAt, "must be a mapping");
            }
            ExchangedHeader header = Members.record(itemAt, object, ExchangedHeader.class);
            secrets.add(Optional.ofNullable(header.secret()));
            headers.add(Json.createObjectBuilder()
                    .add("name", header.name())
                    .add("value", JsonRecords.json(header.value()))
                    .add("secret", header.secret() != null));
        }
        JsonObject whole = Json.createObjectBuilder(json).add(HEADERS, headers).build();
        return new Draft(EasyModels.filled(Members.record(at, whole, Definition.class)), secrets);
    }
}
