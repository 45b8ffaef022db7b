package org.externalmodels.inference.spi;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.externalmodels.inference.Feature;
import org.externalmodels.inference.Modality;

/**
 * One revision of a model, with all that is needed to call it. Immutable. A draft may lack anything but id and name.
 *
 * @param id never changes and is never used again
 * @param name unique without regard to case
 * @param revision 0 for a draft never confirmed, otherwise from 1
 * @param status draft or active
 * @param inferencing the model's switch
 * @param structure the wire format
 * @param endpoint where calls go, unless the connection has a base URL; for known providers the API's base
 * @param providerModel the provider's name of the model; empty for a template
 * @param headers sent with each call
 * @param template for {@link ProviderStructure#TEMPLATE}
 * @param features what may be asked for
 * @param modalities what it takes and gives
 * @param timeouts the model's limits in time
 * @param capture how much of requests and answers is kept with the trace
 * @param routing where calls go that name no connection
 * @param cacheTtl how long an answer may be given again to the same question of the same caller; empty if each call goes out
 * @param connections in order of preference
 * @param addedOn when it was added; empty if nobody knows
 */
public record ModelDefinition(
        String id,
        String name,
        int revision,
        Status status,
        boolean inferencing,
        ProviderStructure structure,
        Optional<URI> endpoint,
        Optional<String> providerModel,
        List<HeaderDefinition> headers,
        Optional<TemplateDefinition> template,
        Set<Feature> features,
        Set<Modality> modalities,
        Timeouts timeouts,
        BodyCapture capture,
        ModelRouting routing,
        Optional<Duration> cacheTtl,
        List<ConnectionDefinition> connections,
        Optional<Instant> addedOn) {

    public ModelDefinition {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(structure, "structure");
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(providerModel, "providerModel");
        Objects.requireNonNull(template, "template");
        Objects.requireNonNull(timeouts, "timeouts");
        Objects.requireNonNull(capture, "capture");
        Objects.requireNonNull(routing, "routing");
        Objects.requireNonNull(cacheTtl, "cacheTtl");
        Objects.requireNonNull(addedOn, "addedOn");
        headers = List.copyOf(headers);
        features = Set.copyOf(features);
        modalities = Set.copyOf(modalities);
        connections = List.copyOf(connections);
        if (name.isBlank() || name.codePointCount(0, name.length()) > 100) {
            throw new IllegalArgumentException("A model's name must have 1 to 100 characters");
        }
        if (cacheTtl.filter(ttl -> ttl.isNegative() || ttl.isZero()).isPresent()) {
            throw new IllegalArgumentException("cacheTtl must be above zero, not " + cacheTtl.get());
        }
    }

    /** A model of unknown age whose calls are routed as usual, and whose answers are not kept. */
    public ModelDefinition(
            String id,
            String name,
            int revision,
            Status status,
            boolean inferencing,
            ProviderStructure structure,
            Optional<URI> endpoint,
            Optional<String> providerModel,
            List<HeaderDefinition> headers,
            Optional<TemplateDefinition> template,
            Set<Feature> features,
            Set<Modality> modalities,
            Timeouts timeouts,
            BodyCapture capture,
            List<ConnectionDefinition> connections) {
        this(
                id,
                name,
                revision,
                status,
                inferencing,
                structure,
                endpoint,
                providerModel,
                headers,
                template,
                features,
                modalities,
                timeouts,
                capture,
                ModelRouting.DEFAULT,
                Optional.empty(),
                connections,
                Optional.empty());
    }

    /** Where a definition is in its life. */
    public enum Status {
        DRAFT,
        ACTIVE
    }
}
