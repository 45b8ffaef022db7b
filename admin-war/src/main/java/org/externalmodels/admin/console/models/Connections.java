package org.externalmodels.admin.console.models;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.externalmodels.admin.console.Attempt;
import org.externalmodels.admin.console.Notices;
import org.externalmodels.admin.console.Problems;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.registry.catalog.ModelCatalog;
import org.externalmodels.registry.catalog.ModelDetail;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.lifecycle.CheckOutcome;
import org.externalmodels.registry.lifecycle.ConnectionChecks;
import org.externalmodels.registry.lifecycle.ModelConnections;
import org.omnifaces.cdi.ViewScoped;

/** The connections of a model. */
@Named
@ViewScoped
public class Connections implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Ten minutes. A page that is left open does not keep its session for ever. */
    private static final int LOOKS = 120;

    @Inject
    private ModelCatalog catalog;

    @Inject
    private ModelConnections service;

    @Inject
    private ConnectionChecks checks;

    @Inject
    private ConnectionUsage usage;

    @Inject
    private ConnectionStates states;

    private String modelId;
    private ModelLine model;
    private String profile;
    private boolean bedrock;
    private boolean azure;
    private List<ConnectionLine> lines;
    private int looks;

    public void load() {
        ModelDetail detail = catalog.find(modelId == null ? "" : modelId);
        Definition definition = detail.definition();
        model = new ModelLine(detail.summary());
        profile = definition.profileName().orElse(null);
        bedrock = definition.structure() == ProviderStructure.BEDROCK_CONVERSE
                || definition.structure() == ProviderStructure.BEDROCK_INVOKE;
        azure = definition.structure() == ProviderStructure.AZURE_OPENAI;
        usage.read(model.getName());
        states.read(modelId);
        lines = detail.connections().stream()
                .map(connection ->
                        new ConnectionLine(connection, usage.of(connection.name()), states.of(connection.id())))
                .toList();
        looks = 0;
    }

    /** Looks again how the connections do, and at nothing else: no query is made. */
    public void look() {
        states.read(modelId);
        lines.forEach(line -> line.setNow(states.of(line.getId())));
        looks++;
    }

    /** Whether nobody did anything but look for so long that the page stops to look by itself. */
    public boolean isLookedEnough() {
        return looks >= LOOKS;
    }

    public void switchInferencing(ConnectionLine line) {
        boolean on = line.isInferencing();
        Attempt.told(
                on
                        ? "Inferencing of " + line.getName() + " is on."
                        : "Inferencing of " + line.getName()
                                + " is off. Calls that ask for it are refused with CONNECTION_NOT_ACTIVE.",
                () -> service.switchInferencing(modelId, line.getId(), on, line.getVersion()));
        load();
    }

    /** Asks the provider whether it takes the credentials, by the least call that tells. */
    public void verify(ConnectionLine line) {
        CheckOutcome[] outcome = new CheckOutcome[1];
        Problems problems = Attempt.at(() -> outcome[0] = checks.check(modelId, line.getId()));
        if (problems.any()) {
            Notices.refused(problems.headline());
        } else if (outcome[0].verified()) {
            Notices.done("The provider takes the credentials of " + line.getName() + ".");
        } else {
            Notices.refused(
                    line.getName() + " is not verified. " + outcome[0].words().orElse(""));
        }
        load();
    }

    public String getModelId() {
        return modelId;
    }

    public void setModelId(String modelId) {
        this.modelId = modelId;
    }

    public ModelLine getModel() {
        return model;
    }

    /** The authorization profile that is sent in place of the connections' own keys, {@code null} without one. */
    public String getProfile() {
        return profile;
    }

    /** Whether a role at AWS may take the place of a key. */
    public boolean isBedrock() {
        return bedrock;
    }

    /** Whether each connection has an address of its own. */
    public boolean isAzure() {
        return azure;
    }

    public List<ConnectionLine> getLines() {
        return lines;
    }
}
