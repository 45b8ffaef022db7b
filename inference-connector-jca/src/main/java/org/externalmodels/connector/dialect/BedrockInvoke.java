package org.externalmodels.connector.dialect;

import java.net.URI;
import java.util.EnumSet;
import java.util.Set;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.TokenUsage;

/** Amazon Bedrock's InvokeModel: the address is Bedrock's, the body is each maker's own, so a template describes it. */
final class BedrockInvoke implements ProviderDialect {

    private final BedrockModel model;
    private final ProviderDialect template;

    BedrockInvoke(BedrockModel model, ProviderDialect template) {
        this.model = model;
        this.template = template;
    }

    @Override
    public Set<Operation> operations() {
        return EnumSet.of(Operation.CHAT, Operation.CHAT_STREAM);
    }

    @Override
    public URI address(URI endpoint, Operation operation) {
        return model.address(endpoint, operation == Operation.CHAT_STREAM ? "invoke-with-response-stream" : "invoke");
    }

    @Override
    public Payload encode(InferenceRequest request, Operation operation) {
        return template.encode(request, operation);
    }

    @Override
    public Answer decode(AnswerBody body, InferenceRequest request, Operation operation) {
        return template.decode(body, request, operation);
    }

    @Override
    public TokenUsage usage(AnswerBody body, Operation operation) {
        return template.usage(body, operation);
    }

    @Override
    public StreamDecoder streamDecoder(InferenceRequest request) {
        return new BedrockInvokeStream(template.streamDecoder(request));
    }
}
