package org.externalmodels.connector.dialect;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.math.BigDecimal;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.externalmodels.connector.json.JsonStreams;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.TokenUsage;

/**
 * JSON as providers send it, which need not be JSON, nor have the types it promises. A parser refuses what is nested too
 * deep, or a number that is too large, with exceptions of many kinds, so all of them count.
 */
final class ProviderJson {

    private ProviderJson() {}

    /** Writes a request as UTF-8. */
    static byte[] write(Consumer<JsonGenerator> request) {
        return JsonStreams.write(request);
    }

    /** Reads an answer as a tree. */
    static JsonStructure read(AnswerBody body) {
        return parse(body, parser -> {
            parser.next();
            return (JsonStructure) parser.getValue();
        });
    }

    /** Reads an answer as a tree with members; one of another kind has none. */
    static JsonObject members(AnswerBody body) {
        return read(body) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    }

    static JsonStructure read(String body) {
        return read(AnswerBody.of(body));
    }

    /** Reads an answer, an object, with a pull parser that stands inside of it. */
    static <T> T readObject(AnswerBody body, Function<JsonParser, T> reader) {
        return parse(body, inObject(reader));
    }

    /**
     * Reads an answer with a pull parser; what the reader throws on purpose passes through. A reader begins anew with each
     * parser that it is given.
     */
    static <T> T parse(AnswerBody body, Function<JsonParser, T> reader) {
        if (body.isEmpty()) {
            throw new InferenceException(FailureCode.INVALID_RESPONSE, "the answer is empty");
        }
        String otherwise = "the answer is not valid JSON";
        if (body.beginsAsUtf8()) {
            try {
                return whole(otherwise, body.parser(), reader);
            } catch (InferenceException refused) {
                if (body.isUtf8()) {
                    throw refused;
                }
            }
        }
        return whole(otherwise, body.parserOfText(), reader);
    }

    /** Reads an event of a stream, an object, with a pull parser that stands inside of it. */
    static <T> T readEvent(String data, Function<JsonParser, T> reader) {
        return whole("an event of the stream is not a JSON object", JsonStreams.event(data), inObject(reader));
    }

    static JsonObject readObject(String data) {
        return readEvent(data, JsonParser::getObject);
    }

    private static <T> Function<JsonParser, T> inObject(Function<JsonParser, T> reader) {
        return parser -> {
            if (parser.next() != Event.START_OBJECT) {
                throw new JsonException("no object");
            }
            return reader.apply(parser);
        };
    }

    /** Reads one document, after which nothing may follow. */
    private static <T> T whole(String otherwise, JsonParser from, Function<JsonParser, T> reader) {
        try (JsonParser parser = from) {
            T read = reader.apply(parser);
            if (parser.hasNext()) {
                throw new JsonException("something follows the document");
            }
            return read;
        } catch (InferenceException e) {
            throw e;
        } catch (RuntimeException e) {
            throw InferenceException.of(FailureCode.INVALID_RESPONSE, otherwise)
                    .cause(e)
                    .build();
        }
    }

    /** The next value if it is a string; {@code null} for any other, which is passed over. */
    static String string(JsonParser parser) {
        if (parser.next() == Event.VALUE_STRING) {
            return parser.getString();
        }
        skip(parser);
        return null;
    }

    /** The next value if it is an object; {@code null} for any other, which is passed over. */
    static JsonObject object(JsonParser parser) {
        if (parser.next() == Event.START_OBJECT) {
            return parser.getObject();
        }
        skip(parser);
        return null;
    }

    /** The next value if it is an array; {@code null} for any other, which is passed over. */
    static JsonArray array(JsonParser parser) {
        if (parser.next() == Event.START_ARRAY) {
            return parser.getArray();
        }
        skip(parser);
        return null;
    }

    /**
     * Goes through the members of the next value if it is an object, and passes over any other.
     *
     * @param member is told each name and reads the value, which the parser stands before
     */
    static void members(JsonParser parser, Consumer<String> member) {
        if (parser.next() != Event.START_OBJECT) {
            skip(parser);
            return;
        }
        while (parser.next() == Event.KEY_NAME) {
            member.accept(parser.getString());
        }
    }

    /** The next value if it is a count; anything else is unknown. */
    static OptionalLong count(JsonParser parser) {
        if (parser.next() != Event.VALUE_NUMBER) {
            skip(parser);
            return OptionalLong.empty();
        }
        return count(parser.getBigDecimal());
    }

    /** Passes over the next value. */
    static void skipNext(JsonParser parser) {
        parser.next();
        skip(parser);
    }

    /** Passes over the value the parser stands at the begin of. */
    static void skip(JsonParser parser) {
        switch (parser.currentEvent()) {
            case START_OBJECT -> parser.skipObject();
            case START_ARRAY -> parser.skipArray();
            default -> {}
        }
    }

    /** Reads JSON text of the caller's, such as a schema. */
    static JsonObject callersObject(String what, String json) {
        try {
            return whole(what + " is not a JSON object", JsonStreams.parser(json), inObject(JsonParser::getObject));
        } catch (InferenceException e) {
            throw InferenceException.of(FailureCode.INVALID_REQUEST, what + " is not a JSON object")
                    .cause(e)
                    .build();
        }
    }

    static JsonObject object(JsonObject parent, String name) {
        return parent.get(name) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    }

    /** A string, or {@code null} if there is none. */
    static String string(JsonObject parent, String name) {
        return parent.get(name) instanceof JsonString string ? string.getString() : null;
    }

    /** A count; anything else is unknown. */
    static OptionalLong count(JsonObject parent, String name) {
        return parent.get(name) instanceof JsonNumber number ? count(number) : OptionalLong.empty();
    }

    /** A whole number from 0 to {@link TokenUsage#MOST}: beyond that nobody has counted. */
    static OptionalLong count(JsonNumber number) {
        return count(number.bigDecimalValue());
    }

    private static OptionalLong count(BigDecimal number) {
        try {
            long value = number.longValueExact();
            return value < 0 || value > TokenUsage.MOST ? OptionalLong.empty() : OptionalLong.of(value);
        } catch (ArithmeticException e) {
            return OptionalLong.empty();
        }
    }
}
