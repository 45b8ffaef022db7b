package org.externalmodels.inference.spi;

import java.util.Objects;

/**
 * A header sent with each call of a model.
 *
 * @param name an RFC 9110 token
 * @param value sent as it is, nothing in it is expanded
 * @param secret whether people may see the value
 */
public record HeaderDefinition(String name, Secret value, boolean secret) {
    public HeaderDefinition {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
    }

    @Override
    public String toString() {
        return name + ": " + (secret ? value : value.reveal());
    }
}
