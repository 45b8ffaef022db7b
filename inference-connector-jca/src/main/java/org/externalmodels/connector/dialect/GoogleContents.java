package org.externalmodels.connector.dialect;

import jakarta.json.JsonObject;
import jakarta.json.stream.JsonGenerator;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.ToolCall;

/**
 * Writes a conversation as Gemini has it: system texts beside it, the roles user and model in it, and the results of tools
 * as parts of the user's, all those of one turn in one content.
 */
final class GoogleContents {

    private final JsonGenerator json;
    private final Map<String, String> toolNames = new HashMap<>();
    private boolean inResults;

    private GoogleContents(JsonGenerator json) {
        this.json = json;
    }

    static void write(JsonGenerator json, List<ChatMessage> messages) {
        List<ChatMessage> conversation = new ArrayList<>(messages);
        conversation.removeIf(message -> message instanceof ChatMessage.SystemMessage || EmptyTexts.isTurn(message));
        if (conversation.isEmpty()) {
            throw new InferenceException(
                    FailureCode.INVALID_REQUEST, "the provider wants a message that is not a system message");
        }
        if (messages.stream().anyMatch(ChatMessage.SystemMessage.class::isInstance)) {
            json.writeStartObject("systemInstruction").writeStartArray("parts");
            for (ChatMessage message : messages) {
                if (message instanceof ChatMessage.SystemMessage system) {
                    json.writeStartObject().write("text", system.text()).writeEnd();
                }
            }
            json.writeEnd().writeEnd();
        }
        json.writeStartArray("contents");
        GoogleContents contents = new GoogleContents(json);
        conversation.forEach(contents::message);
        contents.endResults();
        json.writeEnd();
    }

    private void message(ChatMessage message) {
        if (message instanceof ChatMessage.ToolMessage result) {
            result(result);
            return;
        }
        endResults();
        if (message instanceof ChatMessage.UserMessage user) {
            start("user");
            user.content().stream()
                    .filter(part -> !EmptyTexts.isPart(part, user))
                    .forEach(this::part);
        } else if (message instanceof ChatMessage.AssistantMessage assistant) {
            start("model");
            boolean wordsAlone =
                    assistant.toolCalls().isEmpty() && assistant.images().isEmpty();
            if (wordsAlone || !assistant.text().isEmpty()) {
                text(assistant.text());
            }
            assistant.images().forEach(this::media);
            assistant.toolCalls().forEach(this::call);
        }
        end();
    }

    private void part(Content part) {
        if (part instanceof Content.Text text) {
            text(text.text());
        } else if (part instanceof Content.Image image) {
            media(image.media());
        } else if (part instanceof Content.Audio audio) {
            media(audio.media());
        }
    }

    private void text(String text) {
        json.writeStartObject().write("text", text).writeEnd();
    }

    private void media(Media media) {
        json.writeStartObject();
        if (media.uri().isPresent()) {
            json.writeStartObject("fileData")
                    .write("fileUri", media.uri().get().toString())
                    .writeEnd();
        } else {
            json.writeStartObject("inlineData")
                    .write("mimeType", media.mediaType().orElseThrow())
                    .write(
                            "data",
                            Base64.getEncoder().encodeToString(media.bytes().orElseThrow()))
                    .writeEnd();
        }
        json.writeEnd();
    }

    private void call(ToolCall call) {
        toolNames.put(call.id(), call.name());
        GoogleToolCallId id = GoogleToolCallId.parse(call.id());
        json.writeStartObject().writeStartObject("functionCall");
        id.own().ifPresent(own -> json.write("id", own));
        json.write("name", call.name());
        if (!call.arguments().isBlank()) {
            json.write(
                    "args", ProviderJson.callersObject("the arguments of a call of " + call.name(), call.arguments()));
        }
        json.writeEnd();
        id.signature().ifPresent(signature -> json.write("thoughtSignature", signature));
        json.writeEnd();
    }

    private void result(ChatMessage.ToolMessage result) {
        String name = toolNames.get(result.toolCallId());
        if (name == null) {
            throw new InferenceException(
                    FailureCode.INVALID_REQUEST,
                    "a tool message answers the call " + result.toolCallId()
                            + ", which no assistant message before it asks for");
        }
        if (!inResults) {
            start("user");
            inResults = true;
        }
        json.writeStartObject().writeStartObject("functionResponse");
        GoogleToolCallId.parse(result.toolCallId()).own().ifPresent(own -> json.write("id", own));
        json.write("name", name);
        JsonObject document = document(result.text());
        if (document != null) {
            json.write("response", document);
        } else {
            json.writeStartObject("response").write("result", result.text()).writeEnd();
        }
        json.writeEnd().writeEnd();
    }

    /** Gemini wants a result to be an object; {@code null} if it is not. */
    private static JsonObject document(String text) {
        try {
            return text.stripLeading().startsWith("{") ? ProviderJson.callersObject("the result", text) : null;
        } catch (InferenceException plainText) {
            return null;
        }
    }

    private void endResults() {
        if (inResults) {
            inResults = false;
            end();
        }
    }

    private void start(String role) {
        json.writeStartObject().write("role", role).writeStartArray("parts");
    }

    private void end() {
        json.writeEnd().writeEnd();
    }
}
