package org.externalmodels.connector.dialect;

import java.net.URI;
import java.util.Set;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.Secret;

/**
 * OpenAI's wire format as Azure serves it: the deployment is part of the address and the API's version of the query. The
 * endpoint is the resource's ({@code https://name.openai.azure.com}), or the address of an operation with its deployment.
 */
final class AzureOpenAi implements ProviderDialect {

    /** The latest general availability of the data plane that all regions have; another is written into the endpoint. */
    static final String API_VERSION = "2024-10-21";

    private static final String DEPLOYMENTS = "/openai/deployments/";

    private final String deployment;
    private final OpenAiChat openAi;

    AzureOpenAi(String deployment, Set<Modality> modalities) {
        this.deployment = deployment;
        this.openAi = new OpenAiChat(deployment, modalities);
    }

    @Override
    public Set<Operation> operations() {
        return openAi.operations();
    }

    @Override
    public Operation operation(InferenceRequest request, boolean streaming) {
        return openAi.operation(request, streaming);
    }

    @Override
    public URI address(URI endpoint, Operation operation) {
        URI base = OpenAiAddresses.base(endpoint);
        String path = base.getRawPath();
        String query = base.getRawQuery();
        StringBuilder address = new StringBuilder(base.getScheme())
                .append("://")
                .append(base.getRawAuthority())
                .append(path);
        if (!path.contains(DEPLOYMENTS)) {
            address.append(path.endsWith("/openai") ? DEPLOYMENTS.substring("/openai".length()) : DEPLOYMENTS)
                    .append(Addresses.segment(deployment));
        }
        address.append(OpenAiAddresses.path(operation)).append('?');
        if (query != null) {
            address.append(query).append('&');
        }
        if (query == null || !("&" + query).contains("&api-version=")) {
            address.append("api-version=").append(API_VERSION);
        } else {
            address.setLength(address.length() - 1);
        }
        return URI.create(address.toString());
    }

    @Override
    public Authentication placed(Secret key) {
        return new Authentication.HeaderKey("api-key", key);
    }

    @Override
    public boolean limitsToolsToOne() {
        return openAi.limitsToolsToOne();
    }

    @Override
    public Payload encode(InferenceRequest request, Operation operation) {
        return openAi.encode(request, operation);
    }

    @Override
    public Answer decode(AnswerBody body, InferenceRequest request, Operation operation) {
        return openAi.decode(body, request, operation);
    }

    @Override
    public TokenUsage usage(AnswerBody body, Operation operation) {
        return openAi.usage(body, operation);
    }

    @Override
    public StreamDecoder streamDecoder(InferenceRequest request) {
        return openAi.streamDecoder(request);
    }

    @Override
    public Payload encode(EmbeddingRequest request) {
        return openAi.encode(request);
    }

    @Override
    public Vectors decode(AnswerBody body, EmbeddingRequest request) {
        return openAi.decode(body, request);
    }
}
