package org.externalmodels.registry.billing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.transaction.Transactional;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.audit.AuditLog;
import org.externalmodels.registry.audit.AuditTarget;

/** Writes an audit entry in a transaction of its own, for work that is in many. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
public class RatingAudit {

    private final AuditLog audit;

    protected RatingAudit() {
        this(null);
    }

    @Inject
    public RatingAudit(AuditLog audit) {
        this.audit = audit;
    }

    public void record(Actor actor, String action, JsonValue before, JsonValue after) {
        audit.record(actor, action, new AuditTarget("billing", "rerate", "rerate"), before, after);
    }
}
