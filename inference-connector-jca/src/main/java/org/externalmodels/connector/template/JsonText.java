package org.externalmodels.connector.template;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plain values (strings, numbers, booleans, null, lists, maps) to JSON text and back from JSON-P values. */
public final class JsonText {

    private JsonText() {}

    /** Appends a value as JSON. */
    public static void value(StringBuilder out, Object value) {
        if (value == null) {
            out.append("null");
        } else if (value instanceof String text) {
            out.append('"');
            escape(out, text);
            out.append('"');
        } else if (value instanceof Map<?, ?> map) {
            object(out, map);
        } else if (value instanceof List<?> list) {
            array(out, list);
        } else if (value instanceof Number number) {
            out.append(number(number));
        } else {
            out.append(value);
        }
    }

    /** Appends a value as characters of a JSON string: text as it is, anything else as its JSON. */
    static void inString(StringBuilder out, Object value) {
        if (value instanceof String text) {
            escape(out, text);
        } else if (value != null) {
            StringBuilder json = new StringBuilder();
            value(json, value);
            escape(out, json.toString());
        }
    }

    /** Turns a JSON-P value into a plain one. */
    public static Object plain(JsonValue value) {
        return switch (value.getValueType()) {
            case NULL -> null;
            case TRUE -> true;
            case FALSE -> false;
            case STRING -> ((JsonString) value).getString();
            case NUMBER -> plain((JsonNumber) value);
            case ARRAY -> {
                List<Object> list = new ArrayList<>();
                ((JsonArray) value).forEach(item -> list.add(plain(item)));
                yield list;
            }
            case OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                ((JsonObject) value).forEach((name, item) -> map.put(name, plain(item)));
                yield map;
            }
        };
    }

    private static Object plain(JsonNumber number) {
        if (number.isIntegral()) {
            BigInteger whole = number.bigIntegerValue();
            return whole.bitLength() < Long.SIZE ? (Object) whole.longValue() : whole;
        }
        return number.bigDecimalValue();
    }

    static boolean isWhole(Number number) {
        if (number instanceof Double || number instanceof Float) {
            return number.doubleValue() == Math.rint(number.doubleValue());
        }
        return !(number instanceof BigDecimal decimal)
                || decimal.stripTrailingZeros().scale() <= 0;
    }

    static String described(Object value) {
        if (value instanceof String) {
            return "a string";
        }
        if (value instanceof Number) {
            return "the number " + value;
        }
        if (value instanceof Boolean) {
            return value.toString();
        }
        return value instanceof Map ? "an object" : "an array";
    }

    private static String number(Number number) {
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            if (value == Math.rint(value) && Math.abs(value) < 1e15) {
                return Long.toString((long) value);
            }
        }
        return number.toString();
    }

    private static void object(StringBuilder out, Map<?, ?> map) {
        out.append('{');
        String separator = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(separator).append('"');
            escape(out, (String) entry.getKey());
            out.append("\":");
            value(out, entry.getValue());
            separator = ",";
        }
        out.append('}');
    }

    private static void array(StringBuilder out, List<?> list) {
        out.append('[');
        String separator = "";
        for (Object item : list) {
            out.append(separator);
            value(out, item);
            separator = ",";
        }
        out.append(']');
    }

    /** RFC 8259 section 7; unpaired surrogates are escaped so that the text stays valid in UTF-8. */
    private static void escape(StringBuilder out, String text) {
        int clean = 0;
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= ' ' && c != '"' && c != '\\' && !Character.isSurrogate(c)) {
                continue;
            }
            if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
                continue;
            }
            out.append(text, clean, i);
            clean = i + 1;
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> out.append(String.format("\\u%04x", (int) c));
            }
        }
        out.append(text, clean, length);
    }
}
