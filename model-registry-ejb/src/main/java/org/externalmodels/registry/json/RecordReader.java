package org.externalmodels.registry.json;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads records from JSON by the types of their components. */
final class RecordReader {

    private final boolean strict;

    RecordReader(boolean strict) {
        this.strict = strict;
    }

    <R extends Record> R read(String at, JsonObject json, Class<R> type) {
        RecordShape shape = RecordShape.of(type);
        if (strict) {
            refuseUnknown(at, json, shape);
        }
        Object[] components = shape.members().stream()
                .map(member -> value(join(at, member.name()), json.get(member.name()), member.type()))
                .toArray();
        return construct(at, type, shape, components);
    }

    private static void refuseUnknown(String at, JsonObject json, RecordShape shape) {
        for (String name : json.keySet()) {
            if (!shape.has(name)) {
                throw JsonMismatch.shape(join(at, name), "is not a field that is known here");
            }
        }
    }

    private Object value(String at, JsonValue json, Type type) {
        boolean absent = json == null || json == JsonValue.NULL;
        if (type instanceof ParameterizedType generic) {
            if (absent) {
                return null;
            }
            return generic.getRawType() == List.class
                    ? list(at, json, generic.getActualTypeArguments()[0])
                    : map(at, json, generic.getActualTypeArguments()[1]);
        }
        Class<?> plain = (Class<?>) type;
        if (absent) {
            return plain == boolean.class ? Boolean.FALSE : null;
        }
        if (plain == JsonValue.class) {
            return json;
        }
        if (plain == String.class) {
            return text(at, json);
        }
        if (plain == boolean.class || plain == Boolean.class) {
            return truth(at, json);
        }
        if (plain == int.class || plain == Integer.class) {
            return whole(at, json, Integer.MIN_VALUE, Integer.MAX_VALUE).intValueExact();
        }
        if (plain == long.class || plain == Long.class) {
            return whole(at, json, Long.MIN_VALUE, Long.MAX_VALUE).longValueExact();
        }
        if (plain == BigDecimal.class) {
            return number(at, json);
        }
        if (plain.isEnum()) {
            return WireName.read(at, plain, text(at, json));
        }
        if (plain.isRecord()) {
            return read(at, object(at, json), plain.asSubclass(Record.class));
        }
        throw new IllegalArgumentException(at + " has a type that JSON is not read into: " + plain);
    }

    private List<Object> list(String at, JsonValue json, Type itemType) {
        if (!(json instanceof JsonArray array)) {
            throw JsonMismatch.shape(at, "must be a list");
        }
        List<Object> items = new ArrayList<>();
        for (JsonValue item : array) {
            String itemAt = at + "[" + items.size() + "]";
            Object value = value(itemAt, item, itemType);
            if (value == null) {
                throw JsonMismatch.shape(itemAt, "must not be null");
            }
            items.add(value);
        }
        return items;
    }

    private Map<String, Object> map(String at, JsonValue json, Type itemType) {
        Map<String, Object> items = new LinkedHashMap<>();
        object(at, json).forEach((name, item) -> items.put(name, value(join(at, name), item, itemType)));
        return items;
    }

    private static JsonObject object(String at, JsonValue json) {
        if (json instanceof JsonObject object) {
            return object;
        }
        throw JsonMismatch.shape(at, "must be an object");
    }

    private static String text(String at, JsonValue json) {
        if (json instanceof JsonString string) {
            return string.getString();
        }
        throw JsonMismatch.shape(at, "must be a string");
    }

    private static Boolean truth(String at, JsonValue json) {
        if (json == JsonValue.TRUE || json == JsonValue.FALSE) {
            return json == JsonValue.TRUE;
        }
        throw JsonMismatch.shape(at, "must be true or false");
    }

    private static BigDecimal number(String at, JsonValue json) {
        if (json instanceof JsonNumber number) {
            return number.bigDecimalValue();
        }
        throw JsonMismatch.shape(at, "must be a number");
    }

    private static BigDecimal whole(String at, JsonValue json, long least, long most) {
        if (json instanceof JsonNumber number && number.isIntegral()) {
            BigDecimal value = number.bigDecimalValue();
            if (value.compareTo(BigDecimal.valueOf(least)) >= 0 && value.compareTo(BigDecimal.valueOf(most)) <= 0) {
                return value;
            }
        }
        throw JsonMismatch.shape(at, "must be a whole number");
    }

    private static <R extends Record> R construct(String at, Class<R> type, RecordShape shape, Object[] components) {
        try {
            return type.cast(shape.make(components));
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof NullPointerException missing) {
                throw JsonMismatch.value(join(at, String.valueOf(missing.getMessage())), "is required");
            }
            if (refused.getCause() instanceof IllegalArgumentException wrong) {
                throw JsonMismatch.value(at, wrong.getMessage());
            }
            throw new IllegalStateException(type + " cannot be made", refused);
        } catch (ReflectiveOperationException unusable) {
            throw new IllegalStateException(type + " cannot be made", unusable);
        }
    }

    private static String join(String at, String name) {
        return at.isEmpty() ? name : at + "." + name;
    }
}
