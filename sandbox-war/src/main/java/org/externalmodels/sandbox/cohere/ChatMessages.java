package org.externalmodels.sandbox.cohere;

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

    static ChatMessages read(Fields request) {
        List<ChatMessage> messages = new ArrayList<>();
        Set<String> open = new LinkedHashSet<>();
        for (Fields given : request.objects("messages")) {
            ChatMessage message = ChatMessage.read(given);
            if (!message.role().equals("tool")) {
                requireAnswered(open);
                open.addAll(message.calls());
            } else if (!open.remove(message.answers())) {
                throw CohereError.invalid("tool message with tool_call_id '" + message.answers()
                        + "' has no matching tool call in the message before.");
            }
            messages.add(message);
        }
        requireAnswered(open);
        if (messages.isEmpty()) {
            throw CohereError.invalid("missing required field 'messages'");
        }
        String last = messages.get(messages.size() - 1).role();
        if (!last.equals("user") && !last.equals("tool")) {
            throw CohereError.invalid("the last message must be of role 'user' or 'tool'.");
        }
        return new ChatMessages(List.copyOf(messages));
    }

    private static void requireAnswered(Set<String> open) {
        if (!open.isEmpty()) {
            throw CohereError.invalid(
                    "no tool results were given for the tool calls with ids: " + String.join(", ", open));
        }
    }

    List<String> texts() {
        return messages.stream().flatMap(message -> message.texts().stream()).toList();
    }

    boolean endWithResults() {
        return messages.get(messages.size() - 1).role().equals("tool");
    }

    /** The results of the tools called last, or what the user said last. */
    String last() {
        int from = messages.size() - 1;
        while (endWithResults() && messages.get(from - 1).role().equals("tool")) {
            from--;
        }
        return messages.subList(from, messages.size()).stream()
                .map(ChatMessage::shown)
                .collect(Collectors.joining(" "));
    }
}
