package org.externalmodels.registry.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.util.Map;
import java.util.Objects;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.secrets.SecretVault;
import org.externalmodels.registry.secrets.UnreadableSecretException;

/**
 * A connection's key for one origin. A key is never sent to an origin it was not given for: whoever moves a model to
 * another host must know its keys.
 */
@Entity
@IdClass(Credential.Key.class)
public class Credential {

    @Id
    @Column(name = "connection_id")
    private String connectionId;

    @Id
    private String origin;

    @Column(name = "model_id")
    private String modelId;

    @Column(name = "secret_id")
    private String secretId;

    private String fingerprint;

    protected Credential() {}

    public Credential(Connection connection, String origin, String secretId, String fingerprint) {
        connectionId = connection.id();
        modelId = connection.modelId();
        this.origin = origin;
        this.secretId = secretId;
        this.fingerprint = fingerprint;
    }

    public void replace(String withSecretId, String withFingerprint) {
        secretId = withSecretId;
        fingerprint = withFingerprint;
    }

    public String connectionId() {
        return connectionId;
    }

    public String modelId() {
        return modelId;
    }

    public String origin() {
        return origin;
    }

    public String secretId() {
        return secretId;
    }

    public String fingerprint() {
        return fingerprint;
    }

    /** The owner of the stored secret. */
    public String owner() {
        return owner(connectionId, origin);
    }

    /** Decrypts the key, if it is among the secrets: it may have been replaced after this was read. */
    public Secret open(Map<String, StoredSecret> secrets, SecretVault vault) throws UnreadableSecretException {
        StoredSecret stored = secrets.get(secretId);
        if (stored == null) {
            throw UnreadableSecretException.missing();
        }
        return stored.open(vault, owner());
    }

    static String owner(String connectionId, String origin) {
        return "connection/" + connectionId + "/" + origin;
    }

    /** A connection's id and an origin. */
    public static class Key {
        private String connectionId;
        private String origin;

        public Key() {}

        public Key(String connectionId, String origin) {
            this.connectionId = connectionId;
            this.origin = origin;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key that
                    && Objects.equals(connectionId, that.connectionId)
                    && Objects.equals(origin, that.origin);
        }

        @Override
        public int hashCode() {
            return Objects.hash(connectionId, origin);
        }
    }
}
