package org.externalmodels.connector.dialect;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Set;

/**
 * A schema whose objects have no members but those it names. Anthropic and Bedrock refuse any other; an answer after the
 * closed schema is one after the caller's as well. What the caller says about further members stays.
 */
final class ClosedSchema {

    /** Says in which words a schema is written, and nothing of what it describes. */
    private static final String DIALECT = "$schema";

    private static final String FURTHER = "additionalProperties";
    private static final Set<String> NAMED = Set.of("properties", "$defs", "definitions");
    private static final Set<String> SCHEMAS = Set.of("items", "anyOf", "allOf", "oneOf", "prefixItems");

    private ClosedSchema() {}

    static JsonObject of(JsonObject schema) {
        JsonObjectBuilder closed = Json.createObjectBuilder();
        schema.forEach((keyword, value) -> {
            if (keyword.equals(DIALECT)) {
                return;
            }
            if (NAMED.contains(keyword) && value instanceof JsonObject named) {
                JsonObjectBuilder each = Json.createObjectBuilder();
                named.forEach((name, part) -> each.add(name, within(part)));
                closed.add(keyword, each);
            } else {
                closed.add(keyword, SCHEMAS.contains(keyword) ? within(value) : value);
            }
        });
        if (isObject(schema) && !schema.containsKey(FURTHER)) {
            closed.add(FURTHER, false);
        }
        return closed.build();
    }

    private static JsonValue within(JsonValue value) {
        if (value instanceof JsonObject schema) {
            return of(schema);
        }
        if (value instanceof JsonArray schemas) {
            JsonArrayBuilder closed = Json.createArrayBuilder();
            schemas.forEach(schema -> closed.add(within(schema)));
            return closed.build();
        }
        return value;
    }

    private static boolean isObject(JsonObject schema) {
        return schema.get("type") instanceof JsonString type && type.getString().equals("object");
    }
}
