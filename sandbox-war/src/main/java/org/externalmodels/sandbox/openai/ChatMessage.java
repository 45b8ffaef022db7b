package org.externalmodels.sandbox.openai;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One message of a chat request.
 *
 * @param texts its text parts, which are the ones that count as tokens
 * @param media what its image and audio parts are, one short description each
 * @param toolCallIds the calls an assistant message asks for
 * @param answersCall the call a tool message answers, or empty
 */
record ChatMessage(String role, List<String> texts, List<String> media, List<String> toolCallIds, String answersCall) {
    private static final List<String> ROLES = List.of("system", "assistant", "user", "tool", "developer");

    static ChatMessage read(Fields message) {
        String role = message.requiredOneOf("role", ROLES);
        return switch (role) {
            case "assistant" -> assistant(message);
            case "tool" -> {
                message.onlyKnown(Set.of("role", "content", "tool_call_id"));
                ChatContent content = ChatContent.texts(message);
                yield new ChatMessage(
                        role, content.texts(), List.of(), List.of(), message.requiredText("tool_call_id"));
            }
            default -> {
                message.onlyKnown(Set.of("role", "content", "name"));
                message.text("name");
                ChatContent content =
                        role.equals("user") ? ChatContent.textsAndMedia(message) : ChatContent.texts(message);
                yield new ChatMessage(role, content.texts(), content.media(), List.of(), "");
            }
        };
    }

    private static ChatMessage assistant(Fields message) {
        message.onlyKnown(Set.of("role", "content", "name", "refusal", "tool_calls", "annotations"));
        message.text("refusal");
        List<String> ids = message.objects("tool_calls").stream()
                .map(ChatMessage::toolCallId)
                .toList();
        if (!message.has("content") && ids.isEmpty()) {
            throw OpenAiError.badRequest(
                    message.path("content"),
                    "invalid_type",
                    "Invalid value for 'content': expected a string, got null.");
        }
        ChatContent content = message.has("content") ? ChatContent.texts(message) : ChatContent.EMPTY;
        return new ChatMessage("assistant", content.texts(), List.of(), ids, "");
    }

    private static String toolCallId(Fields call) {
        call.onlyKnown(Set.of("id", "type", "function"));
        call.requiredOneOf("type", List.of("function"));
        Fields function = call.requiredNested("function", Set.of("name", "arguments"));
        function.requiredText("name");
        function.requiredText("arguments");
        return call.requiredText("id");
    }

    /** The texts, and after them what came along. */
    String shown() {
        return Stream.concat(texts.stream(), media.stream()).collect(Collectors.joining(" "));
    }
}
