package org.externalmodels.registry.secrets;

import jakarta.enterprise.context.ApplicationScoped;
import org.externalmodels.registry.RegistryException;

/** The vault once it is open. */
@ApplicationScoped
public class OpenVault {

    private volatile SecretVault vault;

    protected OpenVault() {}

    public OpenVault(SecretVault vault) {
        this.vault = vault;
    }

    public void opened(SecretVault with) {
        vault = with;
    }

    public boolean isOpen() {
        return vault != null;
    }

    public SecretVault get() {
        SecretVault open = vault;
        if (open == null) {
            throw RegistryException.unavailable("The registry is not open yet", null);
        }
        return open;
    }
}
