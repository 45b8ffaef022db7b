package org.externalmodels.registry.exchange;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.definition.Header;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.model.Connection;
import org.externalmodels.registry.model.Credential;
import org.externalmodels.registry.model.Model;
import org.externalmodels.registry.model.Models;

/** Writes all models, in the order of their names. No secret is opened for it. */
@Dependent
public class ExportedDocument {

    static final String FORMAT = "external-models/1";
    static final String SECRETS = "EXTERNAL_MODELS_SECRET_";

    /** The registry's own, of no meaning elsewhere. */
    private static final String REFERENCE = "reference";

    private final EntityManager entities;
    private final Models models;

    @Inject
    public ExportedDocument(EntityManager entities, Models models) {
        this.entities = entities;
        this.models = models;
    }

    /**
     * Writes the document.
     *
     * @param references whether each secret gets a name under which an import looks for it in the configuration
     */
    String write(boolean references) {
        Names names = new Names(references);
        JsonArrayBuilder list = Json.createArrayBuilder();
        for (Model model : entities.createQuery("select m from Model m order by m.nameKey", Model.class)
                .getResultList()) {
            list.add(model(model, names));
        }
        return YamlDocument.write(Json.createObjectBuilder()
                .add("format", FORMAT)
                .add("models", list)
                .build());
    }

    private JsonObject model(Model model, Names names) {
        JsonObjectBuilder json =
                definition(models.revision(model, model.shownRevision()).definition(), model.name(), names);
        json.add("status", model.active() ? "ACTIVE" : "DRAFT").add("inferencing", model.inferencing());
        Set<String> keyed =
                models.credentials(model).stream().map(Credential::connectionId).collect(Collectors.toSet());
        JsonArrayBuilder connections = Json.createArrayBuilder();
        List<Connection> all = models.connections(model);
        all.forEach(connection ->
                connections.add(connection(connection, keyed.contains(connection.id()), model.name(), names)));
        if (!all.isEmpty()) {
            json.add("connections", connections);
        }
        if (model.active() && model.draftRevision().isPresent()) {
            Definition draft =
                    models.revision(model, model.draftRevision().getAsInt()).definition();
            json.add("draft", definition(draft, model.name() + " draft", names));
        }
        return json.build();
    }

    private static JsonObjectBuilder definition(Definition definition, String of, Names names) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        JsonRecords.write(definition).forEach((name, value) -> {
            switch (name) {
                case "headers" -> add(json, name, headers(definition.headers(), of, names));
                case "variables" -> add(json, name, eachWithoutNulls(value.asJsonArray()));
                case "paths", "timeouts" -> add(json, name, withoutNulls(value.asJsonObject()));
                default -> add(json, name, value);
            }
        });
        return json;
    }

    private static JsonArray headers(List<Header> headers, String of, Names names) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        for (Header header : headers) {
            JsonObjectBuilder json = Json.createObjectBuilder().add("name", header.name());
            if (header.secret()) {
                boolean stored = header.reference() != null;
                json.add(
                        "secret", stored ? names.secret(of + " header " + header.name()) : JsonValue.EMPTY_JSON_OBJECT);
            } else {
                add(json, "value", JsonRecords.json(header.value()));
            }
            list.add(json);
        }
        return list.build();
    }

    private static JsonObject connection(Connection connection, boolean keyed, String model, Names names) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("name", connection.name());
        add(json, "baseUrl", JsonRecords.json(connection.baseUrl()));
        JsonRecords.write(connection.access()).forEach((name, value) -> add(json, name, value));
        if (connection.weight() != Connection.USUAL_WEIGHT) {
            json.add("weight", connection.weight());
        }
        if (connection.priority() != 0) {
            json.add("priority", connection.priority());
        }
        json.add("inferencing", connection.inferencing());
        if (keyed && names.references) {
            json.add("secret", names.secret(model + " " + connection.name()));
        }
        return json.build();
    }

    private static JsonArray eachWithoutNulls(JsonArray items) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        items.forEach(item -> list.add(withoutNulls(item.asJsonObject())));
        return list.build();
    }

    /** Only of the members themselves: deeper down a null is somebody's value. */
    private static JsonObject withoutNulls(JsonObject object) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        object.forEach((name, value) -> {
            if (value != JsonValue.NULL && !name.equals(REFERENCE)) {
                json.add(name, value);
            }
        });
        return json.build();
    }

    private static void add(JsonObjectBuilder json, String name, JsonValue value) {
        boolean empty = value == JsonValue.NULL
                || (value instanceof JsonArray list && list.isEmpty())
                || (value instanceof JsonObject object && object.isEmpty());
        if (!empty) {
            json.add(name, value);
        }
    }

    /** Names of secrets, each once. */
    private static final class Names {
        private final boolean references;
        private final Set<String> used = new HashSet<>();

        private Names(boolean references) {
            this.references = references;
        }

        private JsonObject secret(String of) {
            if (!references) {
                return JsonValue.EMPTY_JSON_OBJECT;
            }
            String stem = SECRETS + of.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
            stem = stem.length() > 150 ? stem.substring(0, 150) : stem;
            String name = stem;
            for (int number = 2; !used.add(name); number++) {
                name = stem + "_" + number;
            }
            return Json.createObjectBuilder().add("config", name).build();
        }
    }
}
