package org.externalmodels.registry.definition;

import java.util.Objects;
import org.externalmodels.inference.spi.Authentication.OAuth2.Placement;
import org.externalmodels.inference.spi.Secret;

/**
 * One more field of a profile's token requests.
 *
 * @param name of the field
 * @param value the text; of a secret one the mask when read, and the mask or {@code null} when written to keep it
 * @param placement where it goes, the body if {@code null}
 * @param secret whether people may see the value
 */
public record ProfileField(String name, String value, Placement placement, boolean secret) {

    public ProfileField {
        Objects.requireNonNull(name, "name");
        placement = placement == null ? Placement.BODY : placement;
    }

    /** Whether the writer gave a secret value, not its absence and not the mask that was shown. */
    public boolean givesSecret() {
        return secret && value != null && !value.isEmpty() && !value.equals(Secret.MASK);
    }

    public ProfileField withValue(String other) {
        return new ProfileField(name, other, placement, secret);
    }

    @Override
    public String toString() {
        return name + ": " + (secret ? Secret.MASK : value);
    }
}
