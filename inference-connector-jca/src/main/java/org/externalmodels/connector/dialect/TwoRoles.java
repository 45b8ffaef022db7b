package org.externalmodels.connector.dialect;

import jakarta.json.stream.JsonGenerator;
import java.util.List;
import org.externalmodels.inference.ChatMessage;

/**
 * Writes a conversation for providers that know two roles, which take turns: system messages stand elsewhere, results of
 * tools are the user's, what follows in the same role becomes one message, and a turn in which nothing was said is none.
 */
final class TwoRoles {

    private TwoRoles() {}

    /** Writes what one message brings into the content of its turn. */
    interface ContentWriter {
        /**
         * Writes it.
         *
         * @param place of the message in the conversation, from 0
         */
        void write(JsonGenerator json, ChatMessage message, int place);
    }

    static void write(JsonGenerator json, List<ChatMessage> messages, ContentWriter content) {
        json.writeStartArray("messages");
        String open = null;
        for (int place = 0; place < messages.size(); place++) {
            ChatMessage message = messages.get(place);
            if (message instanceof ChatMessage.SystemMessage || EmptyTexts.isTurn(message)) {
                continue;
            }
            String role = message instanceof ChatMessage.AssistantMessage ? "assistant" : "user";
            if (!role.equals(open)) {
                if (open != null) {
                    json.writeEnd().writeEnd();
                }
                json.writeStartObject().write("role", role).writeStartArray("content");
                open = role;
            }
            content.write(json, message, place);
        }
        if (open != null) {
            json.writeEnd().writeEnd();
        }
        json.writeEnd();
    }
}
