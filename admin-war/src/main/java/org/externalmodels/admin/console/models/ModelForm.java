package org.externalmodels.admin.console.models;

import jakarta.json.stream.JsonParsingException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.externalmodels.inference.Feature;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.spi.BodyCapture;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.definition.Header;
import org.externalmodels.registry.definition.Integration;
import org.externalmodels.registry.definition.Paths;
import org.externalmodels.registry.definition.Routing;
import org.externalmodels.registry.definition.TimeLimits;
import org.externalmodels.registry.definition.Variable;
import org.externalmodels.registry.definition.VariableType;

/** A model's definition as it is edited. What a format does not use is kept in the form and left out of the definition. */
public final class ModelForm implements Serializable {

    private static final long serialVersionUID = 1L;

    // What the form has no fields for goes back as it came.
    private Integration integration;
    private String provider;
    private String authorizationProfile;
    private BodyCapture capture;
    private Routing routing;
    private Integer[] limits = new Integer[4];

    private String name = "";
    private String endpoint;
    private ProviderStructure structure;
    private String providerModel;
    private List<HeaderLine> headers = new ArrayList<>();
    private List<VariableLine> variables = new ArrayList<>();
    private String body;
    private String outputPath;
    private String inputTokensPath;
    private String outputTokensPath;
    private String streamPath;
    private Feature[] features = {};
    private Modality[] modalities = {};

    private ModelForm() {}

    /** An empty form, with what most models have. */
    static ModelForm empty() {
        ModelForm form = new ModelForm();
        form.structure = ProviderStructure.OPENAI_CHAT;
        form.features = new Feature[] {Feature.STREAMING};
        form.modalities = new Modality[] {Modality.TEXT_TO_TEXT};
        form.variables.add(new VariableLine("prompt", VariableType.STRING, true));
        return form;
    }

    static ModelForm of(Definition definition) {
        ModelForm form = new ModelForm();
        form.integration = definition.integration();
        form.provider = definition.provider();
        form.authorizationProfile = definition.authorizationProfile();
        form.capture = definition.capture();
        form.routing = definition.routing();
        TimeLimits given = definition.timeouts();
        form.limits = new Integer[] {given.connect(), given.responseHeader(), given.idle(), given.total()};
        form.name = definition.name();
        form.endpoint = definition.endpoint();
        form.structure = definition.structure();
        form.providerModel = definition.providerModel();
        definition.headers().forEach(header -> form.headers.add(new HeaderLine(header)));
        definition.variables().forEach(variable -> form.variables.add(new VariableLine(variable)));
        if (form.variables.isEmpty()) {
            form.variables.add(new VariableLine("prompt", VariableType.STRING, true));
        }
        form.body = definition.body();
        form.outputPath = definition.paths().output();
        form.inputTokensPath = definition.paths().inputTokens();
        form.outputTokensPath = definition.paths().outputTokens();
        form.streamPath = definition.paths().delta();
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
        boolean template = isTemplate();
        return new Definition(
                name == null ? "" : name,
                integration,
                provider,
                stripped(endpoint),
                structure,
                template ? null : stripped(providerModel),
                authorizationProfile,
                givenHeaders(),
                template ? givenVariables() : List.of(),
                template ? body : null,
                template
                        ? new Paths(
                                stripped(outputPath),
                                stripped(inputTokensPath),
                                stripped(outputTokensPath),
                                stripped(streamPath))
                        : Paths.NONE,
                List.of(features),
                List.of(modalities),
                new TimeLimits(limits[0], limits[1], limits[2], limits[3]),
                capture,
                routing);
    }

    private List<Header> givenHeaders() {
        headers.removeIf(HeaderLine::isEmpty);
        return headers.stream().map(HeaderLine::header).toList();
    }

    private List<Variable> givenVariables() {
        variables.removeIf(VariableLine::isEmpty);
        List<Variable> given = new ArrayList<>();
        List<DefinitionProblem> problems = new ArrayList<>();
        for (VariableLine line : variables) {
            try {
                given.add(line.variable());
            } catch (JsonParsingException unreadable) {
                problems.add(DefinitionProblem.of(
                        "variables[" + variables.indexOf(line) + "].default",
                        "is not JSON of the type " + line.getType().wireName()));
            }
        }
        if (!problems.isEmpty()) {
            throw RegistryException.invalid(problems);
        }
        return given;
    }

    private static String stripped(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    public boolean isTemplate() {
        return structure == ProviderStructure.TEMPLATE;
    }

    public void addHeader() {
        headers.add(new HeaderLine());
    }

    public void removeHeader(HeaderLine line) {
        headers.remove(line);
    }

    public void addVariable() {
        variables.add(new VariableLine("", VariableType.STRING, false));
    }

    public void removeVariable(VariableLine line) {
        variables.remove(line);
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

    public List<VariableLine> getVariables() {
        return variables;
    }

    public String getBody() {
        return body;
    }

    public void setBody(String body) {
        this.body = body;
    }

    public String getOutputPath() {
        return outputPath;
    }

    public void setOutputPath(String outputPath) {
        this.outputPath = outputPath;
    }

    public String getInputTokensPath() {
        return inputTokensPath;
    }

    public void setInputTokensPath(String inputTokensPath) {
        this.inputTokensPath = inputTokensPath;
    }

    public String getOutputTokensPath() {
        return outputTokensPath;
    }

    public void setOutputTokensPath(String outputTokensPath) {
        this.outputTokensPath = outputTokensPath;
    }

    public String getStreamPath() {
        return streamPath;
    }

    public void setStreamPath(String streamPath) {
        this.streamPath = streamPath;
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
