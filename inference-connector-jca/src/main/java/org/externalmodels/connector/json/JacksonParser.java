package org.externalmodels.connector.json;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonLocation;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParsingException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.NoSuchElementException;

/** A parser of the specification's over one of Jackson's. Used by one thread at a time. */
final class JacksonParser implements JsonParser {

    private static final JsonProvider TREES = JsonProvider.provider();

    private static final Base64Variant BASE64 =
            Base64Variants.MIME_NO_LINEFEEDS.withReadPadding(Base64Variant.PaddingReadBehaviour.PADDING_ALLOWED);

    /** So many values are read without a word to anybody; a power of 2. */
    private static final int STEP = 1_024;

    private final com.fasterxml.jackson.core.JsonParser in;
    private final int mostValues;
    private final TreeGrowth growth;
    private int values;
    private JsonToken ahead;
    private boolean peeked;

    /**
     * Begins to read.
     *
     * @param mostValues in trees; give or take a thousand
     * @param growth hears of trees
     */
    JacksonParser(com.fasterxml.jackson.core.JsonParser in, int mostValues, TreeGrowth growth) {
        this.in = in;
        this.mostValues = mostValues;
        this.growth = growth;
    }

    @Override
    public boolean hasNext() {
        if (!peeked) {
            ahead = advance();
            peeked = true;
        }
        return ahead != null;
    }

    @Override
    public Event next() {
        JsonToken token;
        if (peeked) {
            peeked = false;
            token = ahead;
        } else {
            token = advance();
        }
        if (token == null) {
            throw new NoSuchElementException("The document is over");
        }
        return event(token);
    }

    @Override
    public Event currentEvent() {
        JsonToken token = in.currentToken();
        return token == null ? null : event(token);
    }

    private JsonToken advance() {
        try {
            return in.nextToken();
        } catch (JsonProcessingException e) {
            throw new JsonParsingException(e.getOriginalMessage(), e, location(e.getLocation()));
        } catch (IOException e) {
            throw new JsonException(e.getMessage(), e);
        }
    }

    private static Event event(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> Event.START_OBJECT;
            case END_OBJECT -> Event.END_OBJECT;
            case START_ARRAY -> Event.START_ARRAY;
            case END_ARRAY -> Event.END_ARRAY;
            case FIELD_NAME -> Event.KEY_NAME;
            case VALUE_STRING -> Event.VALUE_STRING;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Event.VALUE_NUMBER;
            case VALUE_TRUE -> Event.VALUE_TRUE;
            case VALUE_FALSE -> Event.VALUE_FALSE;
            case VALUE_NULL -> Event.VALUE_NULL;
            case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> throw new IllegalStateException(token + " comes of no text");
        };
    }

    @Override
    public String getString() {
        return value(in::getText);
    }

    /** Without the text in between, if the parser is of bytes. */
    byte[] base64() {
        return value(() -> in.getBinaryValue(BASE64));
    }

    @Override
    public boolean isIntegralNumber() {
        return in.currentToken() == JsonToken.VALUE_NUMBER_INT;
    }

    @Override
    public int getInt() {
        return getBigDecimal().intValue();
    }

    @Override
    public long getLong() {
        return getBigDecimal().longValue();
    }

    @Override
    public BigDecimal getBigDecimal() {
        return value(in::getDecimalValue);
    }

    @Override
    public JsonLocation getLocation() {
        return location(in.currentTokenLocation());
    }

    @Override
    public JsonObject getObject() {
        JsonObjectBuilder object = TREES.createObjectBuilder();
        while (next() == Event.KEY_NAME) {
            String name = getString();
            next();
            object.add(name, getValue());
        }
        return object.build();
    }

    @Override
    public JsonArray getArray() {
        JsonArrayBuilder array = TREES.createArrayBuilder();
        while (next() != Event.END_ARRAY) {
            array.add(getValue());
        }
        return array.build();
    }

    /** An empty text takes 3 bytes in a document and 70 in a tree. */
    private void grown() {
        if ((++values & (STEP - 1)) == 0) {
            if (values > mostValues) {
                throw new JsonException("The document has more than " + mostValues + " values");
            }
            growth.to(values);
        }
    }

    @Override
    public JsonValue getValue() {
        grown();
        return switch (currentEvent()) {
            case START_OBJECT -> getObject();
            case START_ARRAY -> getArray();
            case KEY_NAME, VALUE_STRING -> TREES.createValue(getString());
            case VALUE_NUMBER -> number();
            case VALUE_TRUE -> JsonValue.TRUE;
            case VALUE_FALSE -> JsonValue.FALSE;
            case VALUE_NULL -> JsonValue.NULL;
            case END_OBJECT, END_ARRAY -> throw new IllegalStateException("An end is no value");
        };
    }

    private JsonValue number() {
        return isIntegralNumber()
                        && value(in::getNumberType) != com.fasterxml.jackson.core.JsonParser.NumberType.BIG_INTEGER
                ? TREES.createValue(value(in::getLongValue))
                : TREES.createValue(getBigDecimal());
    }

    @Override
    public void skipObject() {
        skip(in.getParsingContext().inObject(), JsonToken.START_OBJECT, JsonToken.END_OBJECT);
    }

    @Override
    public void skipArray() {
        skip(in.getParsingContext().inArray(), JsonToken.START_ARRAY, JsonToken.END_ARRAY);
    }

    /** To the end of what the parser is inside of, as the specification says; nothing if it is in none. */
    private void skip(boolean inside, JsonToken start, JsonToken end) {
        if (!inside) {
            return;
        }
        int depth = 1;
        while (depth > 0) {
            JsonToken token = advance();
            if (token == null) {
                return;
            }
            depth += token == start ? 1 : token == end ? -1 : 0;
        }
    }

    @Override
    public void close() {
        value(() -> {
            in.close();
            return null;
        });
    }

    private static <T> T value(Step<T> step) {
        try {
            return step.read();
        } catch (IOException e) {
            throw new JsonException(e.getMessage(), e);
        }
    }

    private static JsonLocation location(com.fasterxml.jackson.core.JsonLocation place) {
        long line = place == null ? -1 : place.getLineNr();
        long column = place == null ? -1 : place.getColumnNr();
        long offset = place == null ? -1 : place.getCharOffset();
        return new JsonLocation() {
            @Override
            public long getLineNumber() {
                return line;
            }

            @Override
            public long getColumnNumber() {
                return column;
            }

            @Override
            public long getStreamOffset() {
                return offset;
            }
        };
    }

    /** One thing to read. */
    private interface Step<T> {
        T read() throws IOException;
    }
}
