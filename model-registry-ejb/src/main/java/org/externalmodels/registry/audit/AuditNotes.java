package org.externalmodels.registry.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import java.util.List;
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

    /** What {@link #record} takes. */
    public record Note(Actor actor, String action, AuditTarget target, JsonValue before, JsonValue after) {}

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

    /** All of them or none. */
    public void recordAll(List<Note> notes) {
        notes.forEach(note -> record(note.actor(), note.action(), note.target(), note.before(), note.after()));
    }
}
