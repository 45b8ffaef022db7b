package org.externalmodels.registry.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import org.externalmodels.registry.OwnTransaction;
import org.externalmodels.registry.access.Actor;

/** Records what changes nothing in the registry and so has no transaction to be part of: sign-ins, exports, refusals. */
@ApplicationScoped
@OwnTransaction
public class AuditNotes {

    /** Keeps nothing, for what no user does. */
    public static final AuditNotes NONE = new AuditNotes() {
        @Override
        public void record(Actor actor, String action, AuditTarget target, JsonValue before, JsonValue after) {
            // Nobody would look for it.
        }
    };

    private final AuditLog audit;

    protected AuditNotes() {
        this(null);
    }

    @Inject
    public AuditNotes(AuditLog audit) {
        this.audit = audit;
    }

    /** As {@link AuditLog#record}, committed when it returns. */
    public void record(Actor actor, String action, AuditTarget target, JsonValue before, JsonValue after) {
        audit.record(actor, action, target, before, after);
    }
}
