package org.externalmodels.sandbox.openai;

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
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The fields of one object of a request, read as strictly as OpenAI reads them. A null is a field that is not there. */
final class Fields {
    private final String path;
    private final JsonObject object;

    private Fields(String path, JsonObject object) {
        this.path = path;
        this.object = object;
    }

    static Fields of(String path, JsonValue value) {
        if (value instanceof JsonObject object) {
            return new Fields(path, object);
        }
        throw OpenAiError.wrongType(path, "an object", value);
    }

    String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    JsonObject object() {
        return object;
    }

    /** Refuses what the provider does not know: a misspelt field would be ignored otherwise. */
    Fields onlyKnown(Set<String> known) {
        List<String> unknown =
                object.keySet().stream().filter(name -> !known.contains(name)).toList();
        if (unknown.isEmpty()) {
            return this;
        }
        if (path.isEmpty()) {
            throw OpenAiError.badRequest(
                    null,
                    null,
                    "Unrecognized request argument" + (unknown.size() == 1 ? "" : "s") + " supplied: "
                            + unknown.stream().sorted().collect(Collectors.joining(", ")));
        }
        String first = path(unknown.get(0));
        throw OpenAiError.badRequest(first, "unknown_parameter", "Unknown parameter: '" + first + "'.");
    }

    boolean has(String name) {
        return value(name).isPresent();
    }

    Optional<JsonValue> value(String name) {
        return Optional.ofNullable(object.get(name)).filter(value -> !value.equals(JsonValue.NULL));
    }

    JsonValue required(String name) {
        return value(name).orElseThrow(() -> OpenAiError.missing(path(name)));
    }

    Optional<String> text(String name) {
        return value(name).map(value -> asText(path(name), value));
    }

    String requiredText(String name) {
        return asText(path(name), required(name));
    }

    String requiredOneOf(String name, List<String> values) {
        String value = requiredText(name);
        if (values.contains(value)) {
            return value;
        }
        throw OpenAiError.wrongValue(path(name), value, quoted(values));
    }

    Optional<String> oneOf(String name, List<String> values) {
        return has(name) ? Optional.of(requiredOneOf(name, values)) : Optional.empty();
    }

    boolean flag(String name, boolean otherwise) {
        Optional<JsonValue> value = value(name);
        if (value.isEmpty()) {
            return otherwise;
        }
        if (value.get() == JsonValue.TRUE || value.get() == JsonValue.FALSE) {
            return value.get() == JsonValue.TRUE;
        }
        throw OpenAiError.wrongType(path(name), "a boolean", value.get());
    }

    Optional<Fields> nested(String name, Set<String> known) {
        return value(name).map(value -> of(path(name), value).onlyKnown(known));
    }

    Fields requiredNested(String name, Set<String> known) {
        return of(path(name), required(name)).onlyKnown(known);
    }

    Optional<List<JsonValue>> array(String name) {
        return value(name).map(value -> {
            if (value instanceof JsonArray items) {
                return List.copyOf(items);
            }
            throw OpenAiError.wrongType(path(name), "an array", value);
        });
    }

    /** The array's objects, with the path of each. */
    List<Fields> objects(String name) {
        List<JsonValue> items = array(name).orElse(List.of());
        return IntStream.range(0, items.size())
                .mapToObj(at -> of(path(name) + "[" + at + "]", items.get(at)))
                .toList();
    }

    Optional<JsonNumber> wholeNumber(String name) {
        return value(name).map(value -> {
            if (value instanceof JsonNumber number && number.isIntegral()) {
                return number;
            }
            throw OpenAiError.wrongType(path(name), "an integer", value);
        });
    }

    OptionalInt integer(String name, int least) {
        Optional<JsonNumber> value = wholeNumber(name);
        if (value.isEmpty()) {
            return OptionalInt.empty();
        }
        JsonNumber number = value.get();
        if (number.bigDecimalValue().compareTo(BigDecimal.valueOf(least)) < 0) {
            throw outOfRange(name, "integer", "below minimum", ">= " + least, number, "integer_below_min_value");
        }
        if (number.bigDecimalValue().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
            throw outOfRange(
                    name, "integer", "above maximum", "<= " + Integer.MAX_VALUE, number, "integer_above_max_value");
        }
        return OptionalInt.of(number.intValue());
    }

    void decimal(String name, int least, int most) {
        value(name).ifPresent(value -> {
            if (!(value instanceof JsonNumber number)) {
                throw OpenAiError.wrongType(path(name), "a decimal", value);
            }
            if (number.bigDecimalValue().compareTo(BigDecimal.valueOf(least)) < 0) {
                throw outOfRange(name, "decimal", "below minimum", ">= " + least, number, "decimal_below_min_value");
            }
            if (number.bigDecimalValue().compareTo(BigDecimal.valueOf(most)) > 0) {
                throw outOfRange(name, "decimal", "above maximum", "<= " + most, number, "decimal_above_max_value");
            }
        });
    }

    private OpenAiError outOfRange(
            String name, String kind, String where, String expected, JsonNumber got, String code) {
        return OpenAiError.badRequest(
                path(name),
                code,
                "Invalid '" + path(name) + "': " + kind + " " + where + " value. Expected a value " + expected
                        + ", but got " + got + " instead.");
    }

    static String asText(String path, JsonValue value) {
        if (value instanceof JsonString text) {
            return text.getString();
        }
        throw OpenAiError.wrongType(path, "a string", value);
    }

    private static String quoted(List<String> values) {
        List<String> quoted = values.stream().map(value -> "'" + value + "'").toList();
        int last = quoted.size() - 1;
        return last == 0
                ? quoted.get(0)
                : String.join(", ", quoted.subList(0, last)) + (last > 1 ? "," : "") + " and " + quoted.get(last);
    }
}
