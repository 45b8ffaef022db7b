package org.externalmodels.registry.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.secrets.Ciphertext;
import org.externalmodels.registry.secrets.SecretVault;
import org.externalmodels.registry.secrets.UnreadableSecretException;

/** An encrypted text that opens only for the owner it was stored for. */
@Entity
@Table(name = "stored_secret")
public class StoredSecret {

    @Id
    private String id;

    @Column(name = "model_id")
    private String modelId;

    @Column(name = "profile_id")
    private String profileId;

    private String owner;

    @Column(name = "key_id")
    private long keyId;

    private String ciphertext;

    protected StoredSecret() {}

    public StoredSecret(String modelId, String owner, Secret secret, SecretVault vault) {
        this(modelId, null, owner, secret, vault);
    }

    /** A secret of a profile. */
    public static StoredSecret of(Profile profile, String owner, Secret secret, SecretVault vault) {
        return new StoredSecret(null, profile.id(), owner, secret, vault);
    }

    private StoredSecret(String modelId, String profileId, String owner, Secret secret, SecretVault vault) {
        id = UUID.randomUUID().toString();
        this.modelId = modelId;
        this.profileId = profileId;
        this.owner = owner;
        Ciphertext sealed = vault.seal(secret, binding(owner));
        keyId = sealed.keyId();
        ciphertext = sealed.text();
    }

    /**
     * Decrypts it.
     *
     * @param expectedOwner what uses it; read from the place of use, not from this row
     */
    public Secret open(SecretVault vault, String expectedOwner) throws UnreadableSecretException {
        return vault.open(new Ciphertext(keyId, ciphertext), binding(expectedOwner));
    }

    /**
     * Encrypts it with the key that encrypts now.
     *
     * @throws UnreadableSecretException if it does not open; then it stays as it is
     */
    public void reseal(SecretVault vault) throws UnreadableSecretException {
        Ciphertext sealed = vault.seal(open(vault, owner), binding(owner));
        keyId = sealed.keyId();
        ciphertext = sealed.text();
    }

    public String id() {
        return id;
    }

    /** What it was stored for, such as a connection and an origin. */
    public String owner() {
        return owner;
    }

    /** The model it belongs to, {@code null} if it is a profile's. */
    public String modelId() {
        return modelId;
    }

    /** The profile it belongs to, {@code null} if it is a model's. */
    public String profileId() {
        return profileId;
    }

    private String binding(String ofOwner) {
        return id + "/" + ofOwner;
    }
}
