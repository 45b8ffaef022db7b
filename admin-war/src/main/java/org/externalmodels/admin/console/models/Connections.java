package org.externalmodels.admin.console.models;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import org.externalmodels.admin.console.Attempt;
import org.externalmodels.registry.catalog.ModelCatalog;
import org.externalmodels.registry.catalog.ModelDetail;
import org.externalmodels.registry.lifecycle.ModelConnections;
import org.omnifaces.cdi.ViewScoped;

/** The connections of a model. */
@Named
@ViewScoped
public class Connections implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private ModelCatalog catalog;

    @Inject
    private ModelConnections service;

    private String modelId;
    private ModelLine model;
    private List<ConnectionLine> lines;

    public void load() {
        ModelDetail detail = catalog.find(modelId == null ? "" : modelId);
        model = new ModelLine(detail.summary());
        lines = detail.connections().stream().map(ConnectionLine::new).toList();
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

    public String getModelId() {
        return modelId;
    }

    public void setModelId(String modelId) {
        this.modelId = modelId;
    }

    public ModelLine getModel() {
        return model;
    }

    public List<ConnectionLine> getLines() {
        return lines;
    }
}
