package org.externalmodels.registry.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.OptionalInt;
import java.util.UUID;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.definition.Integration;

/** A registered model: what stays the same from revision to revision. */
@Entity
public class Model {

    @Id
    private String id;

    private String name;

    @Column(name = "name_key")
    private String nameKey;

    @Enumerated(EnumType.STRING)
    private Integration integration;

    private String source;
    private boolean inferencing;
    private int revision;

    @Column(name = "draft_revision")
    private Integer draftRevision;

    @Column(name = "added_by")
    private String addedBy;

    @Column(name = "added_at")
    private OffsetDateTime addedAt;

    @Column(name = "changed_by")
    private String changedBy;

    @Column(name = "changed_at")
    private OffsetDateTime changedAt;

    @Version
    private long version;

    protected Model() {}

    /** A new model whose first revision is a draft. */
    public Model(Definition definition, String by, Instant at) {
        id = UUID.randomUUID().toString();
        inferencing = true;
        enter(LifecycleState.FIRST_DRAFT);
        addedBy = by;
        addedAt = Columns.time(at);
        take(definition);
        touch(by, at);
    }

    /** Opens a draft of the next revision, or goes on with the one that is open. */
    public int openDraft(String by, Instant at) {
        enter(state().edited());
        touch(by, at);
        return draftRevision;
    }

    /** The draft begins to serve. */
    public void confirm(Definition definition, String by, Instant at) {
        enter(state().confirmed());
        take(definition);
        touch(by, at);
    }

    /** Takes over what lists show; only from the revision that serves, or from a first draft. */
    public final void take(Definition definition) {
        name = definition.name();
        nameKey = definition.nameKey();
        integration = definition.integration();
        source = definition.source();
    }

    public void discardDraft(String by, Instant at) {
        enter(state().discarded());
        touch(by, at);
    }

    public void switchInferencing(boolean on, String by, Instant at) {
        inferencing = on;
        touch(by, at);
    }

    /** Where it is in its life. */
    public LifecycleState state() {
        return new LifecycleState(revision, draftRevision());
    }

    private void enter(LifecycleState next) {
        revision = next.served();
        draftRevision = next.draft().isPresent() ? next.draft().getAsInt() : null;
    }

    private void touch(String by, Instant at) {
        changedBy = by;
        changedAt = Columns.time(at);
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public Integration integration() {
        return integration;
    }

    public String source() {
        return source;
    }

    public boolean inferencing() {
        return inferencing;
    }

    /** The revision that serves; 0 until the first confirm. */
    public int revision() {
        return revision;
    }

    public boolean active() {
        return revision > 0;
    }

    public OptionalInt draftRevision() {
        return draftRevision == null ? OptionalInt.empty() : OptionalInt.of(draftRevision);
    }

    /** The revision that people see first: the one that serves, or else the draft. */
    public int shownRevision() {
        return state().shown();
    }

    /** The revision that a test is for: the draft, or else the one that serves. */
    public int newestRevision() {
        return state().newest();
    }

    public String addedBy() {
        return addedBy;
    }

    public Instant addedAt() {
        return addedAt.toInstant();
    }

    public String changedBy() {
        return changedBy;
    }

    public Instant changedAt() {
        return changedAt.toInstant();
    }

    public long version() {
        return version;
    }
}
