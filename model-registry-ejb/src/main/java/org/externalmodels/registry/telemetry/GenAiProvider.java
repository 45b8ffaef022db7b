package org.externalmodels.registry.telemetry;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.externalmodels.inference.spi.ProviderStructure;

/**
 * What {@code gen_ai.provider.name} a call is under: that of the host if it is a known one, because many providers speak the
 * wire format of another, and else that of the wire format.
 */
final class GenAiProvider {

    private static final Map<String, String> BY_HOST = Map.ofEntries(
            Map.entry("openai.azure.com", "azure.ai.openai"),
            Map.entry("services.ai.azure.com", "azure.ai.inference"),
            Map.entry("models.ai.azure.com", "azure.ai.inference"),
            Map.entry("openai.com", "openai"),
            Map.entry("anthropic.com", "anthropic"),
            Map.entry("generativelanguage.googleapis.com", "gcp.gemini"),
            Map.entry("aiplatform.googleapis.com", "gcp.vertex_ai"),
            Map.entry("cohere.com", "cohere"),
            Map.entry("cohere.ai", "cohere"),
            Map.entry("deepseek.com", "deepseek"),
            Map.entry("groq.com", "groq"),
            Map.entry("mistral.ai", "mistral_ai"),
            Map.entry("perplexity.ai", "perplexity"),
            Map.entry("x.ai", "x_ai"),
            Map.entry("ml.cloud.ibm.com", "ibm.watsonx.ai"));

    private GenAiProvider() {}

    static String name(ProviderStructure structure, URI endpoint) {
        String host = endpoint == null || endpoint.getHost() == null
                ? ""
                : endpoint.getHost().toLowerCase(Locale.ROOT);
        if (host.startsWith("bedrock") && (host.endsWith(".amazonaws.com") || host.endsWith(".amazonaws.com.cn"))) {
            return "aws.bedrock";
        }
        return BY_HOST.entrySet().stream()
                .filter(known -> host.equals(known.getKey())
                        || host.endsWith("." + known.getKey())
                        // Google's regional hosts: europe-west1-aiplatform.googleapis.com
                        || host.endsWith("-" + known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> ofFormat(structure));
    }

    private static String ofFormat(ProviderStructure structure) {
        return switch (structure) {
            case OPENAI_CHAT, OPENAI_RESPONSES -> "openai";
            case AZURE_OPENAI -> "azure.ai.openai";
            case ANTHROPIC_MESSAGES -> "anthropic";
            case GOOGLE_GENERATE_CONTENT -> "gcp.gemini";
            case COHERE_CHAT -> "cohere";
            case BEDROCK_INVOKE, BEDROCK_CONVERSE -> "aws.bedrock";
            case TEMPLATE -> "custom";
        };
    }
}
