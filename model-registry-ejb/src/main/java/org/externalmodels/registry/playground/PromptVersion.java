package org.externalmodels.registry.playground;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import org.externalmodels.registry.model.Columns;

/** A prompt as it was saved once. Never changes. */
@Entity
@Table(name = "prompt_version")
@IdClass(PromptVersion.Key.class)
public class PromptVersion {

    @Id
    @Column(name = "prompt_id")
    private String promptId;

    @Id
    private int number;

    private String document;

    @Column(name = "saved_by")
    private String savedBy;

    @Column(name = "saved_at")
    private OffsetDateTime savedAt;

    protected PromptVersion() {}

    PromptVersion(String promptId, int number, String document, String by, Instant at) {
        this.promptId = promptId;
        this.number = number;
        this.document = document;
        savedBy = by;
        savedAt = Columns.time(at);
    }

    public int number() {
        return number;
    }

    /** JSON, as the playground made it. */
    public String document() {
        return document;
    }

    public String savedBy() {
        return savedBy;
    }

    public Instant savedAt() {
        return savedAt.toInstant();
    }

    /** A prompt's id and the number of a version. */
    public static class Key {
        private String promptId;
        private int number;

        public Key() {}

        public Key(String promptId, int number) {
            this.promptId = promptId;
            this.number = number;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key that && number == that.number && Objects.equals(promptId, that.promptId);
        }

        @Override
        public int hashCode() {
            return Objects.hash(promptId, number);
        }
    }
}
