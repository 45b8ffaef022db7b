package org.externalmodels.registry.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.externalmodels.registry.secrets.SecretVault;

/** The end of the chain, in one row that whoever lengthens it holds. */
@Entity
@Table(name = "audit_chain")
public class AuditChain {

    static final int ONLY = 1;
    static final String BEGINNING = "-";

    @Id
    private int id;

    @Column(name = "last_position")
    private long lastPosition;

    @Column(name = "last_seal")
    private String lastSeal;

    protected AuditChain() {}

    void append(AuditEntry entry, SecretVault vault) {
        lastSeal = ChainCodes.seal(lastSeal, lastPosition + 1, entry, vault);
        lastPosition++;
        entry.chain(lastPosition, lastSeal);
    }

    long lastPosition() {
        return lastPosition;
    }

    String lastSeal() {
        return lastSeal;
    }
}
