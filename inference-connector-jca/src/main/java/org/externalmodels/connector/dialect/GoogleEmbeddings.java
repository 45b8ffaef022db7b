package org.externalmodels.connector.dialect;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.externalmodels.inference.EmbeddingPurpose;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;

/** Vectors by batchEmbedContents: each text is a request of its own, with the model's name in it. */
final class GoogleEmbeddings {

    /** https://ai.google.dev/gemini-api/docs/embeddings: a batch has at most 100 requests. */
    private static final int MOST = 100;

    private final String resource;

    GoogleEmbeddings(String resource) {
        this.resource = resource;
    }

    byte[] encode(EmbeddingRequest request) {
        if (request.inputs().size() > MOST) {
            throw new InferenceException(
                    FailureCode.INVALID_REQUEST,
                    "the provider takes at most " + MOST + " inputs at once, but there are "
                            + request.inputs().size());
        }
        return ProviderJson.write(json -> {
            json.writeStartObject().writeStartArray("requests");
            for (String input : request.inputs()) {
                json.writeStartObject().write("model", resource).writeStartObject("content");
                json.writeStartArray("parts")
                        .writeStartObject()
                        .write("text", input)
                        .writeEnd()
                        .writeEnd()
                        .writeEnd();
                if (request.purpose() != null) {
                    json.write("taskType", taskType(request.purpose()));
                }
                if (request.dimensions() != null) {
                    json.write("outputDimensionality", request.dimensions());
                }
                json.writeEnd();
            }
            json.writeEnd().writeEnd();
        });
    }

    private static String taskType(EmbeddingPurpose purpose) {
        return switch (purpose) {
            case DOCUMENT -> "RETRIEVAL_DOCUMENT";
            case QUERY -> "RETRIEVAL_QUERY";
            case CLASSIFICATION -> "CLASSIFICATION";
            case CLUSTERING -> "CLUSTERING";
        };
    }

    static Vectors decode(AnswerBody body, EmbeddingRequest request) {
        if (!(ProviderJson.read(body) instanceof JsonObject document)
                || !(document.get("embeddings") instanceof JsonArray embeddings)
                || embeddings.size() != request.inputs().size()) {
            throw new InferenceException(
                    FailureCode.INVALID_RESPONSE,
                    "the answer has not one embedding for each of "
                            + request.inputs().size() + " inputs");
        }
        List<float[]> vectors = new ArrayList<>(embeddings.size());
        embeddings.forEach(embedding -> vectors.add(vector(embedding)));
        return new Vectors(vectors, GoogleUsage.in(document));
    }

    private static float[] vector(JsonValue embedding) {
        if (!(embedding instanceof JsonObject object) || !(object.get("values") instanceof JsonArray values)) {
            throw new InferenceException(FailureCode.INVALID_RESPONSE, "an embedding of the answer has no values");
        }
        float[] vector = new float[values.size()];
        for (int at = 0; at < vector.length; at++) {
            if (!(values.get(at) instanceof JsonNumber number)) {
                throw new InferenceException(
                        FailureCode.INVALID_RESPONSE, "an embedding of the answer has a value that is no number");
            }
            vector[at] = (float) number.doubleValue();
        }
        return vector;
    }
}
