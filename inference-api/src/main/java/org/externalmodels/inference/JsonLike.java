package org.externalmodels.inference;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Immutable copies of values that have a JSON form: strings, numbers, booleans, null, lists and maps of them. Numbers are of the
 * types that JSON-P knows. Where a value is, is put into words only if something is wrong with it.
 */
final class JsonLike {

    private static final int MAX_DEPTH = 100;

    private JsonLike() {}

    static Map<String, Object> copy(String where, Map<String, ?> values) {
        return values.isEmpty() ? Map.of() : copyMap(() -> where, values, 0);
    }

    private static Map<String, Object> copyMap(Supplier<String> where, Map<?, ?> values, int depth) {
        Map<String, Object> copy = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (!(name instanceof String key)) {
                throw new IllegalArgumentException(where.get() + " has a name that is not a string");
            }
            copy.put(key, copyValue(() -> where.get() + "." + key, value, depth + 1));
        });
        return Collections.unmodifiableMap(copy);
    }

    private static Object copyValue(Supplier<String> where, Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException(where.get() + " is nested deeper than " + MAX_DEPTH + " levels");
        }
        if (value == null || value instanceof String || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Number number) {
            return copyNumber(where, number);
        }
        if (value instanceof Map<?, ?> map) {
            return copyMap(where, map, depth);
        }
        if (value instanceof Iterable<?> items) {
            List<Object> copy = new ArrayList<>();
            for (Object item : items) {
                int index = copy.size();
                copy.add(copyValue(() -> where.get() + "[" + index + "]", item, depth + 1));
            }
            return Collections.unmodifiableList(copy);
        }
        throw formless(where, value);
    }

    private static Number copyNumber(Supplier<String> where, Number number) {
        if (number instanceof BigDecimal || number instanceof BigInteger) {
            return number;
        }
        if (!Double.isFinite(number.doubleValue())) {
            throw new IllegalArgumentException(where.get() + " is not a finite number");
        }
        if (number instanceof Integer || number instanceof Long || number instanceof Double) {
            return number;
        }
        if (number instanceof Short || number instanceof Byte) {
            return number.intValue();
        }
        try {
            return new BigDecimal(number.toString());
        } catch (NumberFormatException notDecimal) {
            throw formless(where, number);
        }
    }

    private static IllegalArgumentException formless(Supplier<String> where, Object value) {
        return new IllegalArgumentException(
                where.get() + " is a " + value.getClass().getName() + ", which has no JSON form");
    }
}
