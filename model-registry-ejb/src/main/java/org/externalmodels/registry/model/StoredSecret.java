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

    private String owner;

    @Column(name = "key_id")
    private long keyId;

    private String ciphertext;

    protected StoredSecret() {}

    public StoredSecret(String modelId, String owner, Secret secret, SecretVault vault) {
        id = UUID.randomUUID().toString();
        this.modelId = modelId;
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

    public String id() {
        return id;
    }

    /** What it was stored for, such as a connection and an origin. */
    public String owner() {
        return owner;
    }

    public String modelId() {
        return modelId;
    }

    private String binding(String ofOwner) {
        return id + "/" + ofOwner;
    }
}
