package org.externalmodels.admin.inference;

import jakarta.json.JsonObject;
import java.util.Optional;
import org.externalmodels.inference.ResponseFormat;
import org.externalmodels.inference.Tool;
import org.externalmodels.registry.json.Json;

/** Schemas in requests, and what has them. */
final class JsonSchemas {

    private static final JsonObject NO_ARGUMENTS = Json.createObjectBuilder()
            .add("type", "object")
            .add("properties", Json.createObjectBuilder())
            .build();

    private JsonSchemas() {}

    /** A named schema; whether the provider guarantees it ({@code strict}) is the engine's choice, the strictest there is. */
    static ResponseFormat format(Members members) {
        String name = members.requiredText("name");
        JsonObject schema = members.plainObject("schema").orElseThrow(() -> Refusal.missing(members.path("schema")));
        members.truth("strict");
        return ResponseFormat.jsonSchema(
                name, described(schema, members.text("description")).toString());
    }

    static Tool tool(Members members, String schemaName) {
        return new Tool(
                members.requiredText("name"),
                members.text("description").orElse(null),
                members.plainObject(schemaName).orElse(NO_ARGUMENTS).toString());
    }

    /** A tool is shown to the model at once, whenever a provider would do so, and called by the model. */
    static void passToolHints(Members tool) {
        tool.truth("defer_loading");
        if (tool.array("allowed_callers").isPresent()
                && !CommonParameters.strings(tool, "allowed_callers").contains("direct")) {
            throw Refusal.unsupported(tool.path("allowed_callers"), "a tool is called by the model itself");
        }
    }

    private static JsonObject described(JsonObject schema, Optional<String> description) {
        if (description.isEmpty() || schema.containsKey("description")) {
            return schema;
        }
        return Json.createObjectBuilder(schema)
                .add("description", description.get())
                .build();
    }
}
