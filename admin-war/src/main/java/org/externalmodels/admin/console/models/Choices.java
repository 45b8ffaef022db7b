package org.externalmodels.admin.console.models;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.Feature;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.spi.BodyCapture;
import org.externalmodels.inference.spi.ModelRouting.Spread;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.registry.definition.VariableType;
import org.externalmodels.registry.providers.BedrockModelId;
import org.externalmodels.registry.providers.ProviderModel;
import org.externalmodels.registry.providers.Providers;

/** What can be chosen for a model, and how it is called on pages. */
@Named("choices")
@ApplicationScoped
public class Choices {

    private static final int MOST = 500;
    private static final String BEDROCK = "bedrock";

    /** What an endpoint of one's own may speak. Bedrock's formats go with a role, which this form does not ask for. */
    private static final List<ProviderStructure> SPOKEN = List.of(
            ProviderStructure.OPENAI_CHAT,
            ProviderStructure.OPENAI_RESPONSES,
            ProviderStructure.AZURE_OPENAI,
            ProviderStructure.ANTHROPIC_MESSAGES,
            ProviderStructure.GOOGLE_GENERATE_CONTENT,
            ProviderStructure.COHERE_CHAT,
            ProviderStructure.TEMPLATE);

    @Inject
    private Providers providers;

    /** The formats that can be chosen: those of a known provider, or those that an endpoint of one's own may speak, and the one that the model has. */
    public List<ProviderStructure> structures(String provider, ProviderStructure chosen) {
        List<ProviderStructure> offered =
                provider == null ? SPOKEN : providers.find(provider).structures();
        if (offered.contains(chosen)) {
            return offered;
        }
        List<ProviderStructure> all = new ArrayList<>(offered);
        all.add(chosen);
        return all;
    }

    /** What people call a known provider. */
    public String provider(String id) {
        return providers.find(id).displayName();
    }

    /** The names of a known provider's models, to choose from while typing. */
    public List<ProviderModel> models(String provider) {
        return provider == null
                ? List.of()
                : providers
                        .models(provider, Optional.empty(), MOST, Optional.empty())
                        .items();
    }

    /** What the list of a known provider says of a model, whichever of its names that is given. */
    public ModelOffer offer(String provider, String model) {
        String id = BEDROCK.equals(provider)
                ? BedrockModelId.parse(model).map(BedrockModelId::normalised).orElse("")
                : String.valueOf(model);
        return models(provider).stream()
                .filter(known -> known.id().equals(id))
                .findFirst()
                .map(known -> ModelOffer.of(known, this))
                .orElseGet(() -> ModelOffer.unknown(id));
    }

    public List<Spread> getSpreads() {
        return List.of(Spread.values());
    }

    public String spread(Spread spread) {
        return switch (spread) {
            case WEIGHTS -> "By weight";
            case LEAST_BUSY -> "To the least busy, for its weight";
        };
    }

    public List<BodyCapture> getCaptures() {
        return List.of(BodyCapture.values());
    }

    public List<Feature> getFeatures() {
        return List.of(Feature.values());
    }

    public List<Modality> getModalities() {
        return List.of(Modality.values());
    }

    public List<VariableType> getVariableTypes() {
        return List.of(VariableType.values());
    }

    public String structure(ProviderStructure structure) {
        return switch (structure) {
            case TEMPLATE -> "Own JSON template";
            case OPENAI_CHAT -> "OpenAI Chat Completions";
            case OPENAI_RESPONSES -> "OpenAI Responses";
            case AZURE_OPENAI -> "Azure OpenAI";
            case ANTHROPIC_MESSAGES -> "Anthropic Messages";
            case GOOGLE_GENERATE_CONTENT -> "Google generateContent";
            case COHERE_CHAT -> "Cohere Chat v2";
            case BEDROCK_INVOKE -> "Amazon Bedrock InvokeModel";
            case BEDROCK_CONVERSE -> "Amazon Bedrock Converse";
        };
    }

    public String feature(Feature feature) {
        return switch (feature) {
            case STRUCTURED_RESPONSE -> "Structured response";
            case DATA_GENERATION -> "Data generation";
            case STREAMING -> "Streaming";
            case TOOL_CALLING -> "Tool calling";
            case PARALLEL_TOOL_CALLING -> "Parallel tool calling";
        };
    }

    public String modality(Modality modality) {
        return switch (modality) {
            case TEXT_TO_TEXT -> "Text to text";
            case TEXT_TO_IMAGE -> "Text to image";
            case IMAGE_TO_TEXT -> "Image to text";
            case AUDIO_TO_TEXT -> "Audio to text";
            case TEXT_TO_EMBEDDING -> "Text to embedding";
        };
    }
}
