package org.externalmodels.sandbox.model;

import java.util.List;
import org.externalmodels.sandbox.wire.TokenCount;

/** The model behind every wire format: it echoes, and the same prompt always gets the same answer. */
public final class SandboxModel {
    private SandboxModel() {}

    public static Reply reply(Prompt prompt) {
        int in = prompt.texts().stream().mapToInt(Words::count).sum();
        List<ToolCall> calls = ToolCommands.in(prompt);
        if (!calls.isEmpty()) {
            int out = calls.stream()
                    .mapToInt(call -> Words.count(call.name()) + Words.count(call.arguments()))
                    .sum();
            return new Reply("", calls, FinishReason.TOOL_CALLS, new TokenCount(in, out));
        }
        String echo = "echo: " + prompt.last();
        String text = upToStop(
                prompt.schema()
                        .map(schema -> new SchemaDocument(schema, echo).value().toString())
                        .orElse(echo),
                prompt.stops());
        List<String> words = Words.of(text);
        int most = prompt.maxTokens().orElse(Integer.MAX_VALUE);
        return words.size() > most
                ? text(String.join("", words.subList(0, most)), FinishReason.LENGTH, new TokenCount(in, most))
                : text(text, FinishReason.STOP, new TokenCount(in, words.size()));
    }

    private static Reply text(String text, FinishReason finish, TokenCount tokens) {
        return new Reply(text, List.of(), finish, tokens);
    }

    private static String upToStop(String text, List<String> stops) {
        int end = stops.stream()
                .mapToInt(text::indexOf)
                .filter(at -> at >= 0)
                .min()
                .orElse(text.length());
        return text.substring(0, end);
    }
}
