package org.externalmodels.registry.exchange;

import java.util.Objects;
import org.externalmodels.inference.spi.Authentication.OAuth2.Placement;
import org.externalmodels.registry.definition.ProfileField;

/**
 * One more field of a profile's token requests, as the document has it.
 *
 * @param value the text, {@code null} if it is secret
 * @param placement where it goes, the body if {@code null}
 * @param secret says that it is secret, and where it is found; {@code null} if it is not
 */
record ExchangedProfileField(String name, String value, Placement placement, SecretReference secret) {

    ExchangedProfileField {
        Objects.requireNonNull(name, "name");
        if (value != null && secret != null) {
            throw new IllegalArgumentException("must have a value or a secret, not both");
        }
    }

    ProfileField field() {
        return new ProfileField(name, value, placement, secret != null);
    }
}
