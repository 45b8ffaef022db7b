package org.externalmodels.admin.api;

import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON as plain Java values. */
final class JsonValues {

    private JsonValues() {}

    static Map<String, Object> toJava(Map<String, JsonValue> object) {
        Map<String, Object> values = new LinkedHashMap<>();
        object.forEach((name, value) -> values.put(name, value == null ? null : plain(value)));
        return values;
    }

    private static Object plain(JsonValue value) {
        return switch (value.getValueType()) {
            case STRING -> ((JsonString) value).getString();
            case NUMBER -> ((JsonNumber) value).numberValue();
            case TRUE -> true;
            case FALSE -> false;
            case NULL -> null;
            case OBJECT -> toJava(value.asJsonObject());
            case ARRAY -> {
                List<Object> items = new ArrayList<>();
                value.asJsonArray().forEach(item -> items.add(plain(item)));
                yield items;
            }
        };
    }
}
