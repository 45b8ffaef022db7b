package org.externalmodels.sandbox.model;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.externalmodels.sandbox.wire.Json;

/**
 * Tool calls on request. Each line {@code call <tool> {json}} of the prompt that names a tool on offer is one call;
 * without arguments they are made from the tool's schema. A choice that demands a call gets one in any case.
 */
final class ToolCommands {
    private static final String WORD = "call ";

    private ToolCommands() {}

    static List<ToolCall> in(Prompt prompt) {
        ToolChoice choice = prompt.toolChoice();
        if (prompt.tools().isEmpty() || choice.mode() == ToolChoice.Mode.NONE) {
            return List.of();
        }
        boolean demanded = choice.mode() != ToolChoice.Mode.AUTO;
        List<Tool> eligible = prompt.tools().stream()
                .filter(tool ->
                        choice.mode() != ToolChoice.Mode.NAMED || tool.name().equals(choice.name()))
                .toList();
        List<ToolCall> calls = prompt.toolsAnswered() && !demanded
                ? List.of()
                : prompt.last()
                        .lines()
                        .flatMap(line -> command(line.strip(), eligible, prompt).stream())
                        .toList();
        if (calls.isEmpty() && demanded) {
            return Stream.of(eligible.get(0))
                    .map(tool -> new ToolCall(tool.name(), made(tool, prompt)))
                    .toList();
        }
        return prompt.parallelToolCalls() || calls.size() < 2 ? calls : calls.subList(0, 1);
    }

    private static Optional<ToolCall> command(String line, List<Tool> tools, Prompt prompt) {
        if (!line.startsWith(WORD)) {
            return Optional.empty();
        }
        String[] words = line.substring(WORD.length()).strip().split("\\s+", 2);
        return tools.stream()
                .filter(tool -> tool.name().equals(words[0]))
                .findFirst()
                .map(tool -> new ToolCall(
                        tool.name(),
                        Optional.of(words)
                                .filter(found -> found.length == 2)
                                .flatMap(found -> object(found[1]))
                                .orElseGet(() -> made(tool, prompt))));
    }

    private static Optional<String> object(String text) {
        try {
            return Optional.of(Json.parse(text))
                    .filter(JsonObject.class::isInstance)
                    .map(Object::toString);
        } catch (JsonException notJson) {
            return Optional.empty();
        }
    }

    private static String made(Tool tool, Prompt prompt) {
        return new SchemaDocument(tool.parameters(), prompt.last()).value().toString();
    }
}
