package org.externalmodels.connector.dialect;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.externalmodels.inference.EmbeddingPurpose;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.TokenUsage;

/** Vectors by Cohere's Embed, version 2. */
final class CohereEmbeddings {

    /** API reference, "Embed API (v2)". */
    private static final int MOST = 96;

    /** The provider wants to know what vectors are for; of callers who do not say it, most keep them. */
    private static final EmbeddingPurpose USUAL = EmbeddingPurpose.DOCUMENT;

    private CohereEmbeddings() {}

    static byte[] encode(String model, EmbeddingRequest request) {
        if (request.inputs().size() > MOST) {
            throw new InferenceException(
                    FailureCode.INVALID_REQUEST,
                    "the provider takes at most " + MOST + " inputs at once, but there are "
                            + request.inputs().size());
        }
        EmbeddingPurpose purpose = request.purpose() == null ? USUAL : request.purpose();
        return ProviderJson.write(json -> {
            // The provider's names are ours.
            json.writeStartObject().write("model", model).write("input_type", purpose.wireName());
            json.writeStartArray("embedding_types").write("float").writeEnd();
            if (request.dimensions() != null) {
                json.write("output_dimension", request.dimensions());
            }
            json.writeStartArray("texts");
            request.inputs().forEach(json::write);
            json.writeEnd().writeEnd();
        });
    }

    static Vectors decode(AnswerBody body, EmbeddingRequest request) {
        if (!(ProviderJson.read(body) instanceof JsonObject document)
                || !(ProviderJson.object(document, "embeddings").get("float") instanceof JsonArray embeddings)
                || embeddings.size() != request.inputs().size()) {
            throw new InferenceException(
                    FailureCode.INVALID_RESPONSE,
                    "the answer has not one embedding for each of "
                            + request.inputs().size() + " inputs");
        }
        List<float[]> vectors = new ArrayList<>(embeddings.size());
        embeddings.forEach(embedding -> vectors.add(vector(embedding)));
        return new Vectors(vectors, usage(document));
    }

    static TokenUsage usage(JsonObject answer) {
        JsonObject billed = ProviderJson.object(ProviderJson.object(answer, "meta"), "billed_units");
        return TokenCounts.of(ProviderJson.count(billed, "input_tokens"), OptionalLong.empty());
    }

    private static float[] vector(JsonValue embedding) {
        if (!(embedding instanceof JsonArray values) || !values.stream().allMatch(JsonNumber.class::isInstance)) {
            throw new InferenceException(
                    FailureCode.INVALID_RESPONSE, "an embedding of the answer is no list of numbers");
        }
        float[] vector = new float[values.size()];
        for (int at = 0; at < vector.length; at++) {
            vector[at] = (float) values.getJsonNumber(at).doubleValue();
        }
        return vector;
    }
}
