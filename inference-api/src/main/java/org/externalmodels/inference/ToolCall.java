package org.externalmodels.inference;

import java.util.Objects;

/**
 * A tool the model wants run. Answer it with {@link ChatMessage.ToolMessage}.
 *
 * @param id ties the answer to the call
 * @param name the {@link Tool#name}
 * @param arguments JSON text as the model wrote it, which need not be valid
 */
public record ToolCall(String id, String name, String arguments) {
    public ToolCall {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(arguments, "arguments");
    }
}
