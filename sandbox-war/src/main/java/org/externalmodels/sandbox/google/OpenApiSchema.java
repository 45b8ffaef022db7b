package org.externalmodels.sandbox.google;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.externalmodels.sandbox.wire.Json;

/** Google's own Schema message, a part of OpenAPI 3.0, as JSON Schema. Its types are an enumeration, its counts strings. */
final class OpenApiSchema {
    private static final Set<String> KNOWN = Set.of(
            "type",
            "format",
            "title",
            "description",
            "nullable",
            "enum",
            "maxItems",
            "minItems",
            "properties",
            "required",
            "minProperties",
            "maxProperties",
            "minLength",
            "maxLength",
            "pattern",
            "example",
            "anyOf",
            "propertyOrdering",
            "default",
            "items",
            "minimum",
            "maximum",
            "additionalProperties",
            "defs",
            "ref");
    private static final List<String> TYPES =
            List.of("STRING", "NUMBER", "INTEGER", "BOOLEAN", "ARRAY", "OBJECT", "NULL");
    private static final Set<String> COUNTS = Set.of("maxItems", "minItems", "minLength", "maxLength");
    private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");

    private OpenApiSchema() {}

    static JsonObject toJsonSchema(String path, JsonValue value) {
        Fields schema = Fields.of(path, value, KNOWN);
        var result = Json.object();
        schema.text("type").ifPresent(type -> {
            if (!TYPES.contains(type.toUpperCase(Locale.ROOT))) {
                throw GoogleError.wrongValue(
                        schema.path("type"),
                        "type.googleapis.com/google.ai.generativelanguage.v1beta.Type",
                        Json.string(type));
            }
            result.add("type", type.toLowerCase(Locale.ROOT));
        });
        schema.object("properties").ifPresent(properties -> {
            var converted = Json.object();
            properties.forEach((name, each) ->
                    converted.add(name, toJsonSchema(schema.path("properties") + "[" + name + "].value", each)));
            result.add("properties", converted);
        });
        schema.value("items").ifPresent(items -> result.add("items", toJsonSchema(schema.path("items"), items)));
        schema.value("anyOf").ifPresent(choices -> {
            var converted = Json.array();
            schema.array("anyOf").forEach(each -> converted.add(toJsonSchema(schema.path("anyOf"), each)));
            result.add("anyOf", converted);
        });
        for (String name : List.of("enum", "required", "pattern", "minimum", "maximum")) {
            schema.value(name).ifPresent(each -> result.add(name, each));
        }
        for (String name : COUNTS) {
            schema.value(name).ifPresent(each -> result.add(name, count(schema.path(name), each)));
        }
        schema.text("format")
                .filter(format -> format.equals("date-time"))
                .ifPresent(format -> result.add("format", format));
        checkRequired(schema);
        return result.build();
    }

    private static JsonValue count(String path, JsonValue value) {
        String digits = value instanceof JsonString text ? text.getString() : value.toString();
        if (!WHOLE.matcher(digits).matches()) {
            throw GoogleError.wrongValue(path, "TYPE_INT64", value);
        }
        return Json.number(Long.parseLong(digits));
    }

    private static void checkRequired(Fields schema) {
        JsonObject properties = schema.object("properties").orElse(JsonValue.EMPTY_JSON_OBJECT);
        schema.value("required")
                .filter(JsonArray.class::isInstance)
                .ifPresent(required -> schema.texts("required").stream()
                        .filter(name -> !properties.containsKey(name))
                        .findFirst()
                        .ifPresent(name -> {
                            throw GoogleError.invalid("* GenerateContentRequest." + schema.path("required")
                                    + ": property is not defined: " + name + "\n");
                        }));
    }
}
