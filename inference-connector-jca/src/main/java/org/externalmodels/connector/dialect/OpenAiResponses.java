package org.externalmodels.connector.dialect;

import java.net.URI;
import java.util.EnumSet;
import java.util.Set;
import org.externalmodels.inference.InferenceRequest;

/** OpenAI Responses. */
final class OpenAiResponses implements ProviderDialect {

    private final OpenAiResponsesRequest encoder;

    OpenAiResponses(String providerModel) {
        encoder = new OpenAiResponsesRequest(providerModel);
    }

    @Override
    public Set<Operation> operations() {
        return EnumSet.of(Operation.CHAT, Operation.CHAT_STREAM);
    }

    @Override
    public URI address(URI endpoint, Operation operation) {
        return Addresses.operation(OpenAiAddresses.base(endpoint), OpenAiAddresses.RESPONSES);
    }

    @Override
    public Payload encode(InferenceRequest request, Operation operation) {
        return Payload.json(encoder.encode(request, operation == Operation.CHAT_STREAM));
    }

    @Override
    public Answer decode(String body, InferenceRequest request, Operation operation) {
        return OpenAiResponse.read(body, OpenAiSchemas.structure(request.responseFormat()));
    }

    @Override
    public StreamDecoder streamDecoder(InferenceRequest request) {
        return new OpenAiResponsesStream(OpenAiSchemas.structure(request.responseFormat()));
    }
}
