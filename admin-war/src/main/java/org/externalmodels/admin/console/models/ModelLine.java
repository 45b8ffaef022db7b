package org.externalmodels.admin.console.models;

import java.io.Serializable;
import java.time.Instant;
import org.externalmodels.registry.catalog.ModelStatus;
import org.externalmodels.registry.catalog.ModelSummary;
import org.externalmodels.registry.definition.Integration;

/** A line of the list of models, with its switch. */
public final class ModelLine implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String id;
    private final String name;
    private final long version;
    private final String type;
    private final String source;
    private final boolean active;
    private final boolean draftOpen;
    private final int connections;
    private final String addedBy;
    private final Instant addedOn;
    private final Instant changedOn;
    private final String changedBy;
    private boolean inferencing;

    ModelLine(ModelSummary model) {
        id = model.id();
        name = model.name();
        version = model.version();
        type = model.integration() == Integration.EASY ? "Easy" : "API";
        source = model.source();
        active = model.status() == ModelStatus.ACTIVE;
        draftOpen = model.draftOpen();
        connections = model.connections();
        addedBy = model.addedBy();
        addedOn = model.addedOn();
        changedOn = model.changedOn();
        changedBy = model.changedBy();
        inferencing = model.inferencing();
    }

    public String getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public long getVersion() {
        return version;
    }

    public String getType() {
        return type;
    }

    public String getSource() {
        return source;
    }

    public boolean isActive() {
        return active;
    }

    public String getStatus() {
        return active ? "Active" : "Draft";
    }

    /** Whether somebody edits the next revision of an active model. */
    public boolean isDraftOpen() {
        return draftOpen;
    }

    /** Whether there is something to confirm. */
    public boolean isConfirmable() {
        return draftOpen || !active;
    }

    public int getConnections() {
        return connections;
    }

    public String getAddedBy() {
        return addedBy;
    }

    public Instant getAddedOn() {
        return addedOn;
    }

    /** Whether it is another one than was added. */
    public boolean isChanged() {
        return changedOn.isAfter(addedOn);
    }

    public Instant getChangedOn() {
        return changedOn;
    }

    public String getChangedBy() {
        return changedBy;
    }

    public boolean isInferencing() {
        return inferencing;
    }

    public void setInferencing(boolean inferencing) {
        this.inferencing = inferencing;
    }
}
