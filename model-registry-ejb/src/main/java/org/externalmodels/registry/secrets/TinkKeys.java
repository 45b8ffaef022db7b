package org.externalmodels.registry.secrets;

import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.mac.MacConfig;
import java.security.GeneralSecurityException;

/** Teaches Tink the two kinds of keys that are used here. */
final class TinkKeys {

    static {
        try {
            AeadConfig.register();
            MacConfig.register();
        } catch (GeneralSecurityException missing) {
            throw new ExceptionInInitializerError(missing);
        }
    }

    private TinkKeys() {}

    static Configuration kinds() throws GeneralSecurityException {
        return RegistryConfiguration.get();
    }
}
