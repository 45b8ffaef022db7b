package org.externalmodels.registry.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.OffsetDateTime;

/** When a connection was last used. */
@Entity
@Table(name = "connection_use")
public class ConnectionUse {

    @Id
    @Column(name = "connection_id")
    private String connectionId;

    @Column(name = "last_used_at")
    private OffsetDateTime lastUsedAt;

    protected ConnectionUse() {}

    public ConnectionUse(String connectionId, Instant lastUsedAt) {
        this.connectionId = connectionId;
        this.lastUsedAt = Columns.time(lastUsedAt);
    }

    /** Records may come out of order. */
    public void used(Instant at) {
        if (at.isAfter(lastUsedAt.toInstant())) {
            lastUsedAt = Columns.time(at);
        }
    }

    public String connectionId() {
        return connectionId;
    }

    public Instant lastUsedAt() {
        return lastUsedAt.toInstant();
    }
}
