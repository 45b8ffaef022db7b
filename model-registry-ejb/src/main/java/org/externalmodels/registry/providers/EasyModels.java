package org.externalmodels.registry.providers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.definition.Integration;

/** Easy integration: from a provider and the name of a model to a definition that can serve. */
public final class EasyModels {

    private static final ProviderCatalogue CATALOGUE = ProviderCatalogue.shipped();

    private EasyModels() {}

    /** What keeps a definition from being an easy one; of another integration only a provider that there is not. */
    public static List<DefinitionProblem> problems(Definition definition) {
        List<DefinitionProblem> problems = new ArrayList<>();
        Optional<Provider> provider = provider(definition);
        boolean easy = definition.integration() == Integration.EASY;
        if (!easy && (provider.isPresent() || definition.provider() == null)) {
            return problems;
        }
        if (provider.isEmpty()) {
            problems.add(DefinitionProblem.of(
                    "provider",
                    "must be one of "
                            + String.join(
                                    ", ",
                                    CATALOGUE.providers().stream()
                                            .map(Provider::id)
                                            .toList())));
        } else if (definition.structure() != ProviderStructure.TEMPLATE
                && !provider.get().structures().contains(definition.structure())) {
            problems.add(DefinitionProblem.of(
                    "structure",
                    provider.get().displayName() + " speaks "
                            + String.join(
                                    ", ",
                                    provider.get().structures().stream()
                                            .map(ProviderStructure::wireName)
                                            .toList())));
        }
        return problems;
    }

    /**
     * Adds what the catalogue knows where nothing is given: endpoint, wire format, features, modalities. A model that is
     * not in the list gets what is usual with its provider.
     */
    public static Definition filled(Definition given) {
        Optional<Provider> known = provider(given);
        if (given.integration() != Integration.EASY || known.isEmpty()) {
            return given;
        }
        Provider provider = known.get();
        String modelId = modelId(given, provider);
        Optional<ProviderModel> model = modelId == null ? Optional.empty() : CATALOGUE.model(provider.id(), modelId);
        ProviderStructure usual =
                model.map(ProviderModel::structure).orElse(provider.structures().get(0));
        return given.completed(
                given.endpoint() == null ? provider.endpoint() : given.endpoint(),
                given.structure() == ProviderStructure.TEMPLATE ? usual : given.structure(),
                modelId,
                given.features().isEmpty()
                        ? model.map(ProviderModel::features).orElse(provider.features())
                        : given.features(),
                given.modalities().isEmpty()
                        ? model.map(ProviderModel::modalities).orElse(provider.modalities())
                        : given.modalities());
    }

    /** Whether calls go where the connections say, because each customer or region has an endpoint of its own. */
    public static boolean endpointIsTheConnections(Definition definition) {
        return definition.integration() == Integration.EASY
                && provider(definition).filter(p -> p.endpoint() == null).isPresent();
    }

    private static String modelId(Definition given, Provider provider) {
        return given.providerModel() == null || !provider.id().equals("bedrock")
                ? given.providerModel()
                : BedrockModelId.parse(given.providerModel())
                        .map(BedrockModelId::normalised)
                        .orElse(given.providerModel());
    }

    private static Optional<Provider> provider(Definition definition) {
        return Optional.ofNullable(definition.provider()).flatMap(CATALOGUE::provider);
    }
}
