package org.externalmodels.connector.dialect;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.TokenUsage;

/** Amazon's Titan models that turn a text into a vector, by InvokeModel. They take one text at a time. */
final class TitanEmbeddings implements ProviderDialect {

    private final BedrockModel model;

    TitanEmbeddings(BedrockModel model) {
        this.model = model;
    }

    @Override
    public Set<Operation> operations() {
        return EnumSet.of(Operation.EMBEDDINGS);
    }

    @Override
    public URI address(URI endpoint, Operation operation) {
        return model.address(endpoint, "invoke");
    }

    @Override
    public Payload encode(EmbeddingRequest request) {
        if (request.inputs().size() > 1) {
            throw new InferenceException(
                    FailureCode.INVALID_REQUEST,
                    "Titan takes one text at a time, but the request has "
                            + request.inputs().size());
        }
        Vectors.refusePurpose(request);
        return Payload.json(ProviderJson.write(json -> {
            json.writeStartObject().write("inputText", request.inputs().get(0));
            if (request.dimensions() != null) {
                json.write("dimensions", request.dimensions());
            }
            json.writeEnd();
        }));
    }

    @Override
    public Vectors decode(AnswerBody body, EmbeddingRequest request) {
        if (ProviderJson.read(body) instanceof JsonObject answer
                && answer.get("embedding") instanceof JsonArray numbers
                && numbers.stream().allMatch(JsonNumber.class::isInstance)) {
            float[] vector = new float[numbers.size()];
            for (int at = 0; at < vector.length; at++) {
                vector[at] = (float) numbers.getJsonNumber(at).doubleValue();
            }
            return new Vectors(List.of(vector), usage(answer));
        }
        throw new InferenceException(FailureCode.INVALID_RESPONSE, "the answer has no embedding of numbers");
    }

    private static TokenUsage usage(JsonObject answer) {
        return TokenCounts.of(ProviderJson.count(answer, "inputTextTokenCount"), OptionalLong.empty());
    }

    @Override
    public Payload encode(InferenceRequest request, Operation operation) {
        throw vectorsOnly();
    }

    @Override
    public Answer decode(AnswerBody body, InferenceRequest request, Operation operation) {
        throw vectorsOnly();
    }

    @Override
    public TokenUsage usage(AnswerBody body, Operation operation) {
        return usage(ProviderJson.members(body));
    }

    @Override
    public StreamDecoder streamDecoder(InferenceRequest request) {
        throw vectorsOnly();
    }

    private static InferenceException vectorsOnly() {
        return new InferenceException(FailureCode.FEATURE_NOT_ENABLED, "the model turns texts into vectors only");
    }
}
