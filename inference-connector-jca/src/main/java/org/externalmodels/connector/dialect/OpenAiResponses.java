package org.externalmodels.connector.dialect;

import java.net.URI;
import java.util.Set;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.TokenUsage;

/** OpenAI Responses, with the operations beside it that OpenAI has. */
final class OpenAiResponses implements ProviderDialect {

    private final String providerModel;
    private final OpenAiOperations operations;
    private final OpenAiResponsesRequest encoder;

    OpenAiResponses(String providerModel, Set<Modality> modalities) {
        this.providerModel = providerModel;
        operations = new OpenAiOperations(providerModel, modalities);
        encoder = new OpenAiResponsesRequest(providerModel);
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
        return OpenAiOperations.isConversation(operation)
                ? Addresses.operation(OpenAiAddresses.base(endpoint), OpenAiAddresses.RESPONSES)
                : OpenAiAddresses.of(endpoint, operation);
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
                ? OpenAiResponse.read(body, OpenAiSchemas.structure(request.responseFormat()))
                : OpenAiOperations.decode(body, operation);
    }

    @Override
    public TokenUsage usage(AnswerBody body, Operation operation) {
        return OpenAiOperations.isConversation(operation)
                ? OpenAiResponse.usage(ProviderJson.members(body))
                : OpenAiOperations.usage(body, operation);
    }

    @Override
    public StreamDecoder streamDecoder(InferenceRequest request) {
        return new OpenAiResponsesStream(OpenAiSchemas.structure(request.responseFormat()));
    }

    @Override
    public Payload encode(EmbeddingRequest request) {
        return OpenAiEmbeddings.request(providerModel, request);
    }

    @Override
    public Vectors decode(AnswerBody body, EmbeddingRequest request) {
        return OpenAiEmbeddings.read(body, request);
    }
}
