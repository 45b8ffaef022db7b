package org.externalmodels.registry.playground;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.model.Columns;

/** A prompt under a name; what it says is in its versions. */
@Entity
@Table(name = "saved_prompt")
public class SavedPrompt {

    @Id
    private String id;

    private String name;

    @Column(name = "name_key")
    private String nameKey;

    @Column(name = "default_version")
    private int defaultVersion;

    @Column(name = "newest_version")
    private int newestVersion;

    @Column(name = "changed_by")
    private String changedBy;

    @Column(name = "changed_at")
    private OffsetDateTime changedAt;

    @Version
    private long version;

    protected SavedPrompt() {}

    SavedPrompt(String name, String by, Instant at) {
        id = UUID.randomUUID().toString();
        this.name = name;
        nameKey = Definition.nameKey(name);
        defaultVersion = 1;
        touch(by, at);
    }

    /** Counts one version more. */
    int nextVersion(String by, Instant at) {
        touch(by, at);
        newestVersion++;
        return newestVersion;
    }

    void openFirst(int number, String by, Instant at) {
        defaultVersion = number;
        touch(by, at);
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

    /** The version that opens first. */
    public int defaultVersion() {
        return defaultVersion;
    }

    public int newestVersion() {
        return newestVersion;
    }

    public String changedBy() {
        return changedBy;
    }

    public Instant changedAt() {
        return changedAt.toInstant();
    }
}
