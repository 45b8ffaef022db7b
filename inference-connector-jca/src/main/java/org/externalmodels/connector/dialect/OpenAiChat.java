package org.externalmodels.connector.dialect;

import java.net.URI;
import java.util.Set;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.TokenUsage;

/** OpenAI Chat Completions, and the many servers that speak it. */
final class OpenAiChat implements ProviderDialect {

    private final String providerModel;
    private final OpenAiOperations operations;
    private final OpenAiChatRequest encoder;

    OpenAiChat(String providerModel, Set<Modality> modalities) {
        this.providerModel = providerModel;
        this.operations = new OpenAiOperations(providerModel, modalities);
        this.encoder = new OpenAiChatRequest(providerModel);
    }

    @Override
    public Set<Operation> operations() {
        return OpenAiOperations.all();
    }

    @Override
    public Operation operation(InferenceRequest request, boolean streaming) {
        return operations.of(request, streaming);
    }

    @Override
    public URI address(URI endpoint, Operation operation) {
        return OpenAiAddresses.of(endpoint, operation);
    }

    @Override
    public boolean limitsToolsToOne() {
        return operations.limitsToolsToOne();
    }

    @Override
    public Payload encode(InferenceRequest request, Operation operation) {
        return OpenAiOperations.isConversation(operation)
                ? Payload.json(encoder.encode(request, operation == Operation.CHAT_STREAM))
                : operations.encode(request, operation);
    }

    @Override
    public Answer decode(AnswerBody body, InferenceRequest request, Operation operation) {
        return OpenAiOperations.isConversation(operation)
                ? OpenAiCompletion.read(body, OpenAiSchemas.structure(request.responseFormat()))
                : OpenAiOperations.decode(body, operation);
    }

    @Override
    public TokenUsage usage(AnswerBody body, Operation operation) {
        return OpenAiOperations.isConversation(operation)
                ? ProviderJson.readObject(body, OpenAiDocument::read).usage()
                : OpenAiOperations.usage(body, operation);
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
    public Vectors decode(AnswerBody body, EmbeddingRequest request) {
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
