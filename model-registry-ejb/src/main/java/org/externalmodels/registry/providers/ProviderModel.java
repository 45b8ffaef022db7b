package org.externalmodels.registry.providers;

import java.util.List;
import java.util.Objects;
import org.externalmodels.inference.Feature;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.spi.ProviderStructure;

/**
 * A model of a known provider. What is not known is {@code null}.
 *
 * @param id the provider's name of it
 * @param displayName for people
 * @param modalities what it takes and gives
 * @param features what it may be asked for
 * @param contextWindow tokens it can read
 * @param maxOutput tokens it can write
 * @param structure the wire format, if it is not the provider's usual one
 * @param prices what the provider asks
 */
public record ProviderModel(
        String id,
        String displayName,
        List<Modality> modalities,
        List<Feature> features,
        Integer contextWindow,
        Integer maxOutput,
        ProviderStructure structure,
        ListPrice prices) {
    public ProviderModel {
        Objects.requireNonNull(id, "id");
        displayName = displayName == null ? id : displayName;
        modalities = modalities == null ? List.of() : List.copyOf(modalities);
        features = features == null ? List.of() : List.copyOf(features);
    }
}
