package org.externalmodels.registry.definition;

import java.util.Objects;
import org.externalmodels.inference.spi.Secret;

/**
 * A header sent with each call.
 *
 * @param name an RFC 9110 token
 * @param value the text; {@code null} for a secret one when read, and when written to keep the stored value
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

    @Override
    public String toString() {
        return name + ": " + (secret ? Secret.MASK : value);
    }
}
