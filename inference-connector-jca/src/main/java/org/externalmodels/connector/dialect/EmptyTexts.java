package org.externalmodels.connector.dialect;

import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.Content;

/** Texts without words in a conversation, which most providers refuse and OpenAI's interfaces take. */
final class EmptyTexts {

    private EmptyTexts() {}

    /** Whether the assistant neither said nor called anything in a turn, as one that had to stop while it was thinking. */
    static boolean isTurn(ChatMessage message) {
        return message instanceof ChatMessage.AssistantMessage assistant
                && assistant.toolCalls().isEmpty()
                && assistant.images().isEmpty()
                && assistant.text().isBlank();
    }

    /** Whether a part is an empty text in a message that has something else to say. */
    static boolean isPart(Content part, ChatMessage.UserMessage of) {
        return isEmpty(part) && !of.content().stream().allMatch(EmptyTexts::isEmpty);
    }

    private static boolean isEmpty(Content part) {
        return part instanceof Content.Text text && text.text().isBlank();
    }
}
