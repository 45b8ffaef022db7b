package org.externalmodels.sandbox.openai;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.externalmodels.sandbox.model.WordVector;
import org.externalmodels.sandbox.model.Words;
import org.externalmodels.sandbox.wire.Answer;
import org.externalmodels.sandbox.wire.Json;
import org.externalmodels.sandbox.wire.TokenCount;

/** {@code POST /v1/embeddings}. An input that is token numbers already is taken as so many words. */
final class Embeddings {
    private static final Set<String> KNOWN = Set.of("input", "model", "dimensions", "encoding_format", "user");
    private static final int DIMENSIONS = 256;
    private static final int MOST_DIMENSIONS = 3_072;
    private static final int MOST_INPUTS = 2_048;

    private Embeddings() {}

    static Answer answer(JsonObject body) {
        Fields request = Fields.of("", body).onlyKnown(KNOWN);
        String model = ModelName.read(request);
        List<String> inputs = inputs(request.required("input"));
        int dimensions = request.integer("dimensions", 1).orElse(DIMENSIONS);
        if (dimensions > MOST_DIMENSIONS) {
            throw OpenAiError.badRequest(
                    "dimensions",
                    null,
                    "Invalid value for 'dimensions' = " + dimensions + ". Must be less than or equal to "
                            + MOST_DIMENSIONS + ".");
        }
        request.text("user");
        boolean packed = request.oneOf("encoding_format", List.of("float", "base64"))
                .filter("base64"::equals)
                .isPresent();

        var data = Json.array();
        for (int at = 0; at < inputs.size(); at++) {
            float[] vector = WordVector.of(inputs.get(at), dimensions);
            data.add(Json.object()
                    .add("object", "embedding")
                    .add("index", at)
                    .add("embedding", packed ? base64(vector) : numbers(vector)));
        }
        int words = inputs.stream().mapToInt(Words::count).sum();
        return Answer.json(
                        200,
                        Json.object()
                                .add("object", "list")
                                .add("data", data)
                                .add("model", model)
                                .add(
                                        "usage",
                                        Json.object()
                                                .add("prompt_tokens", words)
                                                .add("total_tokens", words))
                                .build())
                .with(new TokenCount(words, 0));
    }

    private static List<String> inputs(JsonValue input) {
        if (input instanceof JsonString text) {
            return List.of(filled(text));
        }
        if (!(input instanceof JsonArray several) || several.isEmpty() || several.size() > MOST_INPUTS) {
            throw invalid();
        }
        return several.stream().allMatch(JsonNumber.class::isInstance)
                ? List.of(tokens(several))
                : several.stream().map(Embeddings::input).toList();
    }

    private static String input(JsonValue input) {
        if (input instanceof JsonArray numbers && !numbers.isEmpty()) {
            return tokens(numbers);
        }
        if (input instanceof JsonString text) {
            return filled(text);
        }
        throw invalid();
    }

    private static String filled(JsonString text) {
        if (text.getString().isEmpty()) {
            throw invalid();
        }
        return text.getString();
    }

    private static String tokens(JsonArray numbers) {
        if (!numbers.stream().allMatch(each -> each instanceof JsonNumber number && number.isIntegral())) {
            throw invalid();
        }
        return numbers.stream().map(JsonValue::toString).collect(Collectors.joining(" "));
    }

    private static OpenAiError invalid() {
        return OpenAiError.badRequest(
                null, null, "'$.input' is invalid. Please check the API reference: https://platform.openai.com/docs.");
    }

    private static JsonValue numbers(float[] vector) {
        var numbers = Json.array();
        for (float part : vector) {
            numbers.add(new BigDecimal(Float.toString(part)));
        }
        return numbers.build();
    }

    private static JsonValue base64(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(vector);
        return Json.string(Base64.getEncoder().encodeToString(bytes.array()));
    }
}
