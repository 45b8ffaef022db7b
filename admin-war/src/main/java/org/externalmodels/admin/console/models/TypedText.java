package org.externalmodels.admin.console.models;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParsingException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.externalmodels.registry.definition.VariableType;
import org.externalmodels.registry.json.Json;

/** Values of variables, typed as text: a string as it stands, everything else as JSON. */
final class TypedText {

    private TypedText() {}

    /** The value that a test call gets. */
    static Object value(VariableType type, String text) {
        return type == VariableType.STRING ? text : plain(json(text));
    }

    /** @throws JsonParsingException if the text is not exactly one JSON value */
    static JsonValue json(String text) {
        // JSON-P readers leave alone what follows the first value; inside brackets nothing can.
        try (JsonReader reader = Json.createReader(new StringReader("[" + text + "\n]"))) {
            JsonArray values = reader.readArray();
            if (values.size() != 1) {
                throw new JsonParsingException("One JSON value is expected", null);
            }
            return values.get(0);
        }
    }

    private static Object plain(JsonValue value) {
        return switch (value.getValueType()) {
            case STRING -> ((JsonString) value).getString();
            case NUMBER -> number((JsonNumber) value);
            case TRUE -> true;
            case FALSE -> false;
            case NULL -> null;
            case ARRAY -> list((JsonArray) value);
            case OBJECT -> map((JsonObject) value);
        };
    }

    private static Number number(JsonNumber number) {
        return number.isIntegral() ? number.bigIntegerValue() : number.bigDecimalValue();
    }

    private static List<Object> list(JsonArray array) {
        List<Object> values = new ArrayList<>();
        array.forEach(value -> values.add(plain(value)));
        return values;
    }

    private static Map<String, Object> map(JsonObject object) {
        Map<String, Object> values = new LinkedHashMap<>();
        object.forEach((name, value) -> values.put(name, plain(value)));
        return values;
    }
}
