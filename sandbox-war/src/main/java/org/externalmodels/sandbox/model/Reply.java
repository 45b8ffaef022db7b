package org.externalmodels.sandbox.model;

import java.util.List;
import org.externalmodels.sandbox.wire.TokenCount;

/** What the sandbox model says: a text, or calls of tools. */
public record Reply(String text, List<ToolCall> toolCalls, FinishReason finish, TokenCount tokens) {
    public Reply {
        toolCalls = List.copyOf(toolCalls);
    }
}
