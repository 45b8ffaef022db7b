package org.externalmodels.registry.retention;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.io.StringReader;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.model.Columns;

/** Something that an administrator has set for usage. */
@Entity
@Table(name = "usage_setting")
public class UsageSetting {

    @Id
    private String name;

    private String document;

    @Column(name = "changed_by")
    private String changedBy;

    @Column(name = "changed_at")
    private OffsetDateTime changedAt;

    @Version
    private long version;

    protected UsageSetting() {}

    UsageSetting(String name) {
        this.name = name;
    }

    void set(JsonObject value, Actor actor, Instant now) {
        document = value.toString();
        changedBy = actor.name();
        changedAt = Columns.time(now);
    }

    JsonObject value() {
        try (JsonReader reader = Json.createReader(new StringReader(document))) {
            return reader.readObject();
        }
    }

    long version() {
        return version;
    }
}
