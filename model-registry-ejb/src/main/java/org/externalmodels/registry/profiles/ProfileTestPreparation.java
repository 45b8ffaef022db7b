package org.externalmodels.registry.profiles;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.registry.OwnTransaction;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.audit.AuditLog;
import org.externalmodels.registry.audit.AuditTarget;
import org.externalmodels.registry.model.Models;
import org.externalmodels.registry.model.Profile;
import org.externalmodels.registry.publication.ProfileAuthentication;
import org.externalmodels.registry.secrets.OpenVault;
import org.externalmodels.registry.secrets.UnreadableSecretException;

/** Loads what a trial of a profile needs in a transaction of its own: the trial, which may be slow, holds none. */
@ApplicationScoped
@OwnTransaction
public class ProfileTestPreparation {

    private final Models models;
    private final OpenVault vault;
    private final AuditLog audit;

    protected ProfileTestPreparation() {
        this(null, null, null);
    }

    @Inject
    public ProfileTestPreparation(Models models, OpenVault vault, AuditLog audit) {
        this.models = models;
        this.vault = vault;
        this.audit = audit;
    }

    /** The profile as it is, and the note that somebody tries it. */
    public Authentication prepare(Actor actor, String id) {
        Profile profile = models.profiles().get(id);
        audit.record(actor, "profile.tested", AuditTarget.of(profile), null, null);
        try {
            return ProfileAuthentication.of(models.profiles().secrets(profile), vault.get())
                    .orElseThrow(() -> RegistryException.invalid(
                            "status", "The profile is not configured yet: it has to be authorized first"));
        } catch (UnreadableSecretException unreadable) {
            throw RegistryException.invalid("status", "A secret of the profile does not open any more: give it again");
        }
    }
}
