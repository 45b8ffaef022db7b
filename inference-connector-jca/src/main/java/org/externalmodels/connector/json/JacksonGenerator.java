package org.externalmodels.connector.json;

import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerationException;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;

/** A generator of the specification's over one of Jackson's. Used by one thread at a time. */
final class JacksonGenerator implements JsonGenerator {

    private final com.fasterxml.jackson.core.JsonGenerator out;

    JacksonGenerator(com.fasterxml.jackson.core.JsonGenerator out) {
        this.out = out;
    }

    @Override
    public JsonGenerator writeStartObject() {
        return written(out::writeStartObject);
    }

    @Override
    public JsonGenerator writeStartObject(String name) {
        return writeKey(name).writeStartObject();
    }

    @Override
    public JsonGenerator writeKey(String name) {
        return written(() -> out.writeFieldName(name));
    }

    @Override
    public JsonGenerator writeStartArray() {
        return written(out::writeStartArray);
    }

    @Override
    public JsonGenerator writeStartArray(String name) {
        return writeKey(name).writeStartArray();
    }

    @Override
    public JsonGenerator writeEnd() {
        if (out.getOutputContext().inArray()) {
            return written(out::writeEndArray);
        }
        return written(out::writeEndObject);
    }

    @Override
    public JsonGenerator write(String name, JsonValue value) {
        return writeKey(name).write(value);
    }

    @Override
    public JsonGenerator write(String name, String value) {
        return writeKey(name).write(value);
    }

    @Override
    public JsonGenerator write(String name, BigInteger value) {
        return writeKey(name).write(value);
    }

    @Override
    public JsonGenerator write(String name, BigDecimal value) {
        return writeKey(name).write(value);
    }

    @Override
    public JsonGenerator write(String name, int value) {
        return writeKey(name).write(value);
    }

    @Override
    public JsonGenerator write(String name, long value) {
        return writeKey(name).write(value);
    }

    @Override
    public JsonGenerator write(String name, double value) {
        return writeKey(name).write(value);
    }

    @Override
    public JsonGenerator write(String name, boolean value) {
        return writeKey(name).write(value);
    }

    @Override
    public JsonGenerator writeNull(String name) {
        return writeKey(name).writeNull();
    }

    @Override
    public JsonGenerator write(JsonValue value) {
        switch (value.getValueType()) {
            case OBJECT -> {
                writeStartObject();
                value.asJsonObject().forEach(this::write);
                writeEnd();
            }
            case ARRAY -> {
                writeStartArray();
                value.asJsonArray().forEach(this::write);
                writeEnd();
            }
            case STRING -> write(((JsonString) value).getString());
            case NUMBER -> {
                JsonNumber number = (JsonNumber) value;
                // Its own text: 1.0 stays 1.0, and what no type holds stays exact.
                written(() -> out.writeNumber(number.toString()));
            }
            case TRUE -> write(true);
            case FALSE -> write(false);
            case NULL -> writeNull();
        }
        return this;
    }

    @Override
    public JsonGenerator write(String value) {
        return written(() -> out.writeString(value));
    }

    @Override
    public JsonGenerator write(BigDecimal value) {
        return written(() -> out.writeNumber(value));
    }

    @Override
    public JsonGenerator write(BigInteger value) {
        return written(() -> out.writeNumber(value));
    }

    @Override
    public JsonGenerator write(int value) {
        return written(() -> out.writeNumber(value));
    }

    @Override
    public JsonGenerator write(long value) {
        return written(() -> out.writeNumber(value));
    }

    @Override
    public JsonGenerator write(double value) {
        if (!Double.isFinite(value)) {
            throw new NumberFormatException(value + " has no form in JSON");
        }
        return written(() -> out.writeNumber(value));
    }

    @Override
    public JsonGenerator write(boolean value) {
        return written(() -> out.writeBoolean(value));
    }

    @Override
    public JsonGenerator writeNull() {
        return written(out::writeNull);
    }

    @Override
    public void flush() {
        written(out::flush);
    }

    @Override
    public void close() {
        if (!out.isClosed() && !out.getOutputContext().inRoot()) {
            throw new JsonGenerationException("The document is not whole");
        }
        written(out::close);
    }

    private JsonGenerator written(Step step) {
        try {
            step.write();
        } catch (com.fasterxml.jackson.core.JsonGenerationException e) {
            throw new JsonGenerationException(e.getMessage(), e);
        } catch (IOException e) {
            throw new JsonException(e.getMessage(), e);
        }
        return this;
    }

    /** One thing to write. */
    private interface Step {
        void write() throws IOException;
    }
}
