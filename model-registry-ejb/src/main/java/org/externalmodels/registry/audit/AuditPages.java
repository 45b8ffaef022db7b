package org.externalmodels.registry.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.externalmodels.registry.OwnTransaction;
import org.externalmodels.registry.audit.AuditVerdict.End;

/** Reads the chain piece by piece, each in a transaction of its own: a long chain takes longer than one may. */
@ApplicationScoped
@OwnTransaction
public class AuditPages {

    private static final int AT_A_TIME = 1_000;

    private final EntityManager entities;

    protected AuditPages() {
        this(null);
    }

    @Inject
    public AuditPages(EntityManager entities) {
        this.entities = entities;
    }

    public End end() {
        AuditChain chain = entities.find(AuditChain.class, AuditChain.ONLY);
        return chain == null ? new End(0, AuditChain.BEGINNING) : new End(chain.lastPosition(), chain.lastSeal());
    }

    /** The next entries up to a position. */
    public List<AuditEntry> after(long position, long last) {
        return entities.createQuery(
                        "select e from AuditEntry e where e.chainPosition > :position and e.chainPosition <= :last"
                                + " order by e.chainPosition",
                        AuditEntry.class)
                .setParameter("position", position)
                .setParameter("last", last)
                .setMaxResults(AT_A_TIME)
                .getResultList();
    }

    /** Entries behind the end of the chain, where there are none. */
    public List<AuditEntry> beyond(long last) {
        List<AuditEntry> found = after(last, Long.MAX_VALUE);
        // What was sealed since the end was read is behind it as well; the end is read last, for it only moves on.
        entities.clear();
        long now = end().position();
        return found.stream()
                .filter(entry -> entry.chainPosition().orElseThrow() > now)
                .toList();
    }
}
