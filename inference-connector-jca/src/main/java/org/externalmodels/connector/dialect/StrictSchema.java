package org.externalmodels.connector.dialect;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Set;

/**
 * Whether a provider can hold an answer to a schema ("strict" at OpenAI and Azure, guide "Structured outputs"): the root is
 * an object, every object is closed and requires all of its properties, and nothing stands in it that the provider
 * would refuse. A schema beyond that is sent as a description, which guarantees nothing.
 */
final class StrictSchema {

    /** What OpenAI and Azure both take. */
    private static final Set<String> KEYWORDS = Set.of(
            "type",
            "properties",
            "required",
            "additionalProperties",
            "items",
            "enum",
            "const",
            "anyOf",
            "$ref",
            "$defs",
            "definitions",
            "title",
            "description");

    private static final JsonValue OBJECT = Json.createValue("object");
    private static final int DEEPEST = 10;
    private static final int MOST_PROPERTIES = 5_000;

    private int properties;

    private StrictSchema() {}

    static boolean canHold(JsonObject schema) {
        StrictSchema strict = new StrictSchema();
        return "object".equals(ProviderJson.string(schema, "type"))
                && !schema.containsKey("anyOf")
                && strict.allows(schema, 1)
                && strict.properties <= MOST_PROPERTIES;
    }

    private boolean allows(JsonValue value, int depth) {
        if (!(value instanceof JsonObject schema) || depth > DEEPEST || !KEYWORDS.containsAll(schema.keySet())) {
            return false;
        }
        boolean nested = !isObject(schema) || isClosed(schema);
        nested &= allowsEach(schema.get("properties"), depth + 1);
        nested &= allowsEach(schema.get("$defs"), depth);
        nested &= allowsEach(schema.get("definitions"), depth);
        nested &= !schema.containsKey("items") || allows(schema.get("items"), depth);
        if (schema.get("anyOf") instanceof JsonArray choices) {
            nested &= choices.stream().allMatch(choice -> allows(choice, depth));
        }
        return nested;
    }

    private boolean allowsEach(JsonValue schemas, int depth) {
        if (schemas == null) {
            return true;
        }
        if (!(schemas instanceof JsonObject named)) {
            return false;
        }
        properties += named.size();
        return named.values().stream().allMatch(each -> allows(each, depth));
    }

    private static boolean isObject(JsonObject schema) {
        JsonValue type = schema.get("type");
        boolean said = type instanceof JsonArray several ? several.contains(OBJECT) : OBJECT.equals(type);
        return said || schema.containsKey("properties");
    }

    private static boolean isClosed(JsonObject schema) {
        List<String> required = schema.get("required") instanceof JsonArray names
                ? names.stream()
                        .filter(JsonString.class::isInstance)
                        .map(name -> ((JsonString) name).getString())
                        .toList()
                : List.of();
        return schema.get("additionalProperties") == JsonValue.FALSE
                && required.containsAll(
                        ProviderJson.object(schema, "properties").keySet());
    }
}
