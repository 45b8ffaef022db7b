package org.externalmodels.registry.secrets;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.mac.PredefinedMacParameters;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.externalmodels.registry.json.Json;

/** The registry's keys: one set encrypts, the other makes fingerprints. */
record Keyset(KeysetHandle encryption, KeysetHandle fingerprints) {

    static Keyset generate() {
        try {
            return new Keyset(
                    KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, TinkKeys.kinds()),
                    KeysetHandle.generateNew(PredefinedMacParameters.HMAC_SHA256_256BITTAG, TinkKeys.kinds()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("The Java platform lacks AES-GCM or HMAC", impossible);
        }
    }

    /** The same with one more key, which encrypts from now on; fingerprints stay what they are. */
    Keyset withNewPrimary() {
        try {
            KeysetHandle more = KeysetHandle.newBuilder(encryption)
                    .setConfiguration(TinkKeys.kinds())
                    .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                            .withRandomId()
                            .makePrimary())
                    .build();
            return new Keyset(more, fingerprints);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("The Java platform lacks AES-GCM", impossible);
        }
    }

    /** The ids of all keys that decrypt. */
    Set<Long> encryptionIds() {
        return IntStream.range(0, encryption.size())
                .mapToObj(i -> Integer.toUnsignedLong(encryption.getAt(i).getId()))
                .collect(Collectors.toUnmodifiableSet());
    }

    static Keyset parse(String text) throws GeneralSecurityException {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            JsonObject file = reader.readObject();
            return new Keyset(handle(file, "encryption"), handle(file, "fingerprints"));
        } catch (JsonException | ClassCastException malformed) {
            // Without the cause: a parser's message may quote what it read.
            throw new GeneralSecurityException("not a keyset file");
        }
    }

    private static KeysetHandle handle(JsonObject file, String name) throws GeneralSecurityException {
        JsonObject keys = file.getJsonObject(name);
        if (keys == null) {
            throw new GeneralSecurityException("no " + name + " keys in it");
        }
        return TinkJsonProtoKeysetFormat.parseKeyset(keys.toString(), TinkKeys.kinds(), InsecureSecretKeyAccess.get());
    }

    /** The keys in the clear, for the file that guards them. */
    String serialize() throws GeneralSecurityException {
        return "{\"encryption\":"
                + TinkJsonProtoKeysetFormat.serializeKeyset(encryption, TinkKeys.kinds(), InsecureSecretKeyAccess.get())
                + ",\"fingerprints\":"
                + TinkJsonProtoKeysetFormat.serializeKeyset(
                        fingerprints, TinkKeys.kinds(), InsecureSecretKeyAccess.get())
                + "}";
    }

    @Override
    public String toString() {
        return "Keyset";
    }
}
