package org.externalmodels.connector.dialect;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.OptionalLong;
import org.externalmodels.connector.json.JsonStreams;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.TokenUsage;

/**
 * OpenAI's embeddings. Asked for as base64, which is a third of the bytes and has no numbers to parse; servers that know
 * only lists of numbers answer those, and both are read. One instance reads one answer.
 */
final class OpenAiEmbeddings {

    /** The provider's limit (API reference, "Create embeddings"). */
    private static final int MAX_INPUTS = 2_048;

    private final JsonParser parser;
    private final float[][] vectors;
    private int next;
    private TokenUsage usage = TokenUsage.UNKNOWN;

    private OpenAiEmbeddings(JsonParser parser, int inputs) {
        this.parser = parser;
        this.vectors = new float[inputs][];
    }

    static Payload request(String model, EmbeddingRequest request) {
        if (request.inputs().size() > MAX_INPUTS) {
            throw new InferenceException(
                    FailureCode.INVALID_REQUEST,
                    "inputs has " + request.inputs().size() + " texts, and the provider takes " + MAX_INPUTS
                            + " at once");
        }
        Vectors.refusePurpose(request);
        return Payload.json(ProviderJson.write(json -> {
            json.writeStartObject().write("model", model).writeStartArray("input");
            request.inputs().forEach(json::write);
            json.writeEnd();
            if (request.dimensions() != null) {
                json.write("dimensions", request.dimensions());
            }
            json.write("encoding_format", "base64").writeEnd();
        }));
    }

    static Vectors read(AnswerBody body, EmbeddingRequest request) {
        return ProviderJson.parse(
                body, parser -> new OpenAiEmbeddings(parser, request.inputs().size()).answer());
    }

    private Vectors answer() {
        if (parser.next() == Event.START_OBJECT) {
            while (parser.next() == Event.KEY_NAME) {
                switch (parser.getString()) {
                    case "data" -> data();
                    case "usage" -> {
                        JsonObject counts = ProviderJson.object(parser);
                        usage = counts == null ? TokenUsage.UNKNOWN : usage(counts);
                    }
                    default -> ProviderJson.skipNext(parser);
                }
            }
            if (parser.hasNext()) {
                throw new JsonException("something follows the document");
            }
        }
        if (next != vectors.length || Arrays.asList(vectors).contains(null)) {
            throw invalid("the answer has " + next + " vectors for " + vectors.length + " texts");
        }
        return new Vectors(Arrays.asList(vectors), usage);
    }

    static TokenUsage usage(JsonObject counts) {
        return TokenCounts.of(ProviderJson.count(counts, "prompt_tokens"), OptionalLong.empty());
    }

    private void data() {
        if (parser.next() != Event.START_ARRAY) {
            ProviderJson.skip(parser);
            return;
        }
        while (parser.next() == Event.START_OBJECT) {
            item();
        }
        if (parser.currentEvent() != Event.END_ARRAY) {
            throw invalid("an item of the answer's data is not an object");
        }
    }

    private void item() {
        float[] vector = null;
        int index = next;
        while (parser.next() == Event.KEY_NAME) {
            switch (parser.getString()) {
                case "embedding" -> vector = vector();
                case "index" -> {
                    if (parser.next() == Event.VALUE_NUMBER) {
                        index = parser.getInt();
                    } else {
                        ProviderJson.skip(parser);
                    }
                }
                default -> ProviderJson.skipNext(parser);
            }
        }
        if (vector == null) {
            throw invalid("an item of the answer's data has no vector");
        }
        if (index < 0 || index >= vectors.length || vectors[index] != null) {
            throw invalid("the answer has a vector of index " + index + " for " + vectors.length + " texts");
        }
        vectors[index] = vector;
        next++;
    }

    private float[] vector() {
        return switch (parser.next()) {
            case VALUE_STRING -> fromBase64();
            case START_ARRAY -> numbers();
            default -> {
                ProviderJson.skip(parser);
                yield null;
            }
        };
    }

    private float[] fromBase64() {
        byte[] bytes;
        try {
            bytes = JsonStreams.base64(parser);
        } catch (JsonException e) {
            throw invalid("a vector of the answer is not base64");
        }
        if (bytes.length % Float.BYTES != 0) {
            throw invalid("a vector of the answer has half a number");
        }
        float[] vector = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
        return vector;
    }

    private float[] numbers() {
        float[] vector = new float[1_536];
        int length = 0;
        while (parser.next() == Event.VALUE_NUMBER) {
            if (length == vector.length) {
                vector = Arrays.copyOf(vector, length * 2);
            }
            vector[length++] = Float.parseFloat(parser.getString());
        }
        if (parser.currentEvent() != Event.END_ARRAY) {
            throw invalid("a vector of the answer has something that is no number");
        }
        return Arrays.copyOf(vector, length);
    }

    private static InferenceException invalid(String message) {
        return new InferenceException(FailureCode.INVALID_RESPONSE, message);
    }
}
