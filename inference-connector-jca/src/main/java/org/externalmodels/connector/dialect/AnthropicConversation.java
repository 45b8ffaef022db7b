package org.externalmodels.connector.dialect;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;
import java.util.Base64;
import java.util.List;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.ToolCall;

/** Writes a conversation for Anthropic. */
final class AnthropicConversation {

    private AnthropicConversation() {}

    static void write(JsonGenerator json, List<ChatMessage> messages) {
        TwoRoles.write(json, messages, AnthropicConversation::content);
    }

    private static void content(JsonGenerator json, ChatMessage message) {
        if (message instanceof ChatMessage.UserMessage user) {
            user.content().forEach(part -> part(json, part));
        } else if (message instanceof ChatMessage.AssistantMessage assistant) {
            // What led to the first call stands before everything that was said.
            assistant.toolCalls().stream().limit(1).forEach(call -> thoughts(json, call));
            // The provider refuses an empty text.
            if (assistant.toolCalls().isEmpty() || !assistant.text().isBlank()) {
                text(json, assistant.text());
            }
            for (int i = 0; i < assistant.toolCalls().size(); i++) {
                ToolCall call = assistant.toolCalls().get(i);
                if (i > 0) {
                    thoughts(json, call);
                }
                toolUse(json, call);
            }
        } else if (message instanceof ChatMessage.ToolMessage tool) {
            json.writeStartObject()
                    .write("type", "tool_result")
                    .write("tool_use_id", ToolCallId.own(tool.toolCallId()))
                    .write("content", tool.text())
                    .writeEnd();
        }
    }

    private static void part(JsonGenerator json, Content part) {
        if (part instanceof Content.Text text) {
            text(json, text.text());
        } else if (part instanceof Content.Image image) {
            image(json, image.media());
        } else {
            throw new InferenceException(FailureCode.INVALID_REQUEST, "Anthropic's Messages take no audio");
        }
    }

    private static void text(JsonGenerator json, String text) {
        json.writeStartObject().write("type", "text").write("text", text).writeEnd();
    }

    private static void image(JsonGenerator json, Media media) {
        json.writeStartObject().write("type", "image").writeStartObject("source");
        if (media.uri().isPresent()) {
            json.write("type", "url").write("url", media.uri().get().toString());
        } else {
            json.write("type", "base64")
                    .write("media_type", media.mediaType().orElseThrow())
                    .write(
                            "data",
                            Base64.getEncoder().encodeToString(media.bytes().orElseThrow()));
        }
        json.writeEnd().writeEnd();
    }

    private static void thoughts(JsonGenerator json, ToolCall call) {
        ToolCallId.parse(call.id(), ToolCallId.Keeper.ANTHROPIC).blocks().forEach(json::write);
    }

    private static void toolUse(JsonGenerator json, ToolCall call) {
        JsonObject input = call.arguments().isBlank()
                ? JsonValue.EMPTY_JSON_OBJECT
                : ProviderJson.callersObject(
                        "the arguments of tool call " + ToolCallId.own(call.id()), call.arguments());
        json.writeStartObject()
                .write("type", "tool_use")
                .write("id", ToolCallId.own(call.id()))
                .write("name", call.name())
                .write("input", input)
                .writeEnd();
    }
}
