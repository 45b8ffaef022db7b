package org.externalmodels.registry.definition;

import java.util.Objects;
import org.externalmodels.inference.spi.Secret;

/**
 * A header sent with each call.
 *
 * @param name an RFC 9110 token
 * @param value the text; of a secret one the mask when read, and the mask or {@code null} when written to keep it
 * @param secret whether people may see the value
 * @param reference the id of the stored secret, of no use outside the registry
 */
public record Header(String name, String value, boolean secret, String reference) {

    public Header {
        Objects.requireNonNull(name, "name");
    }

    /** A header as people write it. */
    public static Header of(String name, String value, boolean secret) {
        return new Header(name, value, secret, null);
    }

    /** Whether the writer gave a secret value, not its absence and not the mask that was shown. */
    public boolean givesSecret() {
        return secret && value != null && !value.isEmpty() && !value.equals(Secret.MASK);
    }

    /** The header as people may see it: a mask where a secret value is stored, {@code null} where one is missing. */
    public Header masked() {
        return secret ? of(name, reference == null ? null : Secret.MASK, true) : of(name, value, false);
    }

    @Override
    public String toString() {
        return name + ": " + (secret ? Secret.MASK : value);
    }
}
