package org.externalmodels.registry.lifecycle;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.definition.Header;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.model.Connection;

/** Things as the audit log shows them: all that people may see. */
final class AuditView {

    private AuditView() {}

    /** What stands for a secret that is another one now. */
    private static final String CHANGED = "changed";

    /** What stands for the key that something new came with. */
    private static final String GIVEN = "given";

    /** Secret header values are masks, and keys are not part of a definition. */
    static JsonObject of(Definition definition) {
        return of(definition, definition);
    }

    /** A definition that took the place of another one: of secret header values only whether they are others now. */
    static JsonObject of(Definition before, Definition after) {
        return builder(before, after).build();
    }

    static JsonObject restored(int revision, Definition before, Definition restored) {
        return builder(before, restored).add("restoredRevision", revision).build();
    }

    private static JsonObjectBuilder builder(Definition before, Definition after) {
        JsonArrayBuilder headers = Json.createArrayBuilder();
        for (Header header : after.headers()) {
            headers.add(Json.createObjectBuilder()
                    .add("name", header.name())
                    .add("value", JsonRecords.json(value(before, header)))
                    .add("secret", header.secret()));
        }
        return JsonRecords.builder(after).add("headers", headers);
    }

    private static String value(Definition before, Header header) {
        boolean other = header.secret()
                && header.reference() != null
                && before.headers().stream().noneMatch(old -> header.reference().equals(old.reference()));
        return other ? CHANGED : header.masked().value();
    }

    static JsonObject of(Connection connection) {
        return JsonRecords.builder(connection.access())
                .add("name", connection.name())
                .add("inferencing", connection.inferencing())
                .add("baseUrl", JsonRecords.json(connection.baseUrl()))
                .add("weight", connection.weight())
                .add("priority", connection.priority())
                .build();
    }

    static JsonObject of(CheckOutcome outcome) {
        return Json.createObjectBuilder()
                .add("verification", outcome.verification().name())
                .add("message", JsonRecords.json(outcome.words()))
                .build();
    }

    /** A key is never shown, only that there is another one. */
    static JsonObject of(Connection connection, boolean keyChanged) {
        return keyChanged ? withKey(connection, CHANGED) : of(connection);
    }

    /** A new connection: of its key only that it came with one. */
    static JsonObject added(Connection connection, GivenConnection given) {
        return given.apiKey().isPresent() ? withKey(connection, GIVEN) : of(connection);
    }

    private static JsonObject withKey(Connection connection, String said) {
        return Json.createObjectBuilder(of(connection)).add("apiKey", said).build();
    }

    static JsonObject inferencing(boolean on) {
        return Json.createObjectBuilder().add("inferencing", on).build();
    }
}
