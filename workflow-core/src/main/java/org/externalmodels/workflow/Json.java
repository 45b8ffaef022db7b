package org.externalmodels.workflow;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON and the values that processes have. */
final class Json {

    private static final JsonProvider PROVIDER = JsonProvider.provider();

    private Json() {}

    /**
     * Reads exactly one value.
     *
     * @throws JsonException if the text is none
     */
    static JsonValue read(String text) {
        try (var reader = PROVIDER.createReader(new StringReader(text))) {
            return reader.readValue();
        }
    }

    /** As values that every engine can keep and every expression can read: maps, lists, texts, numbers, booleans, null. */
    static Object plain(JsonValue value) {
        return switch (value.getValueType()) {
            case OBJECT -> plainMap(value.asJsonObject());
            case ARRAY -> plainList(value.asJsonArray());
            case STRING -> ((JsonString) value).getString();
            case NUMBER -> plainNumber((JsonNumber) value);
            case TRUE -> true;
            case FALSE -> false;
            case NULL -> null;
        };
    }

    private static Map<String, Object> plainMap(JsonObject object) {
        Map<String, Object> map = new LinkedHashMap<>();
        object.forEach((name, member) -> map.put(name, plain(member)));
        return map;
    }

    private static List<Object> plainList(JsonArray array) {
        List<Object> list = new ArrayList<>();
        array.forEach(item -> list.add(plain(item)));
        return list;
    }

    /** Expressions compare with doubles as authors expect: 0.8 is at least 0.8. */
    private static Number plainNumber(JsonNumber number) {
        if (!number.isIntegral()) {
            return number.doubleValue();
        }
        BigInteger whole = number.bigIntegerValue();
        return whole.bitLength() < Long.SIZE ? (Number) whole.longValue() : whole;
    }

    /** What is written for a value: a structure as JSON, anything else in its own words, which of other JSON trees are JSON. */
    static String text(Object value) {
        return value instanceof Map<?, ?> || value instanceof Collection<?>
                ? value(value).toString()
                : value.toString();
    }

    private static JsonValue value(Object value) {
        if (value == null) {
            return JsonValue.NULL;
        }
        if (value instanceof JsonValue json) {
            return json;
        }
        if (value instanceof Map<?, ?> map) {
            var object = PROVIDER.createObjectBuilder();
            map.forEach((name, member) -> object.add(String.valueOf(name), value(member)));
            return object.build();
        }
        if (value instanceof Collection<?> items) {
            var array = PROVIDER.createArrayBuilder();
            items.forEach(item -> array.add(value(item)));
            return array.build();
        }
        if (value instanceof Boolean flag) {
            return flag ? JsonValue.TRUE : JsonValue.FALSE;
        }
        if (value instanceof Number number) {
            return PROVIDER.createValue(new BigDecimal(number.toString()));
        }
        return PROVIDER.createValue(value.toString());
    }
}
