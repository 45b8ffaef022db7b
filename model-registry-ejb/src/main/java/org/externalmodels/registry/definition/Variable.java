package org.externalmodels.registry.definition;

import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbProperty;
import java.util.Objects;
import java.util.Optional;
import org.externalmodels.inference.spi.VariableDefinition;

/**
 * An input of a request template.
 *
 * @param name written {@code {{name}}} in the body
 * @param displayName for people, {@code null} to use the name
 * @param type of its values, a string if {@code null}
 * @param required whether a call without it and without a default is refused
 * @param defaultValue any JSON, {@code null} for none
 */
public record Variable(
        String name,
        String displayName,
        VariableType type,
        boolean required,
        @JsonbProperty("default") JsonValue defaultValue) {

    public Variable {
        Objects.requireNonNull(name, "name");
        type = type == null ? VariableType.STRING : type;
        defaultValue = JsonValue.NULL.equals(defaultValue) ? null : defaultValue;
    }

    /** The variable as the adapter knows it. */
    public VariableDefinition published() {
        return new VariableDefinition(
                name,
                Optional.ofNullable(displayName),
                type.published(),
                required,
                Optional.ofNullable(defaultValue).map(JsonValue::toString));
    }
}
