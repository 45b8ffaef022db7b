package org.externalmodels.sandbox.openai;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.externalmodels.sandbox.wire.Json;

/** What a schema marked strict must fulfil: closed objects with every property required. */
final class StrictSchemaRules {
    private static final Set<String> LISTS = Set.of("anyOf", "prefixItems");
    private static final Set<String> MAPS = Set.of("properties", "$defs", "definitions");

    private final String owner;
    private final String param;

    private StrictSchemaRules(String owner, String param) {
        this.owner = owner;
        this.param = param;
    }

    static void check(JsonObject schema, String owner, String param) {
        var strict = new StrictSchemaRules(owner, param);
        if (!Json.string("object").equals(schema.get("type"))) {
            throw strict.error(
                    List.of(),
                    "schema must be a JSON Schema of 'type: \"object\"', got 'type: " + schema.get("type") + "'.");
        }
        strict.check(schema, List.of());
    }

    private void check(JsonValue value, List<String> context) {
        if (!(value instanceof JsonObject schema)) {
            return;
        }
        if (schema.get("properties") instanceof JsonObject properties) {
            if (schema.get("additionalProperties") != JsonValue.FALSE) {
                throw error(context, "'additionalProperties' is required to be supplied and to be false.");
            }
            requireAll(schema, properties, context);
        }
        schema.forEach((keyword, part) -> {
            if (MAPS.contains(keyword) && part instanceof JsonObject named) {
                named.forEach((name, each) -> check(each, in(context, keyword, name)));
            } else if (LISTS.contains(keyword) && part instanceof JsonArray parts) {
                for (int at = 0; at < parts.size(); at++) {
                    check(parts.get(at), in(context, keyword, Integer.toString(at)));
                }
            } else if (keyword.equals("items")) {
                check(part, in(context, keyword));
            }
        });
    }

    private void requireAll(JsonObject schema, JsonObject properties, List<String> context) {
        JsonArray required = schema.get("required") instanceof JsonArray names ? names : JsonValue.EMPTY_JSON_ARRAY;
        properties.keySet().stream()
                .filter(name -> !required.contains(Json.string(name)))
                .findFirst()
                .ifPresent(name -> {
                    throw error(
                            context,
                            "'required' is required to be supplied and to be an array including every key in"
                                    + " properties. Missing '" + name + "'.");
                });
    }

    private OpenAiError error(List<String> context, String problem) {
        String where = context.stream().map(step -> "'" + step + "'").collect(Collectors.joining(", ", "(", ")"));
        return OpenAiError.badRequest(
                param, null, "Invalid schema for " + owner + ": In context=" + where + ", " + problem);
    }

    private static List<String> in(List<String> context, String... steps) {
        var longer = new ArrayList<>(context);
        longer.addAll(List.of(steps));
        return longer;
    }
}
