package org.externalmodels.registry.exchange;

import java.util.Objects;

/**
 * A header as the document has it.
 *
 * @param value the text of one that everybody may see
 * @param secret that of one that nobody may
 */
record ExchangedHeader(String name, String value, SecretReference secret) {
    ExchangedHeader {
        Objects.requireNonNull(name, "name");
        if (value != null && secret != null) {
            throw new IllegalArgumentException("must have a value or a secret, not both");
        }
    }
}
