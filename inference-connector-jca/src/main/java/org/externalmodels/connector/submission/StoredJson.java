package org.externalmodels.connector.submission;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonParser;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.externalmodels.connector.json.JsonStreams;

/**
 * JSON as this package keeps it. What a later release adds is not looked at by an earlier one, and what an earlier one did
 * not write is empty.
 */
final class StoredJson {

    private StoredJson() {}

    static JsonObject read(byte[] document) {
        try (JsonParser parser = JsonStreams.parser(new String(document, StandardCharsets.UTF_8))) {
            parser.next();
            return parser.getObject();
        }
    }

    static void write(JsonGenerator json, String name, Optional<String> text) {
        text.ifPresent(value -> json.write(name, value));
    }

    static void write(JsonGenerator json, String name, OptionalLong number) {
        number.ifPresent(value -> json.write(name, value));
    }

    static void write(JsonGenerator json, String name, OptionalInt number) {
        number.ifPresent(value -> json.write(name, value));
    }

    static void writeTexts(JsonGenerator json, String name, Map<String, String> texts) {
        json.writeStartObject(name);
        texts.forEach(json::write);
        json.writeEnd();
    }

    /** Writes strings, numbers, booleans, null, lists and maps of them. */
    static void writeValues(JsonGenerator json, String name, Map<?, ?> values) {
        json.writeKey(name);
        writeValue(json, values);
    }

    private static void writeValue(JsonGenerator json, Object value) {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof String text) {
            json.write(text);
        } else if (value instanceof Boolean truth) {
            json.write(truth.booleanValue());
        } else if (value instanceof Number number) {
            json.write(new BigDecimal(number.toString()));
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            map.forEach((key, member) -> {
                json.writeKey((String) key);
                writeValue(json, member);
            });
            json.writeEnd();
        } else if (value instanceof Iterable<?> items) {
            json.writeStartArray();
            items.forEach(item -> writeValue(json, item));
            json.writeEnd();
        } else {
            throw new IllegalArgumentException(value.getClass().getName() + " has no JSON form");
        }
    }

    static String text(JsonObject from, String name) {
        return optionalText(from, name)
                .orElseThrow(() -> new IllegalArgumentException("A stored submission has no " + name));
    }

    static Optional<String> optionalText(JsonObject from, String name) {
        return from.get(name) instanceof JsonString text ? Optional.of(text.getString()) : Optional.empty();
    }

    static OptionalLong number(JsonObject from, String name) {
        return from.get(name) instanceof JsonNumber number
                ? OptionalLong.of(number.longValueExact())
                : OptionalLong.empty();
    }

    static int count(JsonObject from, String name) {
        return (int) number(from, name).orElse(0);
    }

    static JsonObject object(JsonObject from, String name) {
        return from.get(name) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    }

    static <T> List<T> list(JsonObject from, String name, Function<JsonObject, T> item) {
        return from.get(name) instanceof JsonArray array
                ? array.stream().map(JsonValue::asJsonObject).map(item).toList()
                : List.of();
    }

    static List<String> texts(JsonObject from, String name) {
        return from.get(name) instanceof JsonArray array
                ? array.stream().map(text -> ((JsonString) text).getString()).toList()
                : List.of();
    }

    static Map<String, String> namedTexts(JsonObject from, String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        object(from, name).forEach((key, text) -> texts.put(key, ((JsonString) text).getString()));
        return texts;
    }

    static Map<String, Object> values(JsonObject from, String name) {
        return map(object(from, name));
    }

    private static Map<String, Object> map(JsonObject object) {
        Map<String, Object> values = new LinkedHashMap<>();
        object.forEach((name, value) -> values.put(name, value(value)));
        return values;
    }

    private static Object value(JsonValue value) {
        return switch (value.getValueType()) {
            case NULL -> null;
            case TRUE -> true;
            case FALSE -> false;
            case STRING -> ((JsonString) value).getString();
            case NUMBER ->
                ((JsonNumber) value).isIntegral()
                                && ((JsonNumber) value).bigDecimalValue().scale() == 0
                        ? whole((JsonNumber) value)
                        : ((JsonNumber) value).bigDecimalValue();
            case OBJECT -> map(value.asJsonObject());
            case ARRAY -> {
                List<Object> items = new ArrayList<>();
                value.asJsonArray().forEach(item -> items.add(value(item)));
                yield items;
            }
        };
    }

    private static Number whole(JsonNumber number) {
        return number.bigDecimalValue().precision() < 19 ? (Number) number.longValueExact() : number.bigIntegerValue();
    }
}
