package org.externalmodels.registry.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Comparator;
import java.util.List;
import org.externalmodels.registry.OwnTransaction;
import org.externalmodels.registry.secrets.OpenVault;

/**
 * Puts committed entries into the chain, some at a time. Apart from the changes themselves, so that none waits for the end of
 * the chain; several servers take turns by its row.
 */
@ApplicationScoped
@OwnTransaction
public class AuditSealer {

    private static final int AT_A_TIME = 500;

    private final EntityManager entities;
    private final OpenVault vault;

    protected AuditSealer() {
        this(null, null);
    }

    @Inject
    public AuditSealer(EntityManager entities, OpenVault vault) {
        this.entities = entities;
        this.vault = vault;
    }

    /**
     * Lengthens the chain.
     *
     * @return whether there may be more
     */
    public boolean seal() {
        if (waiting(1).isEmpty()) {
            return false;
        }
        // Read again below: whoever holds the row until then may take them.
        entities.clear();
        AuditChain chain = entities.find(AuditChain.class, AuditChain.ONLY, LockModeType.PESSIMISTIC_WRITE);
        List<AuditEntry> waiting = waiting(AT_A_TIME);
        for (AuditEntry entry : waiting) {
            chain.append(entry, vault.get());
        }
        return waiting.size() == AT_A_TIME;
    }

    private List<AuditEntry> waiting(int limit) {
        // Ordered here: the database would be tempted to walk along the numbers of all entries.
        return entities
                .createQuery("select e from AuditEntry e where e.chainPosition is null", AuditEntry.class)
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .sorted(Comparator.comparingLong(AuditEntry::id))
                .toList();
    }
}
