package org.externalmodels.connector.dialect;

import java.net.URI;
import java.util.EnumSet;
import java.util.Set;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceRequest;

/** OpenAI Chat Completions, and the many servers that speak it. */
final class OpenAiChat implements ProviderDialect {

    private final String providerModel;
    private final OpenAiChatRequest encoder;

    OpenAiChat(String providerModel) {
        this.providerModel = providerModel;
        this.encoder = new OpenAiChatRequest(providerModel);
    }

    @Override
    public Set<Operation> operations() {
        return EnumSet.of(Operation.CHAT, Operation.CHAT_STREAM, Operation.EMBEDDINGS);
    }

    @Override
    public URI address(URI endpoint, Operation operation) {
        return OpenAiAddresses.of(endpoint, operation);
    }

    @Override
    public Payload encode(InferenceRequest request, Operation operation) {
        return Payload.json(encoder.encode(request, operation == Operation.CHAT_STREAM));
    }

    @Override
    public Answer decode(String body, InferenceRequest request, Operation operation) {
        return OpenAiCompletion.read(body, OpenAiSchemas.structure(request.responseFormat()));
    }

    @Override
    public StreamDecoder streamDecoder(InferenceRequest request) {
        return new OpenAiChatStream(OpenAiSchemas.structure(request.responseFormat()));
    }

    @Override
    public Payload encode(EmbeddingRequest request) {
        return OpenAiEmbeddings.request(providerModel, request);
    }

    @Override
    public Vectors decode(String body, EmbeddingRequest request) {
        return OpenAiEmbeddings.read(body, request);
    }

    static FinishReason finishReason(String reason) {
        if (reason == null) {
            return FinishReason.UNKNOWN;
        }
        return switch (reason) {
            case "stop" -> FinishReason.STOP;
            case "length" -> FinishReason.LENGTH;
            case "tool_calls", "function_call" -> FinishReason.TOOL_CALLS;
            case "content_filter" -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.OTHER;
        };
    }
}
