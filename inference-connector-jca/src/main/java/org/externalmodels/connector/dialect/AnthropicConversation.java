package org.externalmodels.connector.dialect;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.ToolCall;

/** Writes a conversation for Anthropic. */
final class AnthropicConversation {

    private final CacheBreakpoints breakpoints;

    private AnthropicConversation(CacheBreakpoints breakpoints) {
        this.breakpoints = breakpoints;
    }

    static void write(JsonGenerator json, List<ChatMessage> messages, CacheBreakpoints breakpoints) {
        TwoRoles.write(json, messages, new AnthropicConversation(breakpoints)::content);
    }

    private void content(JsonGenerator json, ChatMessage message, int place) {
        if (message instanceof ChatMessage.UserMessage user) {
            for (int i = 0; i < user.content().size(); i++) {
                if (!EmptyTexts.isPart(user.content().get(i), user)) {
                    part(json, user.content().get(i), breakpoints.afterPart(place, i));
                }
            }
        } else if (message instanceof ChatMessage.AssistantMessage assistant) {
            assistant(json, assistant, breakpoints.afterMessage(place));
        } else if (message instanceof ChatMessage.ToolMessage tool) {
            json.writeStartObject()
                    .write("type", "tool_result")
                    .write("tool_use_id", ToolCallId.own(tool.toolCallId()))
                    .write("content", tool.text());
            end(json, breakpoints.afterMessage(place));
        }
    }

    private static void assistant(
            JsonGenerator json, ChatMessage.AssistantMessage assistant, Optional<JsonObject> cache) {
        DrawnImages.refuse("Anthropic's Messages take", assistant);
        List<ToolCall> calls = assistant.toolCalls();
        // What led to the first call stands before everything that was said.
        calls.stream().limit(1).forEach(call -> thoughts(json, call));
        // The provider refuses an empty text.
        if (calls.isEmpty() || !assistant.text().isBlank()) {
            text(json, assistant.text(), calls.isEmpty() ? cache : Optional.empty());
        }
        for (int i = 0; i < calls.size(); i++) {
            if (i > 0) {
                thoughts(json, calls.get(i));
            }
            toolUse(json, calls.get(i), i == calls.size() - 1 ? cache : Optional.empty());
        }
    }

    private static void part(JsonGenerator json, Content part, Optional<JsonObject> cache) {
        if (part instanceof Content.Text text) {
            text(json, text.text(), cache);
        } else if (part instanceof Content.Image image) {
            image(json, image.media(), cache);
        } else {
            throw new InferenceException(FailureCode.INVALID_REQUEST, "Anthropic's Messages take no audio");
        }
    }

    static void text(JsonGenerator json, String text, Optional<JsonObject> cache) {
        json.writeStartObject().write("type", "text").write("text", text);
        end(json, cache);
    }

    /** Ends a block, up to which the provider may be asked to cache. */
    private static void end(JsonGenerator json, Optional<JsonObject> cache) {
        cache.ifPresent(how -> json.write("cache_control", how));
        json.writeEnd();
    }

    private static void image(JsonGenerator json, Media media, Optional<JsonObject> cache) {
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
        json.writeEnd();
        end(json, cache);
    }

    private static void thoughts(JsonGenerator json, ToolCall call) {
        ToolCallId.parse(call.id(), ToolCallId.Keeper.ANTHROPIC).blocks().forEach(json::write);
    }

    private static void toolUse(JsonGenerator json, ToolCall call, Optional<JsonObject> cache) {
        JsonObject input = call.arguments().isBlank()
                ? JsonValue.EMPTY_JSON_OBJECT
                : ProviderJson.callersObject(
                        "the arguments of tool call " + ToolCallId.own(call.id()), call.arguments());
        json.writeStartObject()
                .write("type", "tool_use")
                .write("id", ToolCallId.own(call.id()))
                .write("name", call.name())
                .write("input", input);
        end(json, cache);
    }
}
