package org.externalmodels.registry.billing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import org.externalmodels.registry.OwnTransaction;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.audit.AuditLog;
import org.externalmodels.registry.audit.AuditTarget;

/** Writes an audit entry in a transaction of its own, for work that is in many. */
@ApplicationScoped
@OwnTransaction
public class RatingAudit {

    private final AuditLog audit;

    protected RatingAudit() {
        this(null);
    }

    @Inject
    public RatingAudit(AuditLog audit) {
        this.audit = audit;
    }

    /**
     * Writes an entry.
     *
     * @param work the word of the management API for what is done
     * @param action what has become of it
     */
    public void record(Actor actor, String work, String action, JsonValue asked, JsonValue outcome) {
        audit.record(actor, "billing." + action, new AuditTarget("billing", work, work), asked, outcome);
    }
}
