package org.externalmodels.registry.audit;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.externalmodels.inference.spi.Secret;
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

    /** Shorter ones stand in any text, as everywhere that secrets are masked by their value. */
    private static final int SHORTEST = 4;

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
        note(actor, given.stream().map(secret -> new Refusal(secret, refused)).toList());
    }

    /** Notes secrets that were refused together, each for a reason of its own. No entry has the value of any of them. */
    public void note(Actor actor, List<Refusal> refusals) {
        if (refusals.isEmpty()) {
            return;
        }
        try {
            List<String> hidden = hidden(refusals);
            notes.recordAll(refusals.stream()
                    .map(refusal -> new AuditNotes.Note(
                            actor,
                            refusal.secret().refused(),
                            shown(refusal.secret().target(), hidden),
                            null,
                            why(refusal.why(), hidden)))
                    .toList());
        } catch (RuntimeException unrecorded) {
            refusals.get(0).why().addSuppressed(unrecorded);
        }
    }

    /** A secret, and why it was not taken. */
    public record Refusal(GivenSecret secret, RegistryException why) {}

    /** The longer ones first: one may begin with another. */
    private static List<String> hidden(List<Refusal> refusals) {
        return refusals.stream()
                .flatMap(refusal -> refusal.secret().values().stream())
                .map(Secret::reveal)
                .filter(value -> value.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    private static String masked(String text, List<String> hidden) {
        return hidden.stream().reduce(text, (masked, value) -> masked.replace(value, Secret.MASK));
    }

    /** A key may be pasted where a name belongs, and be longer than a name is shown. */
    private static AuditTarget shown(AuditTarget target, List<String> hidden) {
        return new AuditTarget(target.kind(), target.id(), masked(target.name(), hidden)).shortened();
    }

    /** A provider may say the key back to whoever gave it. */
    private static JsonObject why(RegistryException refused, List<String> hidden) {
        return Json.createObjectBuilder()
                .add("reason", refused.reason().name())
                .add("message", masked(refused.getMessage(), hidden))
                .build();
    }
}
