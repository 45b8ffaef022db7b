package org.externalmodels.registry.providers;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonRecords;

/** The providers and models that are shipped as data, one file for each provider. Immutable. */
public final class ProviderCatalogue {

    private static final List<String> FILES =
            List.of("openai", "azure-openai", "anthropic", "google", "cohere", "bedrock");
    private static final ProviderCatalogue SHIPPED = read();

    private final Map<String, Entry> entries;

    private ProviderCatalogue(Map<String, Entry> entries) {
        this.entries = entries;
    }

    public static ProviderCatalogue shipped() {
        return SHIPPED;
    }

    public List<Provider> providers() {
        return entries.values().stream().map(Entry::provider).toList();
    }

    public Optional<Provider> provider(String id) {
        return Optional.ofNullable(entries.get(id)).map(Entry::provider);
    }

    /** The models of a provider, none if there is no such provider. */
    public List<ProviderModel> models(String providerId) {
        Entry entry = entries.get(providerId);
        return entry == null ? List.of() : entry.models();
    }

    public Optional<ProviderModel> model(String providerId, String modelId) {
        return models(providerId).stream()
                .filter(model -> model.id().equals(modelId))
                .findFirst();
    }

    private static ProviderCatalogue read() {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (String name : FILES) {
            InputStream file = ProviderCatalogue.class.getResourceAsStream(
                    "/org/externalmodels/registry/providers/" + name + ".json");
            try (JsonReader reader = Json.createReader(file)) {
                JsonObject document = reader.readObject();
                List<ProviderModel> models = document.getJsonArray("models").stream()
                        .map(model -> JsonRecords.read(model.asJsonObject(), ProviderModel.class))
                        .toList();
                JsonObject provider =
                        Json.createObjectBuilder(document).remove("models").build();
                entries.put(name, new Entry(JsonRecords.read(provider, Provider.class), models));
            }
        }
        return new ProviderCatalogue(entries);
    }

    private record Entry(Provider provider, List<ProviderModel> models) {}
}
