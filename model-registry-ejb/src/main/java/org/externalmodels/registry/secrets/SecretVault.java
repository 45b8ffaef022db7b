package org.externalmodels.registry.secrets;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Mac;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import org.externalmodels.inference.spi.Secret;

/** Encrypts, decrypts and fingerprints with the keys of one keyset file. Thread-safe. */
public final class SecretVault {

    private final long primaryKeyId;
    private final Aead encryption;
    private final Mac fingerprints;

    private SecretVault(Keyset keys) {
        try {
            primaryKeyId = Integer.toUnsignedLong(keys.encryption().getPrimary().getId());
            encryption = keys.encryption().getPrimitive(TinkKeys.kinds(), Aead.class);
            fingerprints = keys.fingerprints().getPrimitive(TinkKeys.kinds(), Mac.class);
        } catch (GeneralSecurityException wrongKeys) {
            throw new VaultClosedException("The keyset file holds keys of another kind", wrongKeys);
        }
    }

    /**
     * Opens the vault, with new keys if there are none and none are missed.
     *
     * @param dataDirectory where the keyset file is
     * @param keysMissed whether something is encrypted already
     * @throws VaultClosedException if the file cannot be read or written, or is gone while something is encrypted
     */
    public static SecretVault open(Path dataDirectory, boolean keysMissed) {
        KeysetFile file = new KeysetFile(dataDirectory.toAbsolutePath());
        if (file.exists()) {
            return new SecretVault(file.read());
        }
        if (keysMissed) {
            throw new VaultClosedException("The database holds encrypted keys, but there is no keyset file in "
                    + dataDirectory.toAbsolutePath()
                    + ". Put the file back, or set EXTERNAL_MODELS_DATA to the directory it is in.");
        }
        return new SecretVault(file.create());
    }

    /**
     * Encrypts.
     *
     * @param binding what the ciphertext belongs to; it opens with the same binding only
     */
    public Ciphertext seal(Secret secret, String binding) {
        try {
            byte[] sealed = encryption.encrypt(bytes(secret.reveal()), bytes(binding));
            return new Ciphertext(primaryKeyId, Base64.getEncoder().encodeToString(sealed));
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("Encryption failed", failed);
        }
    }

    /** Decrypts what was sealed with the same binding. */
    public Secret open(Ciphertext ciphertext, String binding) throws UnreadableSecretException {
        try {
            byte[] sealed = Base64.getDecoder().decode(ciphertext.text());
            return Secret.of(new String(encryption.decrypt(sealed, bytes(binding)), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            throw new UnreadableSecretException(
                    "A stored secret (encryption key " + ciphertext.keyId() + ") does not open", wrong);
        }
    }

    /** Tells equal secrets of one scope, and nothing else about them. */
    public String fingerprint(String scope, Secret secret) {
        try {
            byte[] code = fingerprints.computeMac(bytes(scope + "\n" + secret.reveal()));
            return Base64.getEncoder().withoutPadding().encodeToString(code);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("Fingerprinting failed", failed);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
