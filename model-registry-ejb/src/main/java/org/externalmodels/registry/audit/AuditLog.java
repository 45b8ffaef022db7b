package org.externalmodels.registry.audit;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.access.Visit;
import org.externalmodels.registry.secrets.OpenVault;

/** Writes audit entries in the transaction of the change, so that there is never one without the other. */
@Dependent
public class AuditLog {

    private final EntityManager entities;
    private final OpenVault vault;
    private final Visit visit;

    @Inject
    public AuditLog(EntityManager entities, OpenVault vault, Visit visit) {
        this.entities = entities;
        this.vault = vault;
        this.visit = visit;
    }

    /** For use outside the container, where nobody visits. */
    public AuditLog(EntityManager entities, OpenVault vault) {
        this(entities, vault, new Visit());
    }

    /** The same where nobody looks at the chain: what it writes has no code, and would be found as inserted. */
    public AuditLog(EntityManager entities) {
        this(entities, null);
    }

    /**
     * Records a change.
     *
     * @param before how it was, without secrets; {@code null} if it was not
     * @param after how it is, without secrets; {@code null} if it is no more
     */
    public void record(Actor actor, String action, AuditTarget target, JsonValue before, JsonValue after) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        AuditEntry entry = new AuditEntry(now, actor.name(), action, target, text(before), text(after));
        try {
            entry.cameFrom(visit.remoteAddress().orElse(null), visit.requestId().orElse(null));
        } catch (ContextNotActiveException noRequest) {
            // The product's own doing, such as at its start.
        }
        // Persisting numbers it, and the number is part of what the code covers.
        entities.persist(entry);
        if (vault != null) {
            entry.sign(vault.get());
        }
    }

    /** Who did one of some actions last to something that has had its name since then; empty if nobody did. */
    public Optional<LastChange> last(AuditTarget target, List<String> actions) {
        return entities.createQuery(
                        "select e from AuditEntry e where e.targetKind = :kind and e.targetName = :name"
                                + " and e.targetId = :id and e.action in :actions order by e.time desc, e.id desc",
                        AuditEntry.class)
                .setParameter("kind", target.kind())
                .setParameter("name", target.name())
                .setParameter("id", target.id())
                .setParameter("actions", actions)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .map(entry -> new LastChange(entry.actor(), entry.time()));
    }

    private static String text(JsonValue value) {
        return value == null ? null : value.toString();
    }
}
