package org.externalmodels.registry.keys;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.externalmodels.registry.model.Columns;

/** When a key was last used. */
@Entity
@Table(name = "application_key_use")
public class ApplicationKeyUse {

    @Id
    @Column(name = "key_id")
    private String keyId;

    @Column(name = "last_used_at")
    private OffsetDateTime lastUsedAt;

    protected ApplicationKeyUse() {}

    ApplicationKeyUse(String keyId, Instant lastUsedAt) {
        this.keyId = keyId;
        this.lastUsedAt = Columns.time(lastUsedAt);
    }

    /** Servers tell of uses in any order. */
    void used(Instant at) {
        if (at.isAfter(lastUsedAt.toInstant())) {
            lastUsedAt = Columns.time(at);
        }
    }

    String keyId() {
        return keyId;
    }

    Instant lastUsedAt() {
        return lastUsedAt.toInstant();
    }
}
