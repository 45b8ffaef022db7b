package org.externalmodels.admin.console;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.util.Map;
import java.util.stream.Collectors;

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
            case OBJECT -> indented(value.asJsonObject());
        };
    }

    private static String list(JsonArray values) {
        return values.stream().map(ShownValue::of).collect(Collectors.joining(", "));
    }

    private static String indented(JsonObject object) {
        StringWriter text = new StringWriter();
        try (var writer = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                .createWriter(text)) {
            writer.writeObject(object);
        }
        return text.toString().strip();
    }
}
