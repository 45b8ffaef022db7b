package org.externalmodels.registry.audit;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.function.Supplier;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.json.Json;

/**
 * Keeps in the audit log who gave a secret in vain, whichever way it came. What is refused is rolled back; its entry is not,
 * and says of the secret nothing but why it was not taken.
 */
@Dependent
public class RefusedSecrets {

    /** Keeps nothing, for whoever is part of a larger change that notes its refusals itself. */
    public static final RefusedSecrets UNNOTED = new RefusedSecrets(AuditNotes.NONE);

    private final AuditNotes notes;

    @Inject
    public RefusedSecrets(AuditNotes notes) {
        this.notes = notes;
    }

    /** Makes a change, and notes each secret that it brought if it is refused. */
    public <T> T noting(Supplier<Actor> actor, List<GivenSecret> given, Supplier<T> change) {
        try {
            return change.get();
        } catch (RegistryException refused) {
            note(actor.get(), given, refused);
            throw refused;
        }
    }

    /** Notes secrets that were refused. Where that cannot be written either, what was refused first is still what to tell. */
    public void note(Actor actor, List<GivenSecret> given, RegistryException refused) {
        try {
            for (GivenSecret secret : given) {
                AuditTarget target = secret.target();
                // A key may be pasted where a name belongs.
                String name = secret.masked(target.name());
                notes.record(
                        actor,
                        secret.refused(),
                        new AuditTarget(target.kind(), target.id(), name),
                        null,
                        why(refused, secret));
            }
        } catch (RuntimeException unrecorded) {
            refused.addSuppressed(unrecorded);
        }
    }

    /** A provider may say the key back to whoever gave it. */
    private static JsonObject why(RegistryException refused, GivenSecret secret) {
        return Json.createObjectBuilder()
                .add("reason", refused.reason().name())
                .add("message", secret.masked(refused.getMessage()))
                .build();
    }
}
