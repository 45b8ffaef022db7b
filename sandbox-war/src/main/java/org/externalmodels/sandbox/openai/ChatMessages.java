package org.externalmodels.sandbox.openai;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The conversation of a chat request. Every tool call in it must be answered, and nothing but a tool call. */
final class ChatMessages {
    private final List<ChatMessage> messages;

    private ChatMessages(List<ChatMessage> messages) {
        this.messages = messages;
    }

    /** A conversation that was read and checked elsewhere. */
    static ChatMessages of(List<ChatMessage> messages) {
        return new ChatMessages(List.copyOf(messages));
    }

    static ChatMessages read(Fields request) {
        request.required("messages");
        List<Fields> given = request.objects("messages");
        if (given.isEmpty()) {
            throw OpenAiError.badRequest(
                    "messages",
                    "empty_array",
                    "Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array"
                            + " instead.");
        }
        var messages = new ArrayList<ChatMessage>();
        Set<String> open = new LinkedHashSet<>();
        for (int at = 0; at < given.size(); at++) {
            ChatMessage message = ChatMessage.read(given.get(at));
            if (message.role().equals("tool")) {
                if (!open.remove(message.answersCall())) {
                    throw OpenAiError.badRequest(
                            "messages.[" + at + "].role",
                            null,
                            "Invalid parameter: messages with role 'tool' must be a response to a preceeding message"
                                    + " with 'tool_calls'.");
                }
            } else {
                requireAnswered(open, at);
                open.addAll(message.toolCallIds());
            }
            messages.add(message);
        }
        requireAnswered(open, given.size());
        return new ChatMessages(List.copyOf(messages));
    }

    private static void requireAnswered(Set<String> open, int at) {
        if (!open.isEmpty()) {
            throw OpenAiError.badRequest(
                    "messages.[" + at + "].role",
                    null,
                    "An assistant message with 'tool_calls' must be followed by tool messages responding to each"
                            + " 'tool_call_id'. The following tool_call_ids did not have response messages: "
                            + String.join(", ", open));
        }
    }

    List<String> texts() {
        return messages.stream().flatMap(message -> message.texts().stream()).toList();
    }

    boolean endsWithToolResults() {
        return messages.get(messages.size() - 1).role().equals("tool");
    }

    /** The results of the tools called last, or the last user message, or whatever there is. */
    String last() {
        if (endsWithToolResults()) {
            int from = messages.size();
            while (from > 0 && messages.get(from - 1).role().equals("tool")) {
                from--;
            }
            return messages.subList(from, messages.size()).stream()
                    .map(ChatMessage::shown)
                    .collect(Collectors.joining(" "));
        }
        return messages.stream()
                .filter(message -> message.role().equals("user"))
                .reduce((earlier, later) -> later)
                .orElse(messages.get(messages.size() - 1))
                .shown();
    }
}
