package org.externalmodels.sandbox.model;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A conversation as every wire format boils down to.
 *
 * @param texts all message texts, in order; their words are the tokens in
 * @param last what the answer echoes: the last user prompt, or the results of the tools called since
 * @param toolsAnswered whether {@code last} is the results of tools, which call no further tool by themselves
 */
public record Prompt(
        List<String> texts,
        String last,
        boolean toolsAnswered,
        Optional<JsonObject> schema,
        List<Tool> tools,
        ToolChoice toolChoice,
        boolean parallelToolCalls,
        List<String> stops,
        OptionalInt maxTokens) {
    public Prompt {
        texts = List.copyOf(texts);
        tools = List.copyOf(tools);
        stops = List.copyOf(stops);
    }
}
