package org.externalmodels.registry.definition;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.externalmodels.inference.Feature;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.spi.BodyCapture;
import org.externalmodels.inference.spi.NameKey;
import org.externalmodels.inference.spi.ProviderStructure;

/**
 * One revision of a model, whole. A draft may lack anything but the name, and may hold what confirm would refuse.
 *
 * @param name 1 to 100 characters
 * @param integration how it was added, {@link Integration#API} if {@code null}
 * @param provider the known provider of an easy integration
 * @param endpoint an absolute URL
 * @param structure the wire format, a template if {@code null}
 * @param providerModel the provider's name of the model
 * @param authorizationProfile the name of a profile, {@code null} for the connection's own key
 * @param headers sent with each call
 * @param variables of the template
 * @param body the template
 * @param paths into the answer of a template
 * @param features what may be asked for
 * @param modalities what it takes and gives, text to text if empty
 * @param timeouts limits in time
 * @param capture what is kept with traces, nothing if {@code null}
 * @param routing where calls go that name no connection
 * @param cache how long answers are given again
 */
public record Definition(
        String name,
        Integration integration,
        String provider,
        String endpoint,
        ProviderStructure structure,
        String providerModel,
        String authorizationProfile,
        List<Header> headers,
        List<Variable> variables,
        String body,
        Paths paths,
        List<Feature> features,
        List<Modality> modalities,
        TimeLimits timeouts,
        BodyCapture capture,
        Routing routing,
        Caching cache) {

    public Definition {
        Objects.requireNonNull(name, "name");
        name = name.strip();
        integration = integration == null ? Integration.API : integration;
        structure = structure == null ? ProviderStructure.TEMPLATE : structure;
        headers = headers == null ? List.of() : List.copyOf(headers);
        variables = variables == null ? List.of() : List.copyOf(variables);
        paths = paths == null ? Paths.NONE : paths;
        // What is there twice says nothing more.
        features = features == null ? List.of() : features.stream().distinct().toList();
        // Those of an easy one come from the catalogue.
        List<Modality> usual = integration == Integration.EASY ? List.of() : List.of(Modality.TEXT_TO_TEXT);
        modalities = modalities == null || modalities.isEmpty()
                ? usual
                : modalities.stream().distinct().toList();
        timeouts = timeouts == null ? TimeLimits.NONE : timeouts;
        capture = capture == null ? BodyCapture.OFF : capture;
        routing = routing == null ? Routing.DEFAULT : routing;
        cache = cache == null ? Caching.OFF : cache;
    }

    public Definition withName(String value) {
        return new Definition(
                value,
                integration,
                provider,
                endpoint,
                structure,
                providerModel,
                authorizationProfile,
                headers,
                variables,
                body,
                paths,
                features,
                modalities,
                timeouts,
                capture,
                routing,
                cache);
    }

    public Definition withHeaders(List<Header> value) {
        return new Definition(
                name,
                integration,
                provider,
                endpoint,
                structure,
                providerModel,
                authorizationProfile,
                value,
                variables,
                body,
                paths,
                features,
                modalities,
                timeouts,
                capture,
                routing,
                cache);
    }

    public Definition withCapture(BodyCapture value) {
        return new Definition(
                name,
                integration,
                provider,
                endpoint,
                structure,
                providerModel,
                authorizationProfile,
                headers,
                variables,
                body,
                paths,
                features,
                modalities,
                timeouts,
                value,
                routing,
                cache);
    }

    /** The definition as people may see it. */
    public Definition masked() {
        return withHeaders(headers.stream().map(Header::masked).toList());
    }

    /** The same with what a catalogue knows. */
    public Definition completed(
            String withEndpoint,
            ProviderStructure withStructure,
            String withProviderModel,
            List<Feature> withFeatures,
            List<Modality> withModalities) {
        return new Definition(
                name,
                integration,
                provider,
                withEndpoint,
                withStructure,
                withProviderModel,
                authorizationProfile,
                headers,
                variables,
                body,
                paths,
                withFeatures,
                withModalities,
                timeouts,
                capture,
                routing,
                cache);
    }

    /** The name without regard to case and Unicode form. */
    public String nameKey() {
        return nameKey(name);
    }

    /** As {@link NameKey#of}. */
    public static String nameKey(String name) {
        return NameKey.of(name);
    }

    /** The name of the authorization profile, empty for the connections' own keys. */
    public Optional<String> profileName() {
        return Optional.ofNullable(authorizationProfile).filter(profile -> !profile.isBlank());
    }

    /** The endpoint, if it is an absolute HTTP URL with a host. */
    public Optional<URI> endpointUrl() {
        return HttpUrl.parse(endpoint);
    }

    /** What the list of models shows as source. */
    public String source() {
        return switch (provider == null ? "" : provider) {
            case "openai" -> "OpenAI";
            case "azure-openai" -> "Azure OpenAI";
            case "anthropic" -> "Anthropic";
            case "google" -> "Google";
            case "cohere" -> "Cohere";
            case "bedrock" -> "Amazon Bedrock";
            default -> "Custom";
        };
    }
}
