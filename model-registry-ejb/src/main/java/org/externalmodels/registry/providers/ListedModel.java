package org.externalmodels.registry.providers;

import java.util.Optional;
import org.externalmodels.inference.spi.ProviderStructure;

/** By which name a provider's list has a model. */
final class ListedModel {

    private ListedModel() {}

    /**
     * The name to look for.
     *
     * @param model the provider's name of the model, as calls have it; {@code null} for none
     * @return empty for what no list has: deployments at Azure, and at Bedrock all but foundation models
     */
    static Optional<String> of(ProviderStructure structure, String model) {
        return switch (structure) {
            case AZURE_OPENAI, TEMPLATE -> Optional.empty();
            case BEDROCK_INVOKE, BEDROCK_CONVERSE ->
                BedrockModelId.parse(model)
                        .filter(id -> id.kind() == BedrockModelId.Kind.FOUNDATION_MODEL)
                        .map(BedrockModelId::normalised);
            case GOOGLE_GENERATE_CONTENT ->
                Optional.ofNullable(model)
                        .map(name -> name.startsWith("models/") ? name.substring("models/".length()) : name);
            case OPENAI_CHAT, OPENAI_RESPONSES, ANTHROPIC_MESSAGES, COHERE_CHAT -> Optional.ofNullable(model);
        };
    }
}
