package org.externalmodels.sandbox.aws;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/** The members of one object of a request, read strictly, with AWS' words for what is wrong. A null is not there. */
final class Members {
    private final String path;
    private final JsonObject object;

    private Members(String path, JsonObject object) {
        this.path = path;
        this.object = object;
    }

    static Members of(String path, JsonValue value) {
        if (value instanceof JsonObject object) {
            return new Members(path, object);
        }
        throw wrongType(path, "object");
    }

    String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    JsonObject object() {
        return object;
    }

    Members onlyKnown(String... known) {
        object.keySet().stream()
                .filter(name -> !Set.of(known).contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw AwsError.invalid("Malformed input request: #"
                            + (path.isEmpty() ? "" : "/" + path.replace('.', '/')) + ": extraneous key [" + name
                            + "] is not permitted, please reformat your input and try again.");
                });
        return this;
    }

    /** The one member of a union. */
    String choice(String... known) {
        onlyKnown(known);
        List<String> given =
                object.keySet().stream().filter(name -> value(name).isPresent()).toList();
        if (given.size() != 1) {
            throw AwsError.invalid("The value at " + path + " must have exactly one of the following members: "
                    + String.join(", ", known) + ".");
        }
        return given.get(0);
    }

    Optional<JsonValue> value(String name) {
        return Optional.ofNullable(object.get(name)).filter(value -> !value.equals(JsonValue.NULL));
    }

    JsonValue required(String name) {
        return value(name)
                .orElseThrow(() -> AwsError.invalid("1 validation error detected: Value null at '" + path(name)
                        + "' failed to satisfy constraint: Member must not be null"));
    }

    Optional<String> text(String name) {
        return value(name).map(value -> asText(path(name), value));
    }

    String requiredText(String name) {
        return asText(path(name), required(name));
    }

    String oneOf(String name, String... values) {
        String value = requiredText(name);
        if (!List.of(values).contains(value)) {
            throw AwsError.invalid("1 validation error detected: Value '" + value + "' at '" + path(name)
                    + "' failed to satisfy constraint: Member must satisfy enum value set: ["
                    + String.join(", ", values) + "]");
        }
        return value;
    }

    Members nested(String name) {
        return of(path(name), required(name));
    }

    Optional<Members> optional(String name) {
        return value(name).map(value -> of(path(name), value));
    }

    List<Members> objects(String name) {
        List<JsonValue> items = items(name);
        return IntStream.range(0, items.size())
                .mapToObj(at -> of(path(name) + "." + at, items.get(at)))
                .toList();
    }

    List<String> texts(String name) {
        return items(name).stream().map(item -> asText(path(name), item)).toList();
    }

    private List<JsonValue> items(String name) {
        return value(name)
                .map(value -> {
                    if (value instanceof JsonArray items) {
                        return List.copyOf(items);
                    }
                    throw wrongType(path(name), "list");
                })
                .orElse(List.of());
    }

    OptionalInt atLeastOne(String name) {
        Optional<JsonValue> value = value(name);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!(value.get() instanceof JsonNumber number) || !number.isIntegral()) {
            throw wrongType(path(name), "integer");
        }
        if (number.longValue() < 1 || number.longValue() > Integer.MAX_VALUE) {
            throw outOfRange(name, number, "greater than or equal to 1");
        }
        return OptionalInt.of(number.intValue());
    }

    void share(String name) {
        value(name).ifPresent(value -> {
            if (!(value instanceof JsonNumber number)) {
                throw wrongType(path(name), "float");
            }
            if (number.doubleValue() < 0 || number.doubleValue() > 1) {
                throw outOfRange(
                        name,
                        number,
                        number.doubleValue() < 0 ? "greater than or equal to 0" : "less than or equal to 1");
            }
        });
    }

    private AwsError outOfRange(String name, JsonNumber number, String constraint) {
        return AwsError.invalid("1 validation error detected: Value '" + number + "' at '" + path(name)
                + "' failed to satisfy constraint: Member must have value " + constraint);
    }

    private static String asText(String path, JsonValue value) {
        if (value instanceof JsonString text) {
            return text.getString();
        }
        throw wrongType(path, "string");
    }

    private static AwsError wrongType(String path, String expected) {
        return new AwsError(
                400, "SerializationException", "The value at " + path + " is of the wrong type, expected " + expected);
    }
}
