package org.externalmodels.connector.dialect;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.externalmodels.inference.InferenceResponse.Structure;
import org.externalmodels.inference.ResponseFormat;

/**
 * Whether Anthropic and Bedrock can hold an answer to a schema, of which they make a grammar (Anthropic's guide "Structured
 * outputs", "JSON Schema limitations" and "Schema complexity limits"; the Amazon Bedrock User Guide's are the same). They
 * refuse a request with any other, so that one is asked for in the prompt.
 */
final class GrammarSchema {

    private static final Set<String> KEYWORDS = Set.of(
            "type",
            "properties",
            "required",
            "additionalProperties",
            "items",
            "minItems",
            "enum",
            "const",
            "anyOf",
            "allOf",
            "$ref",
            "$defs",
            "definitions",
            "$schema",
            "title",
            "description",
            "default",
            "format",
            "pattern");

    private static final Set<String> FORMATS =
            Set.of("date-time", "time", "date", "duration", "email", "hostname", "uri", "ipv4", "ipv6", "uuid");

    /** Without counts, looks to either side, references back and boundaries of words. */
    private static final Pattern SIMPLE_PATTERN =
            Pattern.compile("(?:[^\\\\({]|\\((?!\\?)|\\\\[dwsDWS]|\\\\[^a-zA-Z0-9])*");

    private static final Pattern DEFINITION = Pattern.compile("#/(\\$defs|definitions)/([^/~%]+)");
    private static final int MOST_OPTIONAL = 24;
    private static final int MOST_UNIONS = 16;

    private static final int DEEPEST = 32;

    private final JsonObject root;
    private final Set<String> sound = new HashSet<>();
    private final Set<String> open = new HashSet<>();
    private int optional;
    private int unions;

    private GrammarSchema(JsonObject root) {
        this.root = root;
    }

    /**
     * How a format is asked for.
     *
     * @param kept whether the model keeps schemas at all
     */
    static Structure structure(ResponseFormat format, boolean kept) {
        return switch (format.kind()) {
            case TEXT -> Structure.NONE;
            case JSON -> Structure.PROMPTED;
            case JSON_SCHEMA ->
                kept && canHold(ProviderJson.callersObject("the response schema", format.schema()))
                        ? Structure.NATIVE
                        : Structure.PROMPTED;
        };
    }

    static boolean canHold(JsonObject schema) {
        GrammarSchema grammar = new GrammarSchema(schema);
        return grammar.allows(schema)
                && grammar.allowsDefinitions("$defs")
                && grammar.allowsDefinitions("definitions")
                && grammar.optional <= MOST_OPTIONAL
                && grammar.unions <= MOST_UNIONS;
    }

    private boolean allows(JsonValue value) {
        return value instanceof JsonObject schema
                && KEYWORDS.containsAll(schema.keySet())
                && schema.getOrDefault("additionalProperties", JsonValue.FALSE) == JsonValue.FALSE
                && allowsValues(schema)
                && allowsProperties(schema)
                && allowsItems(schema)
                && allowsEach(schema.get("anyOf"))
                && allowsEach(schema.get("allOf"))
                && !refersWithinAllOf(schema)
                && (!schema.containsKey("$ref") || allowsReference(ProviderJson.string(schema, "$ref")));
    }

    private static boolean allowsValues(JsonObject schema) {
        String format = ProviderJson.string(schema, "format");
        String pattern = ProviderJson.string(schema, "pattern");
        boolean simple = !(schema.get("enum") instanceof JsonArray choices)
                || choices.stream().noneMatch(JsonStructure.class::isInstance);
        return simple
                && (format == null || FORMATS.contains(format))
                && (pattern == null || SIMPLE_PATTERN.matcher(pattern).matches());
    }

    private boolean allowsProperties(JsonObject schema) {
        Set<JsonValue> required = schema.get("required") instanceof JsonArray names ? Set.copyOf(names) : Set.of();
        JsonObject properties = ProviderJson.object(schema, "properties");
        properties.forEach((name, property) -> {
            optional += required.contains(Json.createValue(name)) ? 0 : 1;
            unions += isUnion(property) ? 1 : 0;
        });
        return properties.values().stream().allMatch(this::allows);
    }

    private static boolean isUnion(JsonValue property) {
        return property instanceof JsonObject schema
                && (schema.containsKey("anyOf") || schema.get("type") instanceof JsonArray);
    }

    private boolean allowsItems(JsonObject schema) {
        boolean few = !schema.containsKey("minItems")
                || ProviderJson.count(schema, "minItems").orElse(Long.MAX_VALUE) <= 1;
        return few && (!schema.containsKey("items") || allows(schema.get("items")));
    }

    private boolean allowsEach(JsonValue schemas) {
        return schemas == null
                || (schemas instanceof JsonArray all && all.stream().allMatch(this::allows));
    }

    private static boolean refersWithinAllOf(JsonObject schema) {
        return schema.get("allOf") instanceof JsonArray all
                && all.stream().anyMatch(each -> each instanceof JsonObject part && part.containsKey("$ref"));
    }

    private boolean allowsDefinitions(String where) {
        return ProviderJson.object(root, where).keySet().stream()
                .allMatch(name -> allowsReference("#/" + where + "/" + name));
    }

    /** One that is within itself has no grammar. */
    private boolean allowsReference(String reference) {
        Matcher named = DEFINITION.matcher(String.valueOf(reference));
        if (!named.matches() || open.contains(reference) || open.size() == DEEPEST) {
            return false;
        }
        if (sound.contains(reference)) {
            return true;
        }
        open.add(reference);
        boolean allowed = allows(ProviderJson.object(root, named.group(1)).get(named.group(2)));
        open.remove(reference);
        if (allowed) {
            sound.add(reference);
        }
        return allowed;
    }
}
