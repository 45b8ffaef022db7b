package org.externalmodels.registry.model;

import java.util.Collection;
import java.util.Optional;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.definition.ProfileSettings;
import org.externalmodels.registry.secrets.SecretVault;
import org.externalmodels.registry.secrets.UnreadableSecretException;

/**
 * The secrets of one profile. Those that go to a token endpoint are stored for its origin: whoever moves the endpoint to
 * another host must know them.
 *
 * @param profile whose they are
 * @param stored rows that may be its own
 */
public record ProfileSecrets(Profile profile, Collection<StoredSecret> stored) {

    /** The owner of a stored secret. */
    public static String owner(Profile profile, ProfileSettings settings, String slot) {
        return "profile/" + profile.id() + "/" + slot + "/" + settings.origin();
    }

    /** The row of a secret, as the settings are now. */
    public Optional<StoredSecret> row(String slot) {
        String owner = owner(profile, profile.settings(), slot);
        return stored.stream().filter(row -> row.owner().equals(owner)).findFirst();
    }

    public boolean has(String slot) {
        return row(slot).isPresent();
    }

    /** Decrypts a secret. */
    public Secret open(String slot, SecretVault vault) throws UnreadableSecretException {
        Optional<StoredSecret> row = row(slot);
        if (row.isEmpty()) {
            throw UnreadableSecretException.missing();
        }
        return row.get().open(vault, owner(profile, profile.settings(), slot));
    }

    @Override
    public String toString() {
        return "ProfileSecrets[" + profile.name() + "]";
    }
}
