package org.externalmodels.sandbox.cohere;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/** The fields of one object of a request, read as strictly as Cohere reads them. A null is a field that is not there. */
final class Fields {
    private final String page;
    private final String path;
    private final JsonObject object;

    private Fields(String page, String path, JsonObject object) {
        this.page = page;
        this.path = path;
        this.object = object;
    }

    /**
     * The fields of a request.
     *
     * @param page of the API reference, which errors point to
     */
    static Fields of(String page, JsonObject request) {
        return new Fields(page, "", request);
    }

    private Fields within(String path, JsonValue value) {
        if (value instanceof JsonObject inner) {
            return new Fields(page, path, inner);
        }
        throw CohereError.invalid("'" + path + "' must be an object");
    }

    String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    JsonObject object() {
        return object;
    }

    /** Refuses what the provider does not know: a misspelt field would be ignored otherwise. */
    Fields onlyKnown(Set<String> known) {
        object.keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw CohereError.unknownField(name, page);
                });
        return this;
    }

    boolean has(String name) {
        return value(name).isPresent();
    }

    Optional<JsonValue> value(String name) {
        return Optional.ofNullable(object.get(name)).filter(value -> !value.equals(JsonValue.NULL));
    }

    private JsonValue required(String name) {
        return value(name).orElseThrow(() -> CohereError.invalid("missing required field '" + path(name) + "'"));
    }

    Optional<String> text(String name) {
        return value(name).map(value -> asText(path(name), value));
    }

    String requiredText(String name) {
        return asText(path(name), required(name));
    }

    String oneOf(String name, List<String> allowed) {
        String value = requiredText(name);
        if (allowed.contains(value)) {
            return value;
        }
        throw CohereError.invalid("'" + path(name) + "' must be one of " + String.join(", ", allowed));
    }

    boolean flag(String name) {
        JsonValue value = value(name).orElse(JsonValue.FALSE);
        if (value == JsonValue.TRUE || value == JsonValue.FALSE) {
            return value == JsonValue.TRUE;
        }
        throw CohereError.invalid("'" + path(name) + "' must be a boolean");
    }

    Optional<Fields> nested(String name) {
        return value(name).map(value -> within(path(name), value));
    }

    Fields requiredNested(String name) {
        return within(path(name), required(name));
    }

    List<Fields> objects(String name) {
        List<JsonValue> items = array(name);
        return IntStream.range(0, items.size())
                .mapToObj(at -> within(path(name) + "[" + at + "]", items.get(at)))
                .toList();
    }

    List<String> texts(String name) {
        List<JsonValue> items = array(name);
        return IntStream.range(0, items.size())
                .mapToObj(at -> asText(path(name) + "[" + at + "]", items.get(at)))
                .toList();
    }

    private List<JsonValue> array(String name) {
        JsonValue value = value(name).orElse(JsonValue.EMPTY_JSON_ARRAY);
        if (value instanceof JsonArray items) {
            return List.copyOf(items);
        }
        throw CohereError.invalid("'" + path(name) + "' must be an array");
    }

    OptionalInt integer(String name, int least, int most) {
        Optional<BigDecimal> number = number(name, BigDecimal.valueOf(least), BigDecimal.valueOf(most));
        if (number.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(number.get().intValueExact());
        } catch (ArithmeticException fraction) {
            throw CohereError.invalid("'" + path(name) + "' must be a whole number");
        }
    }

    Optional<BigDecimal> number(String name, BigDecimal least, BigDecimal most) {
        return value(name).map(value -> {
            if (!(value instanceof JsonNumber number)) {
                throw CohereError.invalid("'" + path(name) + "' must be a number");
            }
            BigDecimal given = number.bigDecimalValue();
            if (given.compareTo(least) < 0 || given.compareTo(most) > 0) {
                throw CohereError.invalid(
                        "'" + path(name) + "' must be between " + least + " and " + most + " inclusive");
            }
            return given;
        });
    }

    private static String asText(String path, JsonValue value) {
        if (value instanceof JsonString text) {
            return text.getString();
        }
        throw CohereError.invalid("'" + path + "' must be a string");
    }
}
