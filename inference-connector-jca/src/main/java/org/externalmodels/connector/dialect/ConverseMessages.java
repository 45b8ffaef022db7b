package org.externalmodels.connector.dialect;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;
import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.ToolCall;

/** Writes a conversation for Converse. */
final class ConverseMessages {

    private final CacheBreakpoints breakpoints;

    private ConverseMessages(CacheBreakpoints breakpoints) {
        this.breakpoints = breakpoints;
    }

    static List<ChatMessage> withoutSystem(List<ChatMessage> messages) {
        return messages.stream()
                .filter(message -> !(message instanceof ChatMessage.SystemMessage))
                .toList();
    }

    static boolean speakOfTools(List<ChatMessage> messages) {
        return messages.stream()
                .anyMatch(message -> message instanceof ChatMessage.ToolMessage
                        || (message instanceof ChatMessage.AssistantMessage assistant
                                && !assistant.toolCalls().isEmpty()));
    }

    static void write(JsonGenerator json, List<ChatMessage> messages, CacheBreakpoints breakpoints) {
        TwoRoles.write(json, messages, new ConverseMessages(breakpoints)::content);
    }

    /** A block that stands where the provider caches up to. */
    static void cachePoint(JsonGenerator json, Optional<JsonObject> cache) {
        cache.ifPresent(how -> {
            json.writeStartObject().writeStartObject("cachePoint").write("type", "default");
            String ttl = ProviderJson.string(how, "ttl");
            if (ttl != null) {
                json.write("ttl", ttl);
            }
            json.writeEnd().writeEnd();
        });
    }

    private void content(JsonGenerator json, ChatMessage message, int place) {
        if (message instanceof ChatMessage.UserMessage user) {
            for (int i = 0; i < user.content().size(); i++) {
                if (!EmptyTexts.isPart(user.content().get(i), user)) {
                    part(json, user.content().get(i));
                    cachePoint(json, breakpoints.afterPart(place, i));
                }
            }
        } else if (message instanceof ChatMessage.AssistantMessage assistant) {
            DrawnImages.refuse("Bedrock's Converse takes", assistant);
            // What led to the first call stands before everything that was said.
            assistant.toolCalls().stream().limit(1).forEach(call -> thoughts(json, call));
            // Bedrock refuses a blank text.
            if (assistant.toolCalls().isEmpty() || !assistant.text().isBlank()) {
                json.writeStartObject().write("text", assistant.text()).writeEnd();
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
                    .writeStartObject("toolResult")
                    .write("toolUseId", ToolCallId.own(tool.toolCallId()))
                    .writeStartArray("content")
                    .writeStartObject()
                    .write("text", tool.text())
                    .writeEnd()
                    .writeEnd()
                    .writeEnd()
                    .writeEnd();
        }
        cachePoint(json, breakpoints.afterMessage(place));
    }

    private static void part(JsonGenerator json, Content part) {
        json.writeStartObject();
        if (part instanceof Content.Text text) {
            json.write("text", text.text());
        } else if (part instanceof Content.Image image) {
            ConverseMedia.image(json, image.media());
        } else if (part instanceof Content.Audio audio) {
            ConverseMedia.audio(json, audio.media());
        }
        json.writeEnd();
    }

    private static void thoughts(JsonGenerator json, ToolCall call) {
        ToolCallId.parse(call.id(), ToolCallId.Keeper.CONVERSE).blocks().forEach(json::write);
    }

    private static void toolUse(JsonGenerator json, ToolCall call) {
        JsonObject input = call.arguments().isBlank()
                ? JsonValue.EMPTY_JSON_OBJECT
                : ProviderJson.callersObject(
                        "the arguments of tool call " + ToolCallId.own(call.id()), call.arguments());
        json.writeStartObject()
                .writeStartObject("toolUse")
                .write("toolUseId", ToolCallId.own(call.id()))
                .write("name", call.name())
                .write("input", input)
                .writeEnd()
                .writeEnd();
    }
}
