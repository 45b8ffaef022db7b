package org.externalmodels.registry.providers;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.ProviderQuestion;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.inference.spi.Secret;

/** What to ask a provider that costs nothing: which models it has. The same question tells whether a key is good. */
final class ProviderCalls {

    /** As the adapter's, see its AzureOpenAi. */
    private static final String AZURE_VERSION = "2024-10-21";

    private static final Pattern OPENAI_OPERATION =
            Pattern.compile("/(chat/completions|responses|embeddings|images/generations|audio/transcriptions)$");
    private static final Pattern AZURE_OPERATION = Pattern.compile("/openai(/deployments/.*)?$");
    private static final Pattern ANTHROPIC_OPERATION = Pattern.compile("/v1(/messages)?$");
    private static final Pattern GOOGLE_OPERATION = Pattern.compile("/(v1beta|v1alpha|v1)(/.*)?$");
    private static final Pattern COHERE_OPERATION = Pattern.compile("/v[12](/.*)?$");
    private static final Pattern BEDROCK_OPERATION = Pattern.compile("/model/.*$");
    private static final Pattern BEDROCK_HOST = Pattern.compile("^bedrock-runtime(?=[.-])");

    private ProviderCalls() {}

    /** The list of models; empty for a template, of whose endpoint nothing is known. */
    static Optional<ProviderQuestion> models(ProviderStructure structure, URI endpoint, Authentication authentication) {
        return list(structure, endpoint, authentication).map(question -> question.to(structure));
    }

    private static Optional<ProviderQuestion> list(
            ProviderStructure structure, URI endpoint, Authentication authentication) {
        Authentication placed = placed(structure, authentication);
        return switch (structure) {
            case TEMPLATE -> Optional.empty();
            case OPENAI_CHAT, OPENAI_RESPONSES ->
                Optional.of(ProviderQuestion.get(placed, at(endpoint, OPENAI_OPERATION, "/models", null)));
            case AZURE_OPENAI ->
                Optional.of(ProviderQuestion.get(
                        placed, at(endpoint, AZURE_OPERATION, "/openai/models", azureQuery(endpoint.getRawQuery()))));
            case ANTHROPIC_MESSAGES ->
                Optional.of(ProviderQuestion.get(placed, at(endpoint, ANTHROPIC_OPERATION, "/v1/models", "limit=1000"))
                        .with("anthropic-version", "2023-06-01"));
            case GOOGLE_GENERATE_CONTENT ->
                Optional.of(ProviderQuestion.get(
                        placed, at(endpoint, GOOGLE_OPERATION, "/v1beta/models", "pageSize=1000")));
            case COHERE_CHAT ->
                Optional.of(
                        ProviderQuestion.get(placed, at(endpoint, COHERE_OPERATION, "/v1/models", "page_size=1000")));
            case BEDROCK_INVOKE, BEDROCK_CONVERSE ->
                Optional.of(ProviderQuestion.get(
                        placed, at(control(endpoint), BEDROCK_OPERATION, "/foundation-models", null)));
        };
    }

    /** A call of a Bedrock model with an empty body, which whoever may call it is told is no valid one, free of charge. */
    static ProviderQuestion emptyCall(URI endpoint, String model, Authentication authentication) {
        String segment = URLEncoder.encode(model, StandardCharsets.UTF_8).replace("+", "%20");
        URI address = at(endpoint, BEDROCK_OPERATION, "/model/" + segment + "/invoke", null);
        return new ProviderQuestion(authentication, address, Map.of(), Optional.of("{}"), Optional.empty());
    }

    /** A bare key goes where the wire format wants it. */
    private static Authentication placed(ProviderStructure structure, Authentication authentication) {
        if (!(authentication instanceof Authentication.ProviderKey key)) {
            return authentication;
        }
        Secret secret = key.key();
        return switch (structure) {
            case AZURE_OPENAI -> new Authentication.HeaderKey("api-key", secret);
            case ANTHROPIC_MESSAGES -> new Authentication.HeaderKey("x-api-key", secret);
            case GOOGLE_GENERATE_CONTENT -> new Authentication.HeaderKey("x-goog-api-key", secret);
            default -> new Authentication.Bearer(secret);
        };
    }

    private static String azureQuery(String given) {
        return given != null && ("&" + given).contains("&api-version=") ? given : "api-version=" + AZURE_VERSION;
    }

    /** Models are listed by the region's control plane, on a host beside the one that serves calls. */
    private static URI control(URI endpoint) {
        String authority = BEDROCK_HOST.matcher(endpoint.getRawAuthority()).replaceFirst("bedrock");
        return URI.create(endpoint.getScheme() + "://" + authority
                + (endpoint.getRawPath() == null ? "" : endpoint.getRawPath()));
    }

    /** An endpoint may be the API's base or an operation's own address. */
    private static URI at(URI endpoint, Pattern operation, String path, String query) {
        String base = endpoint.getRawPath() == null ? "" : endpoint.getRawPath();
        base = base.replaceAll("/+$", "");
        base = operation.matcher(base).replaceFirst("");
        return URI.create(endpoint.getScheme() + "://" + endpoint.getRawAuthority() + base + path
                + (query == null ? "" : "?" + query));
    }
}
