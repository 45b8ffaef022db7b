package org.externalmodels.registry.secrets;

import java.util.Objects;

/**
 * An encrypted text.
 *
 * @param keyId the key that encrypted it
 * @param text Base64
 */
public record Ciphertext(long keyId, String text) {
    public Ciphertext {
        Objects.requireNonNull(text, "text");
    }
}
