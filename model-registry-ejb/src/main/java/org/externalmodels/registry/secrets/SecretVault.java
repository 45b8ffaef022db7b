package org.externalmodels.registry.secrets;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Mac;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Set;
import org.externalmodels.inference.spi.Secret;

/**
 * Encrypts, decrypts and fingerprints with the keys of one keyset file. Several servers may share the file: each takes over
 * what another one added. Thread-safe; what is read by many threads is one immutable set of keys.
 */
public final class SecretVault {

    private static final Logger LOG = System.getLogger(SecretVault.class.getName());

    private final KeysetFile file;
    private volatile Keys keys;

    private SecretVault(KeysetFile file, Keyset keyset) {
        this.file = file;
        keys = Keys.of(keyset);
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
            return new SecretVault(file, file.read());
        }
        if (keysMissed) {
            throw new VaultClosedException("The database holds encrypted keys, but there is no keyset file in "
                    + dataDirectory.toAbsolutePath()
                    + ". Put the file back, or set EXTERNAL_MODELS_DATA to the directory it is in.");
        }
        return new SecretVault(file, file.create());
    }

    /**
     * Encrypts.
     *
     * @param binding what the ciphertext belongs to; it opens with the same binding only
     */
    public Ciphertext seal(Secret secret, String binding) {
        Keys now = keys;
        try {
            byte[] sealed = now.encryption().encrypt(bytes(secret.reveal()), bytes(binding));
            return new Ciphertext(now.primaryId(), Base64.getEncoder().encodeToString(sealed));
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("Encryption failed", failed);
        }
    }

    /** Decrypts what was sealed with the same binding. */
    public Secret open(Ciphertext ciphertext, String binding) throws UnreadableSecretException {
        if (!keys.ids().contains(ciphertext.keyId())) {
            refresh();
        }
        try {
            byte[] sealed = Base64.getDecoder().decode(ciphertext.text());
            return Secret.of(new String(keys.encryption().decrypt(sealed, bytes(binding)), StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            throw new UnreadableSecretException(
                    "A stored secret (encryption key " + ciphertext.keyId() + ") does not open", wrong);
        }
    }

    /** Tells equal secrets of one scope, and nothing else about them. */
    public String fingerprint(String scope, Secret secret) {
        try {
            byte[] code = keys.fingerprints().computeMac(bytes(scope + "\n" + secret.reveal()));
            return Base64.getEncoder().withoutPadding().encodeToString(code);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("Fingerprinting failed", failed);
        }
    }

    /** The key that encrypts now. */
    public long primaryKeyId() {
        return keys.primaryId();
    }

    /** The keys that decrypt, the one that encrypts among them. */
    public Set<Long> keyIds() {
        return keys.ids();
    }

    /** Takes over what another server added to the file. Without a readable file what is known stays in use. */
    public void refresh() {
        if (!file.changed()) {
            return;
        }
        synchronized (this) {
            try {
                keys = Keys.of(file.read());
            } catch (VaultClosedException unreadable) {
                LOG.log(Level.WARNING, "The encryption keys stay as they were: {0}", unreadable.getMessage());
            }
        }
    }

    /**
     * Makes a key that is to encrypt from now on. Nothing changes before it is installed.
     *
     * @throws VaultClosedException if the file cannot be read
     */
    public NewKey newKey() {
        synchronized (this) {
            return new NewKey(this, Keys.of(file.read().withNewPrimary()));
        }
    }

    private void install(Keys next) {
        synchronized (this) {
            file.replace(next.keyset());
            keys = next;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A key beside those that there are, which go on to decrypt. */
    public static final class NewKey {

        private final SecretVault vault;
        private final Keys next;

        private NewKey(SecretVault vault, Keys next) {
            this.vault = vault;
            this.next = next;
        }

        public long id() {
            return next.primaryId();
        }

        /**
         * Writes it to the file and encrypts with it from now on. Two servers do not do this at once: whoever calls it holds
         * a lock that all share.
         *
         * @throws VaultClosedException if the file cannot be written; then nothing has changed
         */
        public void install() {
            vault.install(next);
        }
    }

    private record Keys(Keyset keyset, long primaryId, Set<Long> ids, Aead encryption, Mac fingerprints) {

        static Keys of(Keyset keyset) {
            try {
                return new Keys(
                        keyset,
                        Integer.toUnsignedLong(keyset.encryption().getPrimary().getId()),
                        keyset.encryptionIds(),
                        keyset.encryption().getPrimitive(TinkKeys.kinds(), Aead.class),
                        keyset.fingerprints().getPrimitive(TinkKeys.kinds(), Mac.class));
            } catch (GeneralSecurityException wrongKeys) {
                throw new VaultClosedException("The keyset file holds keys of another kind", wrongKeys);
            }
        }

        @Override
        public String toString() {
            return "Keys" + ids;
        }
    }
}
