package org.externalmodels.connector.dialect;

import jakarta.json.stream.JsonGenerator;
import java.util.Base64;
import java.util.List;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.ToolCall;

/** Writes a conversation for Cohere. */
final class CohereConversation {

    private CohereConversation() {}

    static void write(JsonGenerator json, List<ChatMessage> messages) {
        json.writeStartArray("messages");
        messages.stream().filter(message -> !EmptyTexts.isTurn(message)).forEach(message -> write(json, message));
        json.writeEnd();
    }

    private static void write(JsonGenerator json, ChatMessage message) {
        json.writeStartObject();
        if (message instanceof ChatMessage.SystemMessage system) {
            json.write("role", "system").write("content", system.text());
        } else if (message instanceof ChatMessage.UserMessage user) {
            json.write("role", "user").writeStartArray("content");
            user.content().stream()
                    .filter(part -> !EmptyTexts.isPart(part, user))
                    .forEach(part -> part(json, part));
            json.writeEnd();
        } else if (message instanceof ChatMessage.AssistantMessage assistant) {
            assistant(json, assistant);
        } else if (message instanceof ChatMessage.ToolMessage tool) {
            json.write("role", "tool")
                    .write("tool_call_id", ToolCallId.own(tool.toolCallId()))
                    .write("content", tool.text());
        }
        json.writeEnd();
    }

    private static void assistant(JsonGenerator json, ChatMessage.AssistantMessage assistant) {
        DrawnImages.refuse("Cohere's Chat takes", assistant);
        json.write("role", "assistant");
        if (assistant.toolCalls().isEmpty() || !assistant.text().isEmpty()) {
            json.write("content", assistant.text());
        }
        if (assistant.toolCalls().isEmpty()) {
            return;
        }
        json.writeStartArray("tool_calls");
        for (ToolCall call : assistant.toolCalls()) {
            json.writeStartObject()
                    .write("id", ToolCallId.own(call.id()))
                    .write("type", "function")
                    .writeStartObject("function")
                    .write("name", call.name())
                    .write("arguments", call.arguments().isBlank() ? "{}" : call.arguments())
                    .writeEnd()
                    .writeEnd();
        }
        json.writeEnd();
    }

    private static void part(JsonGenerator json, Content part) {
        json.writeStartObject();
        if (part instanceof Content.Text text) {
            json.write("type", "text").write("text", text.text());
        } else if (part instanceof Content.Image image) {
            json.write("type", "image_url")
                    .writeStartObject("image_url")
                    .write("url", url(image.media()))
                    .writeEnd();
        } else {
            throw new InferenceException(FailureCode.INVALID_REQUEST, "Cohere's Chat takes no audio");
        }
        json.writeEnd();
    }

    private static String url(Media media) {
        return media.uri().isPresent()
                ? media.uri().get().toString()
                : "data:" + media.mediaType().orElseThrow() + ";base64,"
                        + Base64.getEncoder().encodeToString(media.bytes().orElseThrow());
    }
}
