package org.externalmodels.registry.model;

import java.util.OptionalInt;
import org.externalmodels.registry.RegistryException;

/**
 * Where a model is in its life, and every step from there: the only place that knows which steps there are. A draft is
 * always the revision after the one that serves, and a model that does not serve has one.
 *
 * @param served the revision that serves, 0 until the first confirm
 * @param draft the revision that is being edited
 */
public record LifecycleState(int served, OptionalInt draft) {

    /** A new model. */
    public static final LifecycleState FIRST_DRAFT = new LifecycleState(0, OptionalInt.of(1));

    public LifecycleState {
        boolean whole = served >= 0 && (draft.isPresent() ? draft.getAsInt() == served + 1 : served > 0);
        if (!whole) {
            throw new IllegalStateException("No model serves revision " + served + " with the draft " + draft);
        }
    }

    /** An edit or a restore: opens a draft, or goes on with the one that is open. */
    public LifecycleState edited() {
        return new LifecycleState(served, OptionalInt.of(served + 1));
    }

    /** The draft begins to serve. */
    public LifecycleState confirmed() {
        if (draft.isEmpty()) {
            throw RegistryException.invalid("status", "There is no draft to confirm");
        }
        return new LifecycleState(draft.getAsInt(), OptionalInt.empty());
    }

    /** The draft is dropped, and the revision that serves goes on. */
    public LifecycleState discarded() {
        if (served == 0) {
            throw RegistryException.invalid("status", "A model that never served is deleted");
        }
        if (draft.isEmpty()) {
            throw RegistryException.invalid("status", "There is no draft to discard");
        }
        return new LifecycleState(served, OptionalInt.empty());
    }

    public boolean active() {
        return served > 0;
    }

    /** The revision that people see first: the one that serves, or else the draft. */
    public int shown() {
        return active() ? served : draft.orElseThrow();
    }

    /** The revision that an edit begins with: the draft, or else the one that serves. */
    public int newest() {
        return draft.orElse(served);
    }

    /** What a revision is in this state. */
    public RevisionStatus of(int revision) {
        if (draft.isPresent() && draft.getAsInt() == revision) {
            return RevisionStatus.DRAFT;
        }
        return revision == served ? RevisionStatus.SERVED : RevisionStatus.FORMER;
    }
}
