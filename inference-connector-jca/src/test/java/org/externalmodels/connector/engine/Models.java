package org.externalmodels.connector.engine;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.externalmodels.inference.Feature;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.BodyCapture;
import org.externalmodels.inference.spi.ConnectionDefinition;
import org.externalmodels.inference.spi.HeaderDefinition;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.ModelRouting;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.inference.spi.TemplateDefinition;
import org.externalmodels.inference.spi.Timeouts;

/** Definitions for tests: a chat model at an endpoint, changed step by step. */
public final class Models {

    private String name = "claims";
    private String id;
    private ModelDefinition.Status status = ModelDefinition.Status.ACTIVE;
    private boolean inferencing = true;
    private ProviderStructure structure = ProviderStructure.OPENAI_CHAT;
    private String providerModel = "sandbox-1";
    private URI endpoint;
    private TemplateDefinition template;
    private Set<Feature> features = EnumSet.allOf(Feature.class);
    private Optional<Set<Modality>> modalities = Optional.empty();
    private Timeouts timeouts = Timeouts.NONE;
    private BodyCapture capture = BodyCapture.OFF;
    private ModelRouting routing = ModelRouting.DEFAULT;
    private Duration cacheTtl;
    private final List<HeaderDefinition> headers = new ArrayList<>();
    private final List<ConnectionDefinition> connections = new ArrayList<>();

    private Models(URI endpoint) {
        this.endpoint = endpoint;
    }

    public static Models chat(URI endpoint) {
        return new Models(endpoint);
    }

    public static Models template(URI endpoint, TemplateDefinition template) {
        Models models = new Models(endpoint);
        models.structure = ProviderStructure.TEMPLATE;
        models.template = template;
        return models;
    }

    public Models named(String value) {
        name = value;
        return this;
    }

    /** Of the id that it would have by another name. */
    public Models once(String before) {
        id = "id-" + before;
        return this;
    }

    public Models providerModel(String value) {
        providerModel = value;
        return this;
    }

    public Models endpoint(URI value) {
        endpoint = value;
        return this;
    }

    public Models draft() {
        status = ModelDefinition.Status.DRAFT;
        return this;
    }

    public Models off() {
        inferencing = false;
        return this;
    }

    public Models features(Feature... only) {
        features = Set.of(only);
        return this;
    }

    public Models modalities(Modality... only) {
        modalities = Optional.of(Set.of(only));
        return this;
    }

    public Models structure(ProviderStructure value) {
        structure = value;
        return this;
    }

    public Models fault(String fault) {
        return header("X-Sandbox-Fault", fault, false);
    }

    public Models header(String header, String value, boolean secret) {
        headers.add(new HeaderDefinition(header, Secret.of(value), secret));
        return this;
    }

    public Models capture(BodyCapture value) {
        capture = value;
        return this;
    }

    public Models keepingAnswers(Duration ttl) {
        cacheTtl = ttl;
        return this;
    }

    public Models timeouts(Timeouts value) {
        timeouts = value;
        return this;
    }

    public Models headerTimeout(Duration value) {
        timeouts = new Timeouts(timeouts.connect(), value, timeouts.idle(), timeouts.total());
        return this;
    }

    public Models idleTimeout(Duration value) {
        timeouts = new Timeouts(timeouts.connect(), timeouts.responseHeader(), value, timeouts.total());
        return this;
    }

    public Models connection(String connection, String key) {
        return connection(connection, true, new Authentication.ProviderKey(Secret.of(key)));
    }

    public Models connection(String connection, boolean on, Authentication authentication) {
        connections.add(
                new ConnectionDefinition(name + "/" + connection, connection, on, Optional.empty(), authentication));
        return this;
    }

    /** A connection that leads to a provider of its own. */
    public Models connectionTo(URI baseUrl, String connection, int weight, int priority) {
        connections.add(new ConnectionDefinition(
                name + "/" + connection,
                connection,
                true,
                Optional.of(baseUrl),
                new Authentication.ProviderKey(Secret.of("sk-" + connection)),
                weight,
                priority));
        return this;
    }

    public Models routing(ModelRouting.Spread spread, String... fallbackModels) {
        routing = new ModelRouting(spread, List.of(fallbackModels));
        return this;
    }

    /** All that the wire format has words for. */
    private Set<Modality> allModalities() {
        Set<Modality> all = EnumSet.allOf(Modality.class);
        switch (structure) {
            case OPENAI_CHAT, OPENAI_RESPONSES, AZURE_OPENAI, GOOGLE_GENERATE_CONTENT -> {}
            default -> all.remove(Modality.TEXT_TO_IMAGE);
        }
        return all;
    }

    public ModelDefinition build() {
        return new ModelDefinition(
                id == null ? "id-" + name : id,
                name,
                1,
                status,
                inferencing,
                structure,
                Optional.ofNullable(endpoint),
                structure == ProviderStructure.TEMPLATE ? Optional.empty() : Optional.of(providerModel),
                headers,
                Optional.ofNullable(template),
                features,
                modalities.orElseGet(this::allModalities),
                timeouts,
                capture,
                routing,
                Optional.ofNullable(cacheTtl),
                connections,
                Optional.empty());
    }
}
