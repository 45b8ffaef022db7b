package org.externalmodels.registry.profiles;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.audit.AuditTarget;
import org.externalmodels.registry.audit.GivenSecret;
import org.externalmodels.registry.definition.ProfileField;
import org.externalmodels.registry.definition.ProfileSettings;
import org.externalmodels.registry.definition.ProfileType.Slot;
import org.externalmodels.registry.model.Profile;

/**
 * A profile as people write it.
 *
 * @param name unique, fixed while models refer to it
 * @param settings all that is no secret, and the secret values of fields
 * @param secrets by the member's name; what is not given, or given as the mask, is kept
 * @param origins where it may be sent beside the models that its owner uses it in; empty to keep what is allowed
 */
public record GivenProfile(
        String name, ProfileSettings settings, Map<String, Secret> secrets, Optional<List<String>> origins) {

    public GivenProfile {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(settings, "settings");
        name = name.strip();
        Map<String, Secret> given = new HashMap<>(secrets);
        // What these were pasted with is no part of them; a password may well end with a space.
        for (String pasted : List.of(Slot.KEY, Slot.TOKEN)) {
            given.computeIfPresent(
                    pasted, (slot, secret) -> Secret.of(secret.reveal().strip()));
        }
        given.values()
                .removeIf(secret -> secret.reveal().isEmpty() || secret.reveal().equals(Secret.MASK));
        secrets = Map.copyOf(given);
        origins = origins.map(List::copyOf);
    }

    /** What the audit log has if its secrets are refused with a new profile. */
    public List<GivenSecret> ofNew() {
        return given("profile.addition-refused", AuditTarget.refused("profile", name));
    }

    /** What the audit log has if a profile does not get its secrets. */
    public List<GivenSecret> of(Profile profile) {
        return given("profile.rotation-refused", AuditTarget.of(profile));
    }

    private List<GivenSecret> given(String refused, AuditTarget target) {
        List<Secret> values = new ArrayList<>(secrets.values());
        settings.fields().stream()
                .filter(ProfileField::givesSecret)
                .forEach(field -> values.add(Secret.of(field.value())));
        return values.isEmpty() ? List.of() : List.of(new GivenSecret(refused, target, values));
    }
}
