package org.externalmodels.registry.exchange;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.definition.Header;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.model.Connection;
import org.externalmodels.registry.model.Credential;
import org.externalmodels.registry.model.Model;
import org.externalmodels.registry.model.Models;

/** Writes all models, in the order of their names. No secret is opened for it. */
@Dependent
public class ModelExport {

    /** The registry's own, of no meaning elsewhere. */
    private static final String REFERENCE = "reference";

    private final EntityManager entities;
    private final Models models;

    @Inject
    public ModelExport(EntityManager entities, Models models) {
        this.entities = entities;
        this.models = models;
    }

    JsonArray write(SecretNames names) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        for (Model model : entities.createQuery("select m from Model m order by m.nameKey", Model.class)
                .getResultList()) {
            list.add(model(model, names));
        }
        return list.build();
    }

    private JsonObject model(Model model, SecretNames names) {
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

    private static JsonObjectBuilder definition(Definition definition, String of, SecretNames names) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        JsonRecords.write(definition).forEach((name, value) -> {
            switch (name) {
                case "headers" -> Members.add(json, name, headers(definition.headers(), of, names));
                case "variables" -> Members.add(json, name, eachWithoutNulls(value.asJsonArray()));
                case "paths", "timeouts", "cache" -> Members.add(json, name, withoutNulls(value.asJsonObject()));
                default -> Members.add(json, name, value);
            }
        });
        return json;
    }

    private static JsonArray headers(List<Header> headers, String of, SecretNames names) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        for (Header header : headers) {
            JsonObjectBuilder json = Json.createObjectBuilder().add("name", header.name());
            if (header.secret()) {
                boolean stored = header.reference() != null;
                json.add(
                        "secret",
                        stored ? names.reference(of + " header " + header.name()) : JsonValue.EMPTY_JSON_OBJECT);
            } else {
                Members.add(json, "value", JsonRecords.json(header.value()));
            }
            list.add(json);
        }
        return list.build();
    }

    private static JsonObject connection(Connection connection, boolean keyed, String model, SecretNames names) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("name", connection.name());
        Members.add(json, "baseUrl", JsonRecords.json(connection.baseUrl()));
        JsonRecords.write(connection.access()).forEach((name, value) -> Members.add(json, name, value));
        if (connection.weight() != Connection.USUAL_WEIGHT) {
            json.add("weight", connection.weight());
        }
        if (connection.priority() != 0) {
            json.add("priority", connection.priority());
        }
        json.add("inferencing", connection.inferencing());
        if (keyed && names.areGiven()) {
            json.add("secret", names.reference(model + " " + connection.name()));
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
}
