package org.externalmodels.sandbox.wire;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonPointer;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** JSON-P with its provider looked up once: the static methods of {@code jakarta.json.Json} look it up at each call. */
public final class Json {
    private static final JsonProvider PROVIDER = JsonProvider.provider();

    private Json() {}

    /** The one JSON value that the text is, or a {@link JsonException}. */
    public static JsonValue parse(byte[] text) {
        try (JsonParser parser = PROVIDER.createParser(new ByteArrayInputStream(text))) {
            if (!parser.hasNext()) {
                throw new JsonException("no value");
            }
            parser.next();
            JsonValue value = parser.getValue();
            if (parser.hasNext()) {
                throw new JsonException("more than one value");
            }
            return value;
        }
    }

    public static JsonValue parse(String text) {
        return parse(text.getBytes(StandardCharsets.UTF_8));
    }

    public static JsonObjectBuilder object() {
        return PROVIDER.createObjectBuilder();
    }

    public static JsonArrayBuilder array() {
        return PROVIDER.createArrayBuilder();
    }

    public static JsonValue string(String text) {
        return PROVIDER.createValue(text);
    }

    public static JsonValue number(long value) {
        return PROVIDER.createValue(value);
    }

    public static JsonValue number(BigDecimal value) {
        return PROVIDER.createValue(value);
    }

    public static JsonPointer pointer(String pointer) {
        return PROVIDER.createPointer(pointer);
    }
}
