package org.externalmodels.admin.inference;

import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.ToolCall;

/** The messages of Anthropic's Messages. Results of tools, which are parts of a user's message there, become messages. */
final class MessageBlocks {

    private MessageBlocks() {}

    static List<ChatMessage> read(Members message) {
        String role = message.requiredText("role");
        return switch (role) {
            case "user" -> user(message);
            case "assistant" -> List.of(assistant(message));
            default -> throw Refusal.invalid(message.path("role"), "user or assistant is expected");
        };
    }

    /** What says where a provider may cache, which is left to the provider here, and where a text is from. */
    static void passHints(Members block) {
        block.pass("cache_control", "citations");
    }

    private static List<ChatMessage> user(Members message) {
        JsonValue content = message.required("content");
        if (content instanceof JsonString text) {
            return List.of(ChatMessage.user(text.getString()));
        }
        if (content instanceof JsonArray blocks && blocks.isEmpty()) {
            throw Refusal.invalid(message.path("content"), "at least one block is expected");
        }
        List<ChatMessage> messages = new ArrayList<>();
        List<Content> parts = new ArrayList<>();
        message.objects("content", block -> {
            passHints(block);
            if (block.requiredText("type").equals("tool_result")) {
                messages.add(toolResult(block));
            } else {
                parts.add(part(block));
            }
            return block;
        });
        if (!parts.isEmpty()) {
            messages.add(new ChatMessage.UserMessage(parts));
        }
        return messages;
    }

    private static ChatMessage toolResult(Members block) {
        String id = block.requiredText("tool_use_id");
        Optional<JsonValue> content = block.value("content");
        String text = content.map(value -> value instanceof JsonString string
                        ? string.getString()
                        : String.join("", block.objects("content", MessageBlocks::text)))
                .orElse("");
        // A result has no mark of its own for a failure, and the model shall know of it.
        return ChatMessage.tool(id, block.isTrue("is_error") ? "Error: " + text : text);
    }

    private static String text(Members block) {
        ChatMessages.requireType(block, "text");
        passHints(block);
        return block.requiredText("text");
    }

    private static Content part(Members block) {
        String type = block.requiredText("type");
        return switch (type) {
            case "text" -> Content.text(block.requiredText("text"));
            case "image" ->
                block.object("source", MessageBlocks::image).orElseThrow(() -> Refusal.missing(block.path("source")));
            default -> throw Refusal.invalid(block.path("type"), "one of text, image and tool_result is expected");
        };
    }

    private static Content image(Members source) {
        String type = source.requiredText("type");
        return Content.image(
                switch (type) {
                    case "base64" ->
                        MediaUrl.base64(
                                source.path("data"), source.requiredText("media_type"), source.requiredText("data"));
                    case "url" -> MediaUrl.address(source.path("url"), source.requiredText("url"));
                    default -> throw Refusal.invalid(source.path("type"), "base64 or url is expected");
                });
    }

    private static ChatMessage assistant(Members message) {
        JsonValue content = message.required("content");
        if (content instanceof JsonString text) {
            return ChatMessage.assistant(text.getString());
        }
        StringBuilder text = new StringBuilder();
        List<ToolCall> calls = new ArrayList<>();
        message.objects("content", block -> {
            passHints(block);
            String type = block.requiredText("type");
            switch (type) {
                case "text" -> text.append(block.requiredText("text"));
                case "tool_use" -> calls.add(toolUse(block));
                // Signed by the provider that made it, and of use to no other.
                case "thinking", "redacted_thinking" -> block.pass("thinking", "signature", "data");
                default -> throw Refusal.invalid(block.path("type"), "one of text, tool_use and thinking is expected");
            }
            return block;
        });
        return new ChatMessage.AssistantMessage(text.toString(), calls);
    }

    private static ToolCall toolUse(Members block) {
        block.pass("caller");
        return new ToolCall(
                block.requiredText("id"),
                block.requiredText("name"),
                block.plainObject("input").orElse(JsonValue.EMPTY_JSON_OBJECT).toString());
    }
}
