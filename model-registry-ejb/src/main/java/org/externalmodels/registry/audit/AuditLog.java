package org.externalmodels.registry.audit;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.externalmodels.registry.access.Actor;

/** Writes audit entries in the transaction of the change, so that there is never one without the other. */
@Dependent
public class AuditLog {

    private final EntityManager entities;

    @Inject
    public AuditLog(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Records a change.
     *
     * @param before how it was, without secrets; {@code null} if it was not
     * @param after how it is, without secrets; {@code null} if it is no more
     */
    public void record(Actor actor, String action, AuditTarget target, JsonValue before, JsonValue after) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        entities.persist(new AuditEntry(now, actor.name(), action, target, text(before), text(after)));
    }

    private static String text(JsonValue value) {
        return value == null ? null : value.toString();
    }
}
