package org.externalmodels.registry.lifecycle;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.model.Connection;

/** Things as the audit log shows them: all that people may see. */
final class AuditView {

    private AuditView() {}

    /** Secret header values are references by now, and keys are not part of a definition. */
    static JsonObject of(Definition definition) {
        return JsonRecords.write(definition);
    }

    static JsonObject restored(int revision, Definition definition) {
        return JsonRecords.builder(definition).add("restoredRevision", revision).build();
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
        return keyChanged
                ? Json.createObjectBuilder(of(connection))
                        .add("apiKey", "changed")
                        .build()
                : of(connection);
    }

    static JsonObject inferencing(boolean on) {
        return Json.createObjectBuilder().add("inferencing", on).build();
    }
}
