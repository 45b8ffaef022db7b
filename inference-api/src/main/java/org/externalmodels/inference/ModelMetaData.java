package org.externalmodels.inference;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a registered model.
 *
 * @param name its registered name, as written by the administrator
 * @param revision counts from 1, one more with each confirm
 * @param providerModel the provider's name for it, {@code null} for a free template
 * @param features what may be asked of it
 * @param modalities what it takes and gives
 * @param connections the names of its active connections, in order
 * @param timeout the most time that its definition gives a call; empty if it sets none
 * @param addedOn when it was added to the registry; empty if that is not known
 */
public record ModelMetaData(
        String name,
        int revision,
        String providerModel,
        Set<Feature> features,
        Set<Modality> modalities,
        List<String> connections,
        Optional<Duration> timeout,
        Optional<Instant> addedOn) {
    public ModelMetaData {
        features = Set.copyOf(features);
        modalities = Set.copyOf(modalities);
        connections = List.copyOf(connections);
        Objects.requireNonNull(timeout, "timeout");
        Objects.requireNonNull(addedOn, "addedOn");
    }

    /** A model of unknown age. */
    public ModelMetaData(
            String name,
            int revision,
            String providerModel,
            Set<Feature> features,
            Set<Modality> modalities,
            List<String> connections,
            Optional<Duration> timeout) {
        this(name, revision, providerModel, features, modalities, connections, timeout, Optional.empty());
    }
}
