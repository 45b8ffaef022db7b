package org.externalmodels.workflow;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A JSON Schema as far as expressions of a process rely on it: which members an answer has, and of which types. What else it
 * says is the model's to keep to.
 */
record AnswerSchema(JsonObject schema) {

    /** What is wrong with an answer; empty if nothing is. Says nothing of what is in it. */
    Optional<String> problem(JsonValue answer) {
        return problem(schema, answer, "").findFirst();
    }

    private static Stream<String> problem(JsonObject schema, JsonValue value, String at) {
        List<String> types = types(schema);
        if (!types.isEmpty() && types.stream().noneMatch(type -> isOf(type, value))) {
            return Stream.of((at.isEmpty() ? "the answer" : at) + " is not of the type " + String.join(" or ", types));
        }
        if (value instanceof JsonObject object) {
            return Stream.concat(missing(schema, object, at), ofMembers(schema, object, at));
        }
        if (value instanceof JsonArray array && schema.get("items") instanceof JsonObject items) {
            return IntStream.range(0, array.size())
                    .boxed()
                    .flatMap(index -> problem(items, array.get(index), at + "[" + index + "]"));
        }
        return Stream.empty();
    }

    private static Stream<String> missing(JsonObject schema, JsonObject object, String at) {
        return texts(schema.get("required"))
                .filter(name -> !object.containsKey(name))
                .map(name -> member(at, name) + " is missing");
    }

    private static Stream<String> ofMembers(JsonObject schema, JsonObject object, String at) {
        return schema.get("properties") instanceof JsonObject properties
                ? properties.entrySet().stream()
                        .filter(property -> object.containsKey(property.getKey()))
                        .flatMap(property -> property.getValue() instanceof JsonObject of
                                ? problem(of, object.get(property.getKey()), member(at, property.getKey()))
                                : Stream.empty())
                : Stream.empty();
    }

    private static String member(String at, String name) {
        return at.isEmpty() ? name : at + "." + name;
    }

    private static List<String> types(JsonObject schema) {
        JsonValue type = schema.get("type");
        return (type instanceof JsonString one ? Stream.of(one.getString()) : texts(type)).toList();
    }

    private static Stream<String> texts(JsonValue list) {
        return list instanceof JsonArray array
                ? array.stream().filter(JsonString.class::isInstance).map(text -> ((JsonString) text).getString())
                : Stream.empty();
    }

    /** A type that nobody knows is no reason to refuse an answer. */
    private static boolean isOf(String type, JsonValue value) {
        return switch (type) {
            case "object" -> value.getValueType() == JsonValue.ValueType.OBJECT;
            case "array" -> value.getValueType() == JsonValue.ValueType.ARRAY;
            case "string" -> value.getValueType() == JsonValue.ValueType.STRING;
            case "number" -> value.getValueType() == JsonValue.ValueType.NUMBER;
            case "integer" ->
                value instanceof JsonNumber number
                        && number.bigDecimalValue().stripTrailingZeros().scale() <= 0;
            case "boolean" -> value.equals(JsonValue.TRUE) || value.equals(JsonValue.FALSE);
            case "null" -> value.equals(JsonValue.NULL);
            default -> true;
        };
    }
}
