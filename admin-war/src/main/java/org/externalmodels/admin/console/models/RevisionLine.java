package org.externalmodels.admin.console.models;

import java.io.Serializable;
import java.time.Instant;
import org.externalmodels.registry.catalog.RevisionSummary;

/** A line of a model's history. */
public final class RevisionLine implements Serializable {

    private static final long serialVersionUID = 1L;

    private final int number;
    private final boolean draft;
    private final boolean serves;
    private final String changedBy;
    private final Instant changedOn;
    private final String confirmedBy;
    private final Instant confirmedOn;

    RevisionLine(RevisionSummary revision) {
        number = revision.revision();
        draft = revision.edited();
        serves = revision.serves();
        changedBy = revision.changedBy();
        changedOn = revision.changedOn();
        confirmedBy = revision.confirmedBy().orElse(null);
        confirmedOn = revision.confirmedOn().orElse(null);
    }

    public int getNumber() {
        return number;
    }

    public String getStatus() {
        return serves ? "Serves calls" : draft ? "Draft" : "Former";
    }

    /** The kind of chip that shows the status. */
    public String getLook() {
        return serves ? "good" : draft ? "warn" : "plain";
    }

    public boolean isDraft() {
        return draft;
    }

    public String getChangedBy() {
        return changedBy;
    }

    public Instant getChangedOn() {
        return changedOn;
    }

    /** {@code null} for a draft. */
    public String getConfirmedBy() {
        return confirmedBy;
    }

    public Instant getConfirmedOn() {
        return confirmedOn;
    }
}
