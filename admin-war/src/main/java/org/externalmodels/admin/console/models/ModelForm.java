package org.externalmodels.admin.console.models;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.externalmodels.admin.console.Typed;
import org.externalmodels.inference.Feature;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.spi.BodyCapture;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.definition.Caching;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.definition.Header;
import org.externalmodels.registry.definition.HttpUrl;
import org.externalmodels.registry.definition.Integration;
import org.externalmodels.registry.definition.Paths;
import org.externalmodels.registry.definition.Routing;
import org.externalmodels.registry.definition.TimeLimits;
import org.externalmodels.registry.providers.BedrockModelId;

/** A model's definition as it is edited. What a format does not use is kept in the form and left out of the definition. */
public final class ModelForm implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final String BEDROCK = "bedrock";

    // What the form has no fields for goes back as it came.
    private Integration integration;
    private String provider;

    private BodyCapture capture = BodyCapture.OFF;
    private RoutingForm routing = new RoutingForm(Routing.DEFAULT);
    private TimeLimitsForm limits = new TimeLimitsForm(TimeLimits.NONE);
    private String cacheSeconds = "";
    private String name = "";
    private String endpoint;
    private String savedEndpoint;
    private ProviderStructure structure;
    private String providerModel;
    private String authorizationProfile;
    private List<HeaderLine> headers = new ArrayList<>();
    private TemplateForm template = new TemplateForm();
    private Feature[] features = {};
    private Modality[] modalities = {};

    private ModelForm() {}

    /** An empty form, with what most models have. */
    static ModelForm empty() {
        ModelForm form = new ModelForm();
        form.structure = ProviderStructure.OPENAI_CHAT;
        form.features = new Feature[] {Feature.STREAMING};
        form.modalities = new Modality[] {Modality.TEXT_TO_TEXT};
        return form;
    }

    /** An empty form for a model of Amazon Bedrock. */
    static ModelForm ofBedrock(String model) {
        ModelForm form = empty();
        form.integration = Integration.EASY;
        form.provider = BEDROCK;
        form.structure = ProviderStructure.BEDROCK_CONVERSE;
        form.providerModel = model;
        // What the list of models knows is filled in when it is saved.
        form.features = new Feature[0];
        form.modalities = new Modality[0];
        return form;
    }

    static ModelForm of(Definition definition) {
        ModelForm form = new ModelForm();
        form.integration = definition.integration();
        form.provider = definition.provider();
        form.authorizationProfile = definition.authorizationProfile();
        form.capture = definition.capture();
        form.routing = new RoutingForm(definition.routing());
        form.cacheSeconds = TypedNumbers.text(definition.cache().seconds());
        form.limits = new TimeLimitsForm(definition.timeouts());
        form.name = definition.name();
        form.endpoint = definition.endpoint();
        form.savedEndpoint = definition.endpoint();
        form.structure = definition.structure();
        form.providerModel = definition.providerModel();
        definition.headers().forEach(header -> form.headers.add(new HeaderLine(header)));
        form.template = new TemplateForm(definition);
        form.features = definition.features().toArray(Feature[]::new);
        form.modalities = definition.modalities().toArray(Modality[]::new);
        return form;
    }

    /**
     * The definition as far as it is written.
     *
     * @throws RegistryException with the fields that cannot be read
     */
    Definition definition() {
        boolean written = isTemplate();
        boolean named = isProviderModelAsked();
        TypedNumbers numbers = new TypedNumbers();
        TimeLimits timeouts = limits.given(numbers);
        Caching cache = new Caching(numbers.read("cache.seconds", cacheSeconds));
        numbers.refuseOthers();
        return new Definition(
                name == null ? "" : name,
                integration,
                provider,
                Typed.orNull(endpoint),
                structure,
                named ? Typed.orNull(providerModel) : null,
                Typed.orNull(authorizationProfile),
                givenHeaders(),
                written ? template.givenVariables() : List.of(),
                written ? template.givenBody() : null,
                written ? template.givenPaths() : Paths.NONE,
                List.of(features),
                List.of(modalities),
                timeouts,
                capture,
                routing.given(),
                cache);
    }

    private List<Header> givenHeaders() {
        headers.removeIf(HeaderLine::isEmpty);
        return headers.stream().map(HeaderLine::header).toList();
    }

    /** Whether the request is written as a template. */
    public boolean isTemplate() {
        return structure.isTemplate();
    }

    public boolean isProviderModelAsked() {
        return structure != ProviderStructure.TEMPLATE;
    }

    /** Whether its provider is known, so that it needs no endpoint. */
    public boolean isEasy() {
        return integration == Integration.EASY;
    }

    public boolean isBedrock() {
        return structure == ProviderStructure.BEDROCK_CONVERSE || structure == ProviderStructure.BEDROCK_INVOKE;
    }

    /** Whether calls will go to another host than those of the definition that is stored. */
    public boolean isHostChanged() {
        Optional<String> saved = HttpUrl.parse(savedEndpoint).map(HttpUrl::origin);
        Optional<String> now = HttpUrl.parse(endpoint).map(HttpUrl::origin);
        return saved.isPresent() && now.isPresent() && !saved.equals(now);
    }

    /** What calls name the model, and what kind of name it is; empty for what is none of Bedrock's. */
    public String getNormalised() {
        return BedrockModelId.parse(providerModel)
                .map(id -> id.normalised() + " · " + id.kind().wireName().replace('-', ' ')
                        + id.region().map(region -> " · " + region).orElse(""))
                .orElse("");
    }

    public void addHeader() {
        headers.add(new HeaderLine());
    }

    public void removeHeader(HeaderLine line) {
        headers.remove(line);
    }

    public String getProvider() {
        return provider;
    }

    public String getAuthorizationProfile() {
        return authorizationProfile;
    }

    public void setAuthorizationProfile(String authorizationProfile) {
        this.authorizationProfile = authorizationProfile;
    }

    public BodyCapture getCapture() {
        return capture;
    }

    public void setCapture(BodyCapture capture) {
        this.capture = capture;
    }

    public RoutingForm getRouting() {
        return routing;
    }

    public String getCacheSeconds() {
        return cacheSeconds;
    }

    /** Empty if each call goes to the provider. */
    public void setCacheSeconds(String cacheSeconds) {
        this.cacheSeconds = cacheSeconds;
    }

    public TimeLimitsForm getLimits() {
        return limits;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getEndpoint() {
        return endpoint;
    }

    public void setEndpoint(String endpoint) {
        this.endpoint = endpoint;
    }

    public ProviderStructure getStructure() {
        return structure;
    }

    public void setStructure(ProviderStructure structure) {
        this.structure = structure;
    }

    public String getProviderModel() {
        return providerModel;
    }

    public void setProviderModel(String providerModel) {
        this.providerModel = providerModel;
    }

    public List<HeaderLine> getHeaders() {
        return headers;
    }

    /** What only a format with a template uses. */
    public TemplateForm getTemplateForm() {
        return template;
    }

    /** A template streams by its stream path alone, so a new one does not say that it does. */
    void streamOnlyWithAPath() {
        if (structure == ProviderStructure.TEMPLATE && template.givenPaths().delta() == null) {
            features = Arrays.stream(features)
                    .filter(feature -> feature != Feature.STREAMING)
                    .toArray(Feature[]::new);
        }
    }

    public Feature[] getFeatures() {
        return features.clone();
    }

    public void setFeatures(Feature[] features) {
        this.features = features.clone();
    }

    public Modality[] getModalities() {
        return modalities.clone();
    }

    public void setModalities(Modality[] modalities) {
        this.modalities = modalities.clone();
    }
}
