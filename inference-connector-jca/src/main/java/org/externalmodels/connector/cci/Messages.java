package org.externalmodels.connector.cci;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.Tool;
import org.externalmodels.inference.ToolCall;

/** Reads the records inside an input record: messages, media, tools. */
final class Messages {

    private static final Set<String> MESSAGE = Set.of("role", "text", "images", "audio", "toolCalls", "toolCallId");
    private static final Set<String> MEDIA = Set.of("mediaType", "bytes", "uri");
    private static final Set<String> TOOL = Set.of("name", "description", "parameters");
    private static final Set<String> TOOL_CALL = Set.of("id", "name", "arguments");

    private Messages() {}

    static List<ChatMessage> read(Values input) {
        List<ChatMessage> messages = new ArrayList<>();
        for (Values message : input.records("messages", MESSAGE)) {
            messages.add(message(message));
        }
        return messages;
    }

    /** A text with the images and sounds that go with it. */
    static ChatMessage user(String text, Values beside) {
        List<Content> content = new ArrayList<>();
        if (text != null) {
            content.add(Content.text(text));
        }
        for (Values image : beside.records("images", MEDIA)) {
            content.add(Content.image(media(image)));
        }
        for (Values sound : beside.records("audio", MEDIA)) {
            content.add(Content.audio(media(sound)));
        }
        return new ChatMessage.UserMessage(content);
    }

    static List<Tool> tools(Values input) {
        List<Tool> tools = new ArrayList<>();
        for (Values tool : input.records("tools", TOOL)) {
            tools.add(new Tool(tool.requiredText("name"), tool.text("description"), tool.requiredText("parameters")));
        }
        return tools;
    }

    private static ChatMessage message(Values message) {
        String role = message.requiredText("role");
        return switch (role) {
            case "system" -> {
                only(message, role, Set.of("role", "text"));
                yield ChatMessage.system(message.requiredText("text"));
            }
            case "user" -> {
                only(message, role, Set.of("role", "text", "images", "audio"));
                yield user(message.text("text"), message);
            }
            case "assistant" -> {
                only(message, role, Set.of("role", "text", "toolCalls", "images"));
                yield assistant(message);
            }
            case "tool" -> {
                only(message, role, Set.of("role", "text", "toolCallId"));
                yield ChatMessage.tool(message.requiredText("toolCallId"), message.requiredText("text"));
            }
            default ->
                throw Values.invalid(message.path("role") + " must be system, user, assistant or tool, not " + role);
        };
    }

    private static ChatMessage assistant(Values message) {
        List<ToolCall> calls = new ArrayList<>();
        for (Values call : message.records("toolCalls", TOOL_CALL)) {
            calls.add(new ToolCall(call.requiredText("id"), call.requiredText("name"), call.requiredText("arguments")));
        }
        List<Media> images = new ArrayList<>();
        for (Values image : message.records("images", MEDIA)) {
            images.add(media(image));
        }
        String text = message.text("text");
        return new ChatMessage.AssistantMessage(text == null ? "" : text, calls, images);
    }

    private static Media media(Values media) {
        if (media.has("uri") == media.has("bytes")) {
            throw Values.invalid(media.path("bytes") + " or " + media.path("uri") + " must be given, and not both");
        }
        return media.has("uri")
                ? Media.at(URI.create(media.text("uri")))
                : Media.of(media.requiredText("mediaType"), media.bytes("bytes"));
    }

    private static void only(Values message, String role, Set<String> allowed) {
        for (String key : MESSAGE) {
            if (message.has(key) && !allowed.contains(key)) {
                throw Values.invalid(message.path(key) + " does not go with the role " + role);
            }
        }
    }
}
