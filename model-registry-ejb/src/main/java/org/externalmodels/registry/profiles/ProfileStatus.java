package org.externalmodels.registry.profiles;

import org.externalmodels.registry.model.ProfileSecrets;
import org.externalmodels.registry.publication.ProfileAuthentication;
import org.externalmodels.registry.secrets.SecretVault;
import org.externalmodels.registry.secrets.UnreadableSecretException;

/** How it is with a profile. */
public enum ProfileStatus {
    /** It has all it needs. */
    CONFIGURED,
    /** The owner of the account has not said yes. */
    NOT_CONFIGURED,
    /** A secret cannot be decrypted; it has to be given again. */
    UNREADABLE;

    static ProfileStatus of(ProfileSecrets secrets, SecretVault vault) {
        try {
            return ProfileAuthentication.of(secrets, vault).isPresent() ? CONFIGURED : NOT_CONFIGURED;
        } catch (UnreadableSecretException unreadable) {
            return UNREADABLE;
        }
    }
}
