package org.externalmodels.inference.spi;

import java.util.Objects;
import java.util.Optional;

/**
 * An input of a request template.
 *
 * @param name written {@code {{name}}} in the body
 * @param displayName for people, empty to use the name
 * @param type of its values
 * @param required whether a call without it, and without a default, is refused
 * @param defaultValue as JSON text
 */
public record VariableDefinition(
        String name, Optional<String> displayName, Type type, boolean required, Optional<String> defaultValue) {
    public VariableDefinition {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(displayName, "displayName");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(defaultValue, "defaultValue");
    }

    /** The JSON types, with whole numbers apart. */
    public enum Type {
        STRING,
        NUMBER,
        INTEGER,
        BOOLEAN,
        OBJECT,
        ARRAY
    }
}
