package org.externalmodels.registry.lifecycle;

import java.util.Optional;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.model.Profile;
import org.externalmodels.registry.model.Profiles;
import org.externalmodels.registry.publication.ProfileAuthentication;
import org.externalmodels.registry.secrets.SecretVault;
import org.externalmodels.registry.secrets.UnreadableSecretException;

/** A definition's authorization profile must be there and have all it needs, before the definition serves. */
final class ProfileReference {

    private static final String FIELD = "authorizationProfile";

    private ProfileReference() {}

    static Optional<DefinitionProblem> problem(Definition definition, Profiles profiles, SecretVault vault) {
        Optional<String> name = definition.profileName();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<Profile> profile = profiles.named(name.get());
        if (profile.isEmpty()) {
            return Optional.of(DefinitionProblem.of(FIELD, "There is no authorization profile " + name.get()));
        }
        try {
            return ProfileAuthentication.of(profiles.secrets(profile.get()), vault)
                            .isPresent()
                    ? Optional.empty()
                    : Optional.of(DefinitionProblem.of(
                            FIELD, profile.get().name() + " is not configured yet: it has to be authorized first"));
        } catch (UnreadableSecretException unreadable) {
            return Optional.of(DefinitionProblem.of(
                    FIELD, "A secret of " + profile.get().name() + " does not open any more: give it again"));
        }
    }
}
