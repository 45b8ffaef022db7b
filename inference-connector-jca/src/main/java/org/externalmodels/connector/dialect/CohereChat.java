package org.externalmodels.connector.dialect;

import java.net.URI;
import java.util.EnumSet;
import java.util.Set;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse.Structure;
import org.externalmodels.inference.ResponseFormat;
import org.externalmodels.inference.TokenUsage;

/** Cohere's Chat, version 2, and its Embed. */
final class CohereChat implements ProviderDialect {

    private final String providerModel;
    private final CohereRequest encoder;

    CohereChat(String providerModel) {
        this.providerModel = providerModel;
        encoder = new CohereRequest(providerModel);
    }

    @Override
    public Set<Operation> operations() {
        return EnumSet.of(Operation.CHAT, Operation.CHAT_STREAM, Operation.EMBEDDINGS);
    }

    /** An endpoint may be the server, the API's base, or either operation's address; all lead to the operation that is meant. */
    @Override
    public URI address(URI endpoint, Operation operation) {
        String path = (endpoint.getRawPath() == null ? "" : endpoint.getRawPath()).replaceAll("/+$", "");
        String base = path.replaceAll("/(?:chat|embed)$", "");
        String version = base.length() < path.length() || base.endsWith("/v2") ? "" : "/v2";
        String query = endpoint.getRawQuery() == null ? "" : "?" + endpoint.getRawQuery();
        String name = operation == Operation.EMBEDDINGS ? "/embed" : "/chat";
        return URI.create(endpoint.getScheme() + "://" + endpoint.getRawAuthority() + base + version + name + query);
    }

    @Override
    public Payload encode(InferenceRequest request, Operation operation) {
        return Payload.json(encoder.encode(request, operation == Operation.CHAT_STREAM));
    }

    @Override
    public Answer decode(AnswerBody body, InferenceRequest request, Operation operation) {
        return CohereAnswer.read(body, structure(request), request.parameters().stop());
    }

    @Override
    public TokenUsage usage(AnswerBody body, Operation operation) {
        return operation == Operation.EMBEDDINGS
                ? CohereEmbeddings.usage(ProviderJson.members(body))
                : CohereUsage.in(ProviderJson.members(body));
    }

    @Override
    public StreamDecoder streamDecoder(InferenceRequest request) {
        return new CohereStream(structure(request), request.parameters().stop());
    }

    @Override
    public Payload encode(EmbeddingRequest request) {
        return Payload.json(CohereEmbeddings.encode(providerModel, request));
    }

    @Override
    public Vectors decode(AnswerBody body, EmbeddingRequest request) {
        return CohereEmbeddings.decode(body, request);
    }

    private static Structure structure(InferenceRequest request) {
        return request.responseFormat().kind() == ResponseFormat.Kind.TEXT ? Structure.NONE : Structure.NATIVE;
    }
}
