package org.externalmodels.inference;

import java.util.Objects;

/**
 * A function the model may ask the caller to run. Needs {@link Feature#TOOL_CALLING}.
 *
 * @param name letters, digits, {@code _} and {@code -}, 1 to 128 characters; some providers take 64 at most
 * @param description tells the model when to use it, {@code null} if there is none
 * @param parametersSchema JSON Schema of its arguments, an object, as JSON text
 */
public record Tool(String name, String description, String parametersSchema) {
    public Tool {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(parametersSchema, "parametersSchema");
    }
}
