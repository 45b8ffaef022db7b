package org.externalmodels.sandbox.openai;

import jakarta.json.JsonNumber;
import jakarta.json.JsonValue;

/** A JSON value's type as OpenAI's messages name it. */
final class JsonType {
    private JsonType() {}

    static String of(JsonValue value) {
        return switch (value.getValueType()) {
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            case STRING -> "a string";
            case NUMBER -> ((JsonNumber) value).isIntegral() ? "an integer" : "a decimal";
            case TRUE, FALSE -> "a boolean";
            case NULL -> "null";
        };
    }
}
