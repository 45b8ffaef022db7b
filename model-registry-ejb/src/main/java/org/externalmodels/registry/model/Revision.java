package org.externalmodels.registry.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.externalmodels.registry.definition.Definition;

/** One revision of a model. Once confirmed it never changes. */
@Entity
@Table(name = "model_revision")
@IdClass(Revision.Key.class)
public class Revision {

    @Id
    @Column(name = "model_id")
    private String modelId;

    @Id
    private int revision;

    @Column(name = "definition")
    private String document;

    @Column(name = "profile_key")
    private String profileKey;

    @Column(name = "changed_by")
    private String changedBy;

    @Column(name = "changed_at")
    private OffsetDateTime changedAt;

    @Column(name = "confirmed_by")
    private String confirmedBy;

    @Column(name = "confirmed_at")
    private OffsetDateTime confirmedAt;

    @Column(name = "tested_at")
    private OffsetDateTime testedAt;

    protected Revision() {}

    public Revision(String modelId, int revision, Definition definition, String by, Instant at) {
        this.modelId = modelId;
        this.revision = revision;
        write(definition, by, at);
    }

    public final void write(Definition definition, String by, Instant at) {
        if (confirmedAt != null) {
            throw new IllegalStateException("Revision " + revision + " of model " + modelId + " is confirmed");
        }
        String written = DefinitionDocument.write(definition);
        if (!written.equals(document)) {
            testedAt = null;
        }
        document = written;
        profileKey = definition.profileName().map(Definition::nameKey).orElse(null);
        changedBy = by;
        changedAt = Columns.time(at);
    }

    public void confirm(String by, Instant at) {
        confirmedBy = by;
        confirmedAt = Columns.time(at);
    }

    /** Notes that a test call with its definition succeeded. */
    public void tested(Instant at) {
        testedAt = Columns.time(at);
    }

    public Definition definition() {
        return DefinitionDocument.read(document);
    }

    public String modelId() {
        return modelId;
    }

    public int revision() {
        return revision;
    }

    public String changedBy() {
        return changedBy;
    }

    public Instant changedAt() {
        return changedAt.toInstant();
    }

    public boolean confirmed() {
        return confirmedAt != null;
    }

    public String confirmedBy() {
        return confirmedBy;
    }

    public Instant confirmedAt() {
        return confirmedAt == null ? null : confirmedAt.toInstant();
    }

    /** When a test call with its definition succeeded last, {@code null} if none has. */
    public Instant testedAt() {
        return testedAt == null ? null : testedAt.toInstant();
    }

    /** A model's id and the number of a revision. */
    public static class Key {
        private String modelId;
        private int revision;

        public Key() {}

        public Key(String modelId, int revision) {
            this.modelId = modelId;
            this.revision = revision;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key that && revision == that.revision && Objects.equals(modelId, that.modelId);
        }

        @Override
        public int hashCode() {
            return Objects.hash(modelId, revision);
        }
    }
}
