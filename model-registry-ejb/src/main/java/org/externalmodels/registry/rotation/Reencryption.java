package org.externalmodels.registry.rotation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import org.externalmodels.registry.OwnTransaction;
import org.externalmodels.registry.model.StoredSecret;
import org.externalmodels.registry.publication.Announcement;
import org.externalmodels.registry.secrets.OpenVault;
import org.externalmodels.registry.secrets.SecretVault;
import org.externalmodels.registry.secrets.UnreadableSecretException;

/** Encrypts stored secrets anew, some at a time. */
@ApplicationScoped
@OwnTransaction
public class Reencryption {

    private static final Logger LOG = System.getLogger(Reencryption.class.getName());

    /** So many take a few milliseconds, and edits wait no longer than that. */
    static final int CHUNK = 100;

    private final EntityManager entities;
    private final OpenVault vault;
    private final Announcement announcement;

    protected Reencryption() {
        this(null, null, null);
    }

    @Inject
    public Reencryption(EntityManager entities, OpenVault vault, Announcement announcement) {
        this.entities = entities;
        this.vault = vault;
        this.announcement = announcement;
    }

    /**
     * Encrypts the next ones that another key encrypted.
     *
     * @param after the id of the last one that was looked at, empty text to begin
     * @return the same for the next time, empty if there are no more
     */
    public Optional<String> chunk(String after) {
        // In turn with edits: both touch several rows, in different orders.
        announcement.begin();
        SecretVault open = vault.get();
        List<StoredSecret> secrets = entities.createQuery(
                        "select s from StoredSecret s where s.keyId <> :primary and s.id > :after order by s.id",
                        StoredSecret.class)
                .setParameter("primary", open.primaryKeyId())
                .setParameter("after", after)
                .setMaxResults(CHUNK)
                .getResultList();
        secrets.forEach(secret -> reseal(secret, open));
        return secrets.size() < CHUNK
                ? Optional.empty()
                : Optional.of(secrets.get(CHUNK - 1).id());
    }

    /** What does not open stays as it is: its key may come back. */
    private static void reseal(StoredSecret secret, SecretVault vault) {
        try {
            secret.reseal(vault);
        } catch (UnreadableSecretException unreadable) {
            LOG.log(Level.DEBUG, "Not encrypted anew: {0}", unreadable.getMessage());
        }
    }
}
