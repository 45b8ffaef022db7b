package org.externalmodels.connector.dialect;

import java.net.URI;
import java.util.EnumSet;
import java.util.Set;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse.Structure;
import org.externalmodels.inference.TokenUsage;

/** Amazon Bedrock's Converse: one format for the models of many makers. */
final class BedrockConverse implements ProviderDialect {

    private final BedrockModel model;
    private final ConverseRequest encoder;

    BedrockConverse(String providerModel) {
        model = new BedrockModel(providerModel);
        encoder = new ConverseRequest(model, this::structure);
    }

    @Override
    public Set<Operation> operations() {
        return EnumSet.of(Operation.CHAT, Operation.CHAT_STREAM);
    }

    @Override
    public URI address(URI endpoint, Operation operation) {
        return model.address(endpoint, operation == Operation.CHAT_STREAM ? "converse-stream" : "converse");
    }

    @Override
    public Payload encode(InferenceRequest request, Operation operation) {
        return Payload.json(encoder.encode(request));
    }

    @Override
    public Answer decode(AnswerBody body, InferenceRequest request, Operation operation) {
        return ConverseAnswer.read(
                body, structure(request), request.parameters().stop());
    }

    @Override
    public TokenUsage usage(AnswerBody body, Operation operation) {
        return ConverseUsage.in(ProviderJson.members(body));
    }

    @Override
    public StreamDecoder streamDecoder(InferenceRequest request) {
        return new ConverseStream(structure(request), request.parameters().stop());
    }

    private Structure structure(InferenceRequest request) {
        return GrammarSchema.structure(request.responseFormat(), model.keepsSchemas());
    }
}
