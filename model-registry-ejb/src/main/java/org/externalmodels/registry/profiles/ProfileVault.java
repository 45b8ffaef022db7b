package org.externalmodels.registry.profiles;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.definition.ProfileField;
import org.externalmodels.registry.definition.ProfileSettings;
import org.externalmodels.registry.definition.ProfileType.Slot;
import org.externalmodels.registry.model.Models;
import org.externalmodels.registry.model.Profile;
import org.externalmodels.registry.model.ProfileSecrets;
import org.externalmodels.registry.model.StoredSecret;
import org.externalmodels.registry.secrets.SecretVault;

/** Stores the secrets of one profile, and lets go of those that it has no use for any more. */
final class ProfileVault {

    private final Models models;
    private final SecretVault vault;
    private final Profile profile;

    ProfileVault(Models models, SecretVault vault, Profile profile) {
        this.models = models;
        this.vault = vault;
        this.profile = profile;
    }

    /**
     * Takes the secrets of a profile that has its new settings already.
     *
     * @param before the settings it had, empty for a new profile
     * @return the names of the secrets that were given
     */
    Set<String> take(GivenProfile given, Optional<ProfileSettings> before) {
        ProfileSecrets there = models.profiles().secrets(profile);
        ProfileSettings settings = profile.settings();
        Set<String> replaced = new TreeSet<>(given.secrets().keySet());
        Set<String> used = new HashSet<>();
        List<DefinitionProblem> missing = new ArrayList<>();
        for (String slot : settings.type().secrets()) {
            keep(slot, slot, Optional.ofNullable(given.secrets().get(slot)), there, used, missing);
        }
        for (int i = 0; i < settings.fields().size(); i++) {
            ProfileField field = given.settings().fields().get(i);
            if (field.secret()) {
                String slot = Slot.ofField(field);
                Optional<Secret> value = field.givesSecret() ? Optional.of(Secret.of(field.value())) : Optional.empty();
                value.ifPresent(secret -> replaced.add("fields[" + field.name() + "]"));
                keep(slot, "fields[" + i + "].value", value, there, used, missing);
            }
        }
        if (before.isPresent() && sameAccount(before.get(), settings)) {
            there.row(Slot.REFRESH_TOKEN).map(StoredSecret::id).ifPresent(used::add);
        }
        if (!missing.isEmpty()) {
            throw RegistryException.invalid(missing);
        }
        there.stored().stream()
                .map(StoredSecret::id)
                .filter(id -> !used.contains(id))
                .forEach(models::removeSecret);
        return replaced;
    }

    private void keep(
            String slot,
            String field,
            Optional<Secret> given,
            ProfileSecrets there,
            Set<String> used,
            List<DefinitionProblem> missing) {
        if (given.isPresent()) {
            put(slot, given.get());
            return;
        }
        Optional<StoredSecret> kept = there.row(slot);
        kept.map(StoredSecret::id).ifPresent(used::add);
        boolean dispensable = slot.equals(Slot.CLIENT_SECRET) && profile.type().worksWithoutSecret();
        boolean elsewhere = there.stored().stream()
                .anyMatch(row -> row.owner().startsWith("profile/" + profile.id() + "/" + slot + "/"));
        if (kept.isEmpty() && elsewhere) {
            missing.add(DefinitionProblem.of(field, "The token endpoint moves to another host: give it again"));
        } else if (kept.isEmpty() && !dispensable) {
            missing.add(DefinitionProblem.of(field, "is required"));
        }
    }

    /** Stores a secret in place of the one that was there. */
    void replace(String slot, Secret secret) {
        models.profiles().secrets(profile).row(slot).map(StoredSecret::id).ifPresent(models::removeSecret);
        put(slot, secret);
    }

    private void put(String slot, Secret secret) {
        models.add(StoredSecret.of(profile, ProfileSecrets.owner(profile, profile.settings(), slot), secret, vault));
    }

    /** What an account's owner said yes to. */
    private static boolean sameAccount(ProfileSettings before, ProfileSettings now) {
        return Objects.equals(before.clientId(), now.clientId())
                && Objects.equals(before.authorizationEndpoint(), now.authorizationEndpoint())
                && Objects.equals(before.scope(), now.scope());
    }
}
