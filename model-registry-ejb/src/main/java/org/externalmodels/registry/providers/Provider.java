package org.externalmodels.registry.providers;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.externalmodels.inference.Feature;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.registry.definition.HttpUrl;

/**
 * A known provider.
 *
 * @param id such as {@code openai}
 * @param displayName for people
 * @param credentials {@code api-key} or {@code aws-role}
 * @param endpoint the base of its API; {@code null} if each customer or region has its own
 * @param structures the wire formats it speaks, the usual one first
 * @param features of a model that is not in the list
 * @param modalities of a model that is not in the list
 * @param documentation the provider's page
 */
public record Provider(
        String id,
        String displayName,
        String credentials,
        String endpoint,
        List<ProviderStructure> structures,
        List<Feature> features,
        List<Modality> modalities,
        String documentation) {
    public Provider {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(displayName, "displayName");
        Objects.requireNonNull(credentials, "credentials");
        Objects.requireNonNull(documentation, "documentation");
        structures = List.copyOf(structures);
        features = List.copyOf(features);
        modalities = List.copyOf(modalities);
        if (structures.isEmpty()) {
            throw new IllegalArgumentException("a provider speaks at least one wire format");
        }
    }

    /**
     * Whether a connection cannot do without a key. A compatible server in the provider's place may ask for none.
     *
     * @param baseUrl of the connection, empty for the provider's own address
     */
    public boolean needsKey(Optional<String> baseUrl) {
        if (!credentials.equals("api-key")) {
            return false;
        }
        Optional<String> host = baseUrl.flatMap(HttpUrl::parse).map(URI::getHost);
        return endpoint == null
                || host.isEmpty()
                || host.get().equalsIgnoreCase(URI.create(endpoint).getHost());
    }
}
