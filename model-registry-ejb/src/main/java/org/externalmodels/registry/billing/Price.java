package org.externalmodels.registry.billing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.externalmodels.registry.Sql;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.model.Columns;
import org.externalmodels.registry.model.Model;

/** What a model, or one of its connections, costs from a time on, until its next price holds. */
@Entity
public class Price {

    @Id
    private String id;

    @Column(name = "model_id")
    private String modelId;

    @Column(name = "model_name")
    private String modelName;

    /** Empty for all connections. */
    @Column(name = "connection_name")
    private String connectionName;

    @Column(name = "effective_from")
    private OffsetDateTime effectiveFrom;

    private String currency;
    private BigDecimal input;
    private BigDecimal output;

    @Column(name = "cached_read")
    private BigDecimal cachedRead;

    @Column(name = "cache_write")
    private BigDecimal cacheWrite;

    private BigDecimal reasoning;
    private BigDecimal image;

    @Column(name = "audio_minute")
    private BigDecimal audioMinute;

    private BigDecimal request;

    @Column(name = "changed_by")
    private String changedBy;

    @Column(name = "changed_at")
    private OffsetDateTime changedAt;

    @Version
    private long version;

    protected Price() {}

    Price(Model model, String connectionName) {
        id = UUID.randomUUID().toString();
        modelId = model.id();
        modelName = model.name();
        this.connectionName = connectionName;
    }

    void set(Instant from, String newCurrency, Rates rates, Actor actor, Instant now) {
        effectiveFrom = Columns.time(from);
        currency = newCurrency;
        input = rates.input();
        output = rates.output();
        cachedRead = rates.cachedRead();
        cacheWrite = rates.cacheWrite();
        reasoning = rates.reasoning();
        image = rates.image();
        audioMinute = rates.audioMinute();
        request = rates.request();
        changedBy = actor.name();
        changedAt = Columns.time(now);
    }

    String id() {
        return id;
    }

    String modelId() {
        return modelId;
    }

    String connectionName() {
        return connectionName;
    }

    long version() {
        return version;
    }

    PriceItem item() {
        return new PriceItem(
                id,
                modelName,
                modelId,
                connectionName.isEmpty() ? null : connectionName,
                effectiveFrom.toInstant(),
                currency,
                Sql.plain(input),
                Sql.plain(output),
                Sql.plain(cachedRead),
                Sql.plain(cacheWrite),
                Sql.plain(reasoning),
                Sql.plain(image),
                Sql.plain(audioMinute),
                Sql.plain(request),
                changedBy,
                changedAt.toInstant(),
                version);
    }
}
