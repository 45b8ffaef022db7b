package org.externalmodels.registry.json;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * Writes records as JSON, with {@code null} for what is unknown. JSON-B leaves such members out unless told, and its
 * treatment of unknown members differs between servers; here both are part of the contract.
 */
public final class JsonRecords {

    private JsonRecords() {}

    /** Writes a record with its components in order. */
    public static JsonObject write(Record value) {
        return builder(value).build();
    }

    /** Starts an object with a record's components, for adding more. */
    public static JsonObjectBuilder builder(Record value) {
        JsonObjectBuilder object = Json.createObjectBuilder();
        for (RecordShape.Member member : RecordShape.of(value.getClass()).members()) {
            object.add(member.name(), json(member.of(value)));
        }
        return object;
    }

    /** Reads a record; a member that it does not have is refused. */
    public static <R extends Record> R read(JsonObject json, Class<R> type) {
        return new RecordReader(true).read("", json, type);
    }

    /** Reads a record and passes over what a newer version may have written. */
    public static <R extends Record> R readKnown(JsonObject json, Class<R> type) {
        return new RecordReader(false).read("", json, type);
    }

    /** Writes any value that records are made of. */
    public static JsonValue json(Object value) {
        if (value == null) {
            return JsonValue.NULL;
        }
        if (value instanceof JsonValue ready) {
            return ready;
        }
        if (value instanceof Optional<?> optional) {
            return json(optional.orElse(null));
        }
        if (value instanceof Boolean truth) {
            return truth ? JsonValue.TRUE : JsonValue.FALSE;
        }
        if (value instanceof Integer || value instanceof Long) {
            return Json.createValue(((Number) value).longValue());
        }
        if (value instanceof Number number) {
            return Json.createValue(new BigDecimal(number.toString()));
        }
        if (value instanceof Enum<?> constant) {
            return Json.createValue(WireName.of(constant));
        }
        if (value instanceof Record inner) {
            return write(inner);
        }
        if (value instanceof Iterable<?> items) {
            JsonArrayBuilder array = Json.createArrayBuilder();
            items.forEach(item -> array.add(json(item)));
            return array.build();
        }
        if (value instanceof Map<?, ?> map) {
            JsonObjectBuilder object = Json.createObjectBuilder();
            map.forEach((name, item) -> object.add(name.toString(), json(item)));
            return object.build();
        }
        return Json.createValue(value.toString());
    }
}
