package org.externalmodels.sandbox.model;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.externalmodels.sandbox.wire.Json;

/**
 * One document that is valid for a JSON schema, always the same. A string nobody constrains is the echo. Properties that
 * are not required are left out where the schema refers to itself, so that the document ends.
 */
final class SchemaDocument {
    private static final int DEEP = 5;
    private static final int DEEPEST = 64;
    private static final int MOST_VALUES = 10_000;
    private static final List<String> NOT_SUPPORTED =
            List.of("not", "if", "contains", "minProperties", "propertyNames", "dependentRequired", "dependentSchemas");

    private final JsonObject root;
    private final String echo;
    private int values;

    SchemaDocument(JsonObject root, String echo) {
        this.root = root;
        this.echo = echo;
    }

    JsonValue value() {
        try {
            return value(root, 0);
        } catch (ClassCastException keywordOfAnotherType) {
            throw new UnsatisfiableSchema("one of its keywords has a value of the wrong type");
        }
    }

    private JsonValue value(JsonValue schema, int depth) {
        if (depth > DEEPEST) {
            throw new UnsatisfiableSchema("it refers to itself without end");
        }
        if (++values > MOST_VALUES) {
            throw new UnsatisfiableSchema("its document would be too large");
        }
        if (schema.getValueType() == JsonValue.ValueType.TRUE) {
            return Json.string(echo);
        }
        if (!(schema instanceof JsonObject given)) {
            throw new UnsatisfiableSchema("it allows nothing");
        }
        JsonObject keywords = resolved(given, depth);
        NOT_SUPPORTED.stream().filter(keywords::containsKey).findFirst().ifPresent(keyword -> {
            throw new UnsatisfiableSchema("'" + keyword + "' is not permitted");
        });
        if (keywords.containsKey("const")) {
            return keywords.get("const");
        }
        if (keywords.get("enum") instanceof JsonArray choices && !choices.isEmpty()) {
            return choices.get(0);
        }
        return switch (type(keywords, depth)) {
            case "object" -> object(keywords, depth);
            case "array" -> array(keywords, depth);
            case "string" -> Json.string(StringValue.of(keywords, echo));
            case "integer" -> NumberValue.of(keywords, true);
            case "number" -> NumberValue.of(keywords, false);
            case "boolean" -> JsonValue.TRUE;
            case "null" -> JsonValue.NULL;
            default -> throw new UnsatisfiableSchema("its type is unknown");
        };
    }

    /** References followed, the parts of allOf merged, of anyOf and oneOf the simplest taken when it gets deep. */
    private JsonObject resolved(JsonObject schema, int depth) {
        Map<String, JsonValue> merged = new LinkedHashMap<>(schema);
        for (int steps = 0; merged.containsKey("$ref"); steps++) {
            if (steps > DEEPEST) {
                throw new UnsatisfiableSchema("its references go in a circle");
            }
            merge(merged, referred(merged.remove("$ref")));
        }
        if (merged.remove("allOf") instanceof JsonArray parts) {
            parts.forEach(part -> merge(merged, resolved(part.asJsonObject(), depth + 1)));
        }
        for (String choice : List.of("anyOf", "oneOf")) {
            if (merged.remove(choice) instanceof JsonArray parts && !parts.isEmpty()) {
                JsonObject part = parts.get(depth < DEEP ? 0 : parts.size() - 1).asJsonObject();
                merge(merged, resolved(part, depth + 1));
            }
        }
        var builder = Json.object();
        merged.forEach(builder::add);
        return builder.build();
    }

    private JsonObject referred(JsonValue reference) {
        String text = ((JsonString) reference).getString();
        if (!text.startsWith("#")) {
            throw new UnsatisfiableSchema("'$ref' points outside of it");
        }
        try {
            return Json.pointer(text.substring(1)).getValue(root).asJsonObject();
        } catch (JsonException | ClassCastException nothingThere) {
            throw new UnsatisfiableSchema("'$ref' points to nothing");
        }
    }

    private static void merge(Map<String, JsonValue> into, JsonObject part) {
        part.forEach((keyword, value) -> {
            JsonValue known = into.get(keyword);
            if (keyword.equals("properties") && known instanceof JsonObject properties) {
                var both = Json.object();
                properties.forEach(both::add);
                value.asJsonObject().forEach(both::add);
                into.put(keyword, both.build());
            } else if (keyword.equals("required") && known instanceof JsonArray names) {
                Set<JsonValue> both = new LinkedHashSet<>(names);
                both.addAll(value.asJsonArray());
                var all = Json.array();
                both.forEach(all::add);
                into.put(keyword, all.build());
            } else {
                into.put(keyword, value);
            }
        });
    }

    private static String type(JsonObject keywords, int depth) {
        JsonValue type = keywords.get("type");
        if (type instanceof JsonString name) {
            return name.getString();
        }
        if (type instanceof JsonArray names && !names.isEmpty()) {
            boolean mayEnd = depth >= DEEP && names.contains(Json.string("null"));
            return mayEnd ? "null" : names.getString(0);
        }
        if (keywords.containsKey("properties") || keywords.containsKey("required")) {
            return "object";
        }
        return keywords.containsKey("items") || keywords.containsKey("prefixItems") ? "array" : "string";
    }

    private JsonValue object(JsonObject keywords, int depth) {
        var document = Json.object();
        JsonObject properties =
                keywords.getOrDefault("properties", JsonValue.EMPTY_JSON_OBJECT).asJsonObject();
        Set<JsonValue> required = new LinkedHashSet<>(
                keywords.getOrDefault("required", JsonValue.EMPTY_JSON_ARRAY).asJsonArray());
        properties.forEach((name, schema) -> {
            if (depth < DEEP || required.contains(Json.string(name))) {
                document.add(name, value(schema, depth + 1));
            }
        });
        required.forEach(name -> {
            String text = ((JsonString) name).getString();
            if (!properties.containsKey(text)) {
                document.add(text, value(keywords.getOrDefault("additionalProperties", JsonValue.TRUE), depth + 1));
            }
        });
        return document.build();
    }

    private JsonValue array(JsonObject keywords, int depth) {
        var document = Json.array();
        JsonArray first =
                keywords.getOrDefault("prefixItems", JsonValue.EMPTY_JSON_ARRAY).asJsonArray();
        first.forEach(schema -> document.add(value(schema, depth + 1)));
        int wanted = Math.max(
                keywords.getInt("minItems", 0), depth < DEEP ? Math.min(1, keywords.getInt("maxItems", 1)) : 0);
        JsonValue rest = keywords.getOrDefault("items", JsonValue.TRUE);
        boolean unique = keywords.getBoolean("uniqueItems", false);
        if (unique && wanted > 1) {
            throw new UnsatisfiableSchema("'uniqueItems' asks for more than one item");
        }
        for (int at = first.size(); at < wanted; at++) {
            document.add(value(rest, depth + 1));
        }
        return document.build();
    }
}
