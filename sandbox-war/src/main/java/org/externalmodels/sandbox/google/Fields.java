package org.externalmodels.sandbox.google;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.externalmodels.sandbox.wire.Json;

/**
 * The fields of one message of a request, read as Google's JSON mapping of protocol buffers reads them: names in camel case
 * or with underscores, a null is a field that is not there, a number may be a string. Paths are told with underscores.
 */
final class Fields {
    private static final Pattern UNDERSCORE = Pattern.compile("_([a-z0-9])");
    private static final Pattern CAPITAL = Pattern.compile("([A-Z])");

    private final String path;
    private final Map<String, JsonValue> values = new LinkedHashMap<>();
    private final Map<String, String> written = new LinkedHashMap<>();

    private Fields(String path, JsonObject object) {
        this.path = path;
        object.forEach((name, value) -> {
            String camel =
                    UNDERSCORE.matcher(name).replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
            values.put(camel, value);
            written.put(camel, name);
        });
    }

    static Fields of(String path, JsonValue value, Set<String> known) {
        if (!(value instanceof JsonObject object)) {
            throw GoogleError.field(path, "Invalid value at '" + path + "' (type.googleapis.com/Message), " + value);
        }
        return new Fields(path, object).onlyKnown(known);
    }

    String path(String name) {
        String snake =
                CAPITAL.matcher(name).replaceAll(found -> "_" + found.group(1).toLowerCase(Locale.ROOT));
        return path.isEmpty() ? snake : path + "." + snake;
    }

    private Fields onlyKnown(Set<String> known) {
        values.keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw GoogleError.field(
                            path,
                            "Invalid JSON payload received. Unknown name \"" + written.get(name) + "\""
                                    + (path.isEmpty() ? "" : " at '" + path + "'") + ": Cannot find field.");
                });
        return this;
    }

    boolean has(String name) {
        return value(name).isPresent();
    }

    Optional<JsonValue> value(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.equals(JsonValue.NULL));
    }

    Optional<String> text(String name) {
        return value(name).map(value -> asText(path(name), value));
    }

    String requiredText(String name, String message) {
        return text(name).filter(text -> !text.isEmpty()).orElseThrow(() -> GoogleError.invalid(message));
    }

    Optional<String> oneOf(String name, List<String> allowed) {
        Optional<String> value = text(name);
        value.filter(given -> !allowed.contains(given)).ifPresent(given -> {
            throw GoogleError.wrongValue(path(name), "TYPE_ENUM", Json.string(given));
        });
        return value;
    }

    boolean flag(String name) {
        return value(name)
                .map(value -> {
                    if (value != JsonValue.TRUE && value != JsonValue.FALSE) {
                        throw GoogleError.wrongValue(path(name), "TYPE_BOOL", value);
                    }
                    return value == JsonValue.TRUE;
                })
                .orElse(false);
    }

    Optional<Fields> nested(String name, Set<String> known) {
        return value(name).map(value -> of(path(name), value, known));
    }

    Optional<JsonObject> object(String name) {
        return value(name).map(value -> {
            if (value instanceof JsonObject object) {
                return object;
            }
            throw GoogleError.wrongValue(path(name), "type.googleapis.com/google.protobuf.Struct", value);
        });
    }

    List<JsonValue> array(String name) {
        JsonValue value = value(name).orElse(JsonValue.EMPTY_JSON_ARRAY);
        if (value instanceof JsonArray items) {
            return List.copyOf(items);
        }
        throw GoogleError.field(
                path,
                "Invalid JSON payload received. Unknown name \"" + written.get(name) + "\""
                        + (path.isEmpty() ? "" : " at '" + path + "'")
                        + ": Proto field is not repeating, cannot start list.");
    }

    List<String> texts(String name) {
        List<JsonValue> items = array(name);
        return IntStream.range(0, items.size())
                .mapToObj(at -> asText(path(name) + "[" + at + "]", items.get(at)))
                .toList();
    }

    /** The array's objects, with the path of each. A single object will do for an array of one. */
    List<Fields> objects(String name, Set<String> known) {
        if (values.get(name) instanceof JsonObject single) {
            return List.of(of(path(name), single, known));
        }
        List<JsonValue> items = array(name);
        return IntStream.range(0, items.size())
                .mapToObj(at -> of(path(name) + "[" + at + "]", items.get(at), known))
                .toList();
    }

    OptionalInt integer(String name) {
        Optional<BigDecimal> number = number(name, "TYPE_INT32");
        if (number.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            return OptionalInt.of(number.get().intValueExact());
        } catch (ArithmeticException outOfRange) {
            throw GoogleError.wrongValue(path(name), "TYPE_INT32", values.get(name));
        }
    }

    void decimal(String name, double least, double most) {
        number(name, "TYPE_FLOAT").ifPresent(number -> {
            if (number.doubleValue() < least || number.doubleValue() > most) {
                throw GoogleError.invalid("* GenerateContentRequest." + path(name) + ": " + name
                        + " must be in the range [" + least + ", " + most + "].\n");
            }
        });
    }

    private Optional<BigDecimal> number(String name, String type) {
        return value(name).map(value -> {
            try {
                return value instanceof JsonString text
                        ? new BigDecimal(text.getString())
                        : ((JsonNumber) value).bigDecimalValue();
            } catch (NumberFormatException | ClassCastException notANumber) {
                throw GoogleError.wrongValue(path(name), type, value);
            }
        });
    }

    private static String asText(String path, JsonValue value) {
        if (value instanceof JsonString text) {
            return text.getString();
        }
        throw GoogleError.wrongValue(path, "TYPE_STRING", value);
    }
}
