package org.externalmodels.sandbox.anthropic;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Set;
import org.externalmodels.sandbox.wire.Json;

/** What a schema must fulfil that the model is held to: its objects are closed, and its numbers have no bounds. */
final class ClosedSchemaRules {
    private static final Set<String> NOT_SUPPORTED = Set.of(
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minLength",
            "maxLength",
            "maxItems",
            "uniqueItems");
    private static final Set<String> MAPS = Set.of("properties", "$defs", "definitions");

    private ClosedSchemaRules() {}

    static void check(String where, JsonValue value) {
        if (value instanceof JsonArray all) {
            all.forEach(each -> check(where, each));
        }
        if (!(value instanceof JsonObject schema)) {
            return;
        }
        if (Json.string("object").equals(schema.get("type")) && schema.get("additionalProperties") != JsonValue.FALSE) {
            throw AnthropicError.at(where, "For 'object' type, 'additionalProperties' must be explicitly set to false");
        }
        schema.forEach((keyword, part) -> {
            if (NOT_SUPPORTED.contains(keyword)) {
                throw AnthropicError.at(
                        where, "For '" + type(schema) + "' type, property '" + keyword + "' is not supported");
            }
            if (MAPS.contains(keyword) && part instanceof JsonObject named) {
                named.values().forEach(each -> check(where, each));
            } else if (Set.of("items", "anyOf", "allOf").contains(keyword)) {
                check(where, part);
            }
        });
    }

    private static String type(JsonObject schema) {
        return schema.getString("type", "any");
    }
}
