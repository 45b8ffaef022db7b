package org.externalmodels.connector.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonParser;
import java.io.IOException;
import java.util.function.Consumer;

/** Makes parsers and generators. Shared by threads. */
public final class JsonStreams {

    /** Deeper nesting is refused, long before a reader of trees runs out of stack. */
    private static final int MAX_DEPTH = 500;

    /** The longest text of one value: an image in an answer is one. */
    private static final int MAX_TEXT = 64 << 20;

    /** The largest answer of vectors, 2,048 of 3,072 numbers, has fewer. */
    private static final long MAX_TOKENS = 8_000_000;

    /** A hundred vectors of 3,072 numbers are fewer; they take some 40 MB as a tree. */
    private static final int MAX_VALUES = 500_000;

    /** Events are read by many threads at once, and have some dozens. */
    private static final int MAX_VALUES_OF_EVENT = 50_000;

    /** Bytes of an ordinary request; longer ones take more blocks. */
    private static final int USUAL = 2_048;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .recyclerPool(new SpareBuffers())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_TEXT)
                    .maxTokenCount(MAX_TOKENS)
                    .build())
            .build();

    private JsonStreams() {}

    /** Writes one document as UTF-8. */
    public static byte[] write(Consumer<JsonGenerator> document) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(USUAL)) {
            try (JsonGenerator json = new JacksonGenerator(FACTORY.createGenerator(bytes))) {
                document.accept(json);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new JsonException(e.getMessage(), e);
        }
    }

    /**
     * Begins to read one document of UTF-8.
     *
     * @param growth hears how large the trees become
     */
    public static JsonParser parser(byte[] document, int length, TreeGrowth growth) {
        try {
            return new JacksonParser(FACTORY.createParser(document, 0, length), MAX_VALUES, growth);
        } catch (IOException e) {
            throw new JsonException(e.getMessage(), e);
        }
    }

    /**
     * The bytes that the text at a parser of this class stands for in Base64, with or without padding.
     *
     * @throws JsonException if it is no Base64
     */
    public static byte[] base64(JsonParser parser) {
        return ((JacksonParser) parser).base64();
    }

    /** Begins to read one document. Everything that is not JSON is a {@link JsonException}. */
    public static JsonParser parser(String document) {
        return parser(document, TreeGrowth.UNHEARD);
    }

    /** As {@link #parser(byte[], int, TreeGrowth)}, of a text. */
    public static JsonParser parser(String document, TreeGrowth growth) {
        return parser(document, MAX_VALUES, growth);
    }

    /** Begins to read one event of a stream, which is a small document. */
    public static JsonParser event(String document) {
        return parser(document, MAX_VALUES_OF_EVENT, TreeGrowth.UNHEARD);
    }

    private static JsonParser parser(String document, int mostValues, TreeGrowth growth) {
        try {
            return new JacksonParser(FACTORY.createParser(document), mostValues, growth);
        } catch (IOException e) {
            throw new JsonException(e.getMessage(), e);
        }
    }
}
