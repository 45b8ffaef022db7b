package org.externalmodels.connector.dialect;

import jakarta.json.stream.JsonGenerator;
import java.util.List;
import java.util.function.BiConsumer;
import org.externalmodels.inference.ChatMessage;

/**
 * Writes a conversation for providers that know two roles, which take turns: system messages stand elsewhere, results of
 * tools are the user's, and what follows in the same role becomes one message.
 */
final class TwoRoles {

    private TwoRoles() {}

    /**
     * Writes the array of messages.
     *
     * @param content writes what one message brings into the content of its turn
     */
    static void write(JsonGenerator json, List<ChatMessage> messages, BiConsumer<JsonGenerator, ChatMessage> content) {
        json.writeStartArray("messages");
        String open = null;
        for (ChatMessage message : messages) {
            if (message instanceof ChatMessage.SystemMessage) {
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
            content.accept(json, message);
        }
        if (open != null) {
            json.writeEnd().writeEnd();
        }
        json.writeEnd();
    }
}
