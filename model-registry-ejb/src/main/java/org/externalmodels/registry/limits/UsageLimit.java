package org.externalmodels.registry.limits;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.model.Columns;

/** A limit or a budget as it is stored. */
@Entity
@Table(name = "usage_limit")
public class UsageLimit {

    @Id
    private String id;

    private String name;

    @Column(name = "name_key")
    private String nameKey;

    private String measure;
    private BigDecimal amount;
    private String currency;

    @Column(name = "key_id")
    private String keyId;

    private String application;

    @Column(name = "model_id")
    private String modelId;

    @Column(name = "connection_id")
    private String connectionId;

    private boolean shadow;
    private boolean enabled;

    @Column(name = "changed_by")
    private String changedBy;

    @Column(name = "changed_at")
    private OffsetDateTime changedAt;

    @Version
    private long version;

    protected UsageLimit() {}

    UsageLimit(Measure measure) {
        id = UUID.randomUUID().toString();
        this.measure = measure.name();
    }

    /** Becomes what is given, for those whose ids were found. */
    void become(GivenLimit given, Scope ids, String by, Instant at) {
        name = given.name();
        nameKey = Definition.nameKey(given.name());
        measure = given.measure().name();
        amount = given.amount();
        currency = given.currency().orElse(null);
        keyId = ids.key();
        application = ids.application();
        modelId = ids.modelId();
        connectionId = ids.connectionId();
        shadow = given.shadow();
        enabled = given.enabled();
        changedBy = by;
        changedAt = Columns.time(at);
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    Measure measure() {
        return Measure.valueOf(measure);
    }

    BigDecimal amount() {
        return amount;
    }

    String currency() {
        return currency;
    }

    /** With ids, or {@link Scope#EACH}, in place of names. */
    Scope ids() {
        return new Scope(keyId, application, modelId, connectionId);
    }

    boolean shadow() {
        return shadow;
    }

    boolean enabled() {
        return enabled;
    }

    String changedBy() {
        return changedBy;
    }

    Instant changedOn() {
        return changedAt.toInstant();
    }

    long version() {
        return version;
    }
}
