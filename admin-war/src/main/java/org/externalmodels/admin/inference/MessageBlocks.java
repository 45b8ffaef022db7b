package org.externalmodels.admin.inference;

import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.ToolCall;

/**
 * The messages of Anthropic's Messages. Results of tools, which are parts of a user's message there, become messages. Used for
 * one request.
 */
final class MessageBlocks {

    private final List<ChatMessage> messages = new ArrayList<>();
    private final CacheBreakpoints breakpoints;

    /** How many messages come before these. */
    private final int before;

    MessageBlocks(int before, CacheBreakpoints breakpoints) {
        this.before = before;
        this.breakpoints = breakpoints;
    }

    List<ChatMessage> messages() {
        return messages;
    }

    /** Reads the next message. */
    Members read(Members message) {
        String role = message.requiredText("role");
        switch (role) {
            case "user" -> user(message);
            case "assistant" -> assistant(message);
            case "system" -> add(ChatMessage.system(system(message)));
            default -> throw Refusal.invalid(message.path("role"), "user, assistant or system is expected");
        }
        return message;
    }

    private int add(ChatMessage message) {
        messages.add(message);
        return before + messages.size() - 1;
    }

    /** What a block has beside its content: where to cache, and where a text is from, which is of use to its provider. */
    static Optional<Map<String, Object>> mark(Members block) {
        block.pass("citations");
        return CacheBreakpoints.mark(block);
    }

    private static String system(Members message) {
        JsonValue content = message.required("content");
        return content instanceof JsonString text
                ? text.getString()
                : String.join("\n\n", message.objects("content", MessageBlocks::text));
    }

    private void user(Members message) {
        JsonValue content = message.required("content");
        if (content instanceof JsonString text) {
            add(ChatMessage.user(text.getString()));
            return;
        }
        if (content instanceof JsonArray blocks && blocks.isEmpty()) {
            throw Refusal.invalid(message.path("content"), "at least one block is expected");
        }
        List<Content> parts = new ArrayList<>();
        List<Optional<Map<String, Object>>> marks = new ArrayList<>();
        message.objects("content", block -> {
            Optional<Map<String, Object>> mark = mark(block);
            if (block.requiredText("type").equals("tool_result")) {
                breakpoints.afterMessage(add(toolResult(block)), mark);
            } else {
                parts.add(part(block));
                marks.add(mark);
            }
            return block;
        });
        if (!parts.isEmpty()) {
            int place = add(new ChatMessage.UserMessage(parts));
            for (int i = 0; i < marks.size(); i++) {
                breakpoints.afterPart(place, i, marks.get(i));
            }
        }
    }

    private static ChatMessage toolResult(Members block) {
        String id = block.requiredText("tool_use_id");
        block.pass("toolset_name");
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
        mark(block);
        return block.requiredText("text");
    }

    private static Content part(Members block) {
        String type = block.requiredText("type");
        return switch (type) {
            case "text" -> Content.text(block.requiredText("text"));
            case "image" -> Content.image(image(block));
            default -> throw Refusal.invalid(block.path("type"), "one of text, image and tool_result is expected");
        };
    }

    private static Media image(Members block) {
        return block.object("source", MessageBlocks::source).orElseThrow(() -> Refusal.missing(block.path("source")));
    }

    private static Media source(Members source) {
        String type = source.requiredText("type");
        return switch (type) {
            case "base64" ->
                MediaUrl.base64(source.path("data"), source.requiredText("media_type"), source.requiredText("data"));
            case "url" -> MediaUrl.address(source.path("url"), source.requiredText("url"));
            default -> throw Refusal.invalid(source.path("type"), "base64 or url is expected");
        };
    }

    private void assistant(Members message) {
        JsonValue content = message.required("content");
        if (content instanceof JsonString text) {
            add(ChatMessage.assistant(text.getString()));
            return;
        }
        List<Optional<Map<String, Object>>> marks = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        List<ToolCall> calls = new ArrayList<>();
        List<Media> images = new ArrayList<>();
        message.objects("content", block -> {
            marks.add(mark(block));
            String type = block.requiredText("type");
            switch (type) {
                case "text" -> text.append(block.requiredText("text"));
                case "tool_use" -> calls.add(toolUse(block));
                case "image" -> images.add(image(block));
                // Signed by the provider that made it, and of use to no other.
                case "thinking", "redacted_thinking" -> block.pass("thinking", "signature", "data");
                default ->
                    throw Refusal.invalid(block.path("type"), "one of text, tool_use, image and thinking is expected");
            }
            return block;
        });
        int place = add(new ChatMessage.AssistantMessage(text.toString(), calls, images));
        breakpoints.afterMessage(place, CacheBreakpoints.last(marks));
    }

    private static ToolCall toolUse(Members block) {
        block.pass("caller", "toolset_name");
        return new ToolCall(
                block.requiredText("id"),
                block.requiredText("name"),
                block.plainObject("input").orElse(JsonValue.EMPTY_JSON_OBJECT).toString());
    }
}
