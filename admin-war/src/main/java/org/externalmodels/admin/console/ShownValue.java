package org.externalmodels.admin.console;

import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.stream.Collectors;
import org.externalmodels.registry.json.Json;

/** A value of the registry's as people read it. */
public final class ShownValue {

    private ShownValue() {}

    /** Text as it is, lists separated by commas, {@code null} as nothing; what has parts as JSON. */
    public static String of(JsonValue value) {
        if (value == null) {
            return "";
        }
        return switch (value.getValueType()) {
            case NULL -> "";
            case STRING -> ((JsonString) value).getString();
            case TRUE -> "yes";
            case FALSE -> "no";
            case NUMBER -> value.toString();
            case ARRAY -> list(value.asJsonArray());
            case OBJECT -> Json.indented(value.asJsonObject());
        };
    }

    private static String list(JsonArray values) {
        return values.stream().map(ShownValue::of).collect(Collectors.joining(", "));
    }
}
