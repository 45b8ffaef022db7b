package org.externalmodels.connector.dialect;

import jakarta.json.stream.JsonGenerator;
import java.util.Base64;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.ToolCall;

/** Writes messages as the input items of OpenAI Responses, where a tool's call and its result are items of their own. */
final class OpenAiInputItems {

    private OpenAiInputItems() {}

    /**
     * Writes a message.
     *
     * @param place of the message in the conversation, from 0
     */
    static void write(JsonGenerator json, ChatMessage message, int place) {
        if (message instanceof ChatMessage.SystemMessage system) {
            text(json, "system", system.text());
        } else if (message instanceof ChatMessage.UserMessage user) {
            user(json, user);
        } else if (message instanceof ChatMessage.AssistantMessage assistant) {
            boolean wordsAlone =
                    assistant.toolCalls().isEmpty() && assistant.images().isEmpty();
            if (wordsAlone || !assistant.text().isEmpty()) {
                text(json, "assistant", assistant.text());
            }
            for (int i = 0; i < assistant.images().size(); i++) {
                image(json, assistant.images().get(i), "ig_" + place + "_" + i);
            }
            assistant.toolCalls().forEach(call -> toolCall(json, call));
        } else if (message instanceof ChatMessage.ToolMessage tool) {
            json.writeStartObject()
                    .write("type", "function_call_output")
                    .write("call_id", ToolCallId.own(tool.toolCallId()))
                    .write("output", tool.text())
                    .writeEnd();
        }
    }

    private static void text(JsonGenerator json, String role, String text) {
        json.writeStartObject().write("role", role).write("content", text).writeEnd();
    }

    private static void user(JsonGenerator json, ChatMessage.UserMessage user) {
        if (user.content().size() == 1 && user.content().get(0) instanceof Content.Text only) {
            text(json, "user", only.text());
            return;
        }
        json.writeStartObject().write("role", "user").writeStartArray("content");
        for (Content part : user.content()) {
            json.writeStartObject();
            if (part instanceof Content.Text text) {
                json.write("type", "input_text").write("text", text.text());
            } else if (part instanceof Content.Image image) {
                json.write("type", "input_image").write("image_url", DataUrl.address(image.media()));
            } else {
                throw new InferenceException(FailureCode.INVALID_REQUEST, "OpenAI's Responses take no audio");
            }
            json.writeEnd();
        }
        json.writeEnd().writeEnd();
    }

    /** What it drew is a call of a tool of its own, whose result is there by its bytes only. */
    private static void image(JsonGenerator json, Media image, String id) {
        byte[] bytes = image.bytes()
                .orElseThrow(() -> new InferenceException(
                        FailureCode.INVALID_REQUEST,
                        "OpenAI's Responses take an image of the assistant's by its bytes, not by its address"));
        json.writeStartObject()
                .write("type", "image_generation_call")
                .write("id", id)
                .write("status", "completed")
                .write("result", Base64.getEncoder().encodeToString(bytes))
                .writeEnd();
    }

    private static void toolCall(JsonGenerator json, ToolCall call) {
        json.writeStartObject()
                .write("type", "function_call")
                .write("call_id", ToolCallId.own(call.id()))
                .write("name", call.name())
                .write("arguments", call.arguments())
                .writeEnd();
    }
}
