package org.externalmodels.admin.inference;

import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.ToolCall;

/**
 * The items of a conversation in OpenAI's Responses. A call of a tool is an item there, and part of a message here. For one
 * thread.
 */
final class ResponseItems {

    private final List<ChatMessage> messages = new ArrayList<>();

    /** What the assistant says last, {@code null} if others do. Calls and images that follow are of the same message. */
    private String text;

    private final List<ToolCall> calls = new ArrayList<>();
    private final List<Media> images = new ArrayList<>();

    /** What has been read. */
    List<ChatMessage> messages() {
        endTurn();
        return messages;
    }

    /** Reads an item and adds it to what came before. */
    void read(Members item) {
        String type = item.text("type").orElse("message");
        // As a client sends back what it got.
        item.pass("id", "status");
        switch (type) {
            case "message" -> message(item);
            case "function_call" -> {
                calls.add(call(item));
                beInTurn();
            }
            case "function_call_output" -> {
                item.pass("caller", "name", "namespace");
                add(ChatMessage.tool(item.requiredText("call_id"), text(item, "output")));
            }
            case "image_generation_call" -> {
                images.add(drawn(item));
                beInTurn();
            }
            // Of use to the provider alone that made it.
            case "reasoning" -> item.pass("summary", "content", "encrypted_content");
            default ->
                throw Refusal.invalid(
                        item.path("type"),
                        "one of message, function_call, function_call_output, image_generation_call and reasoning is"
                                + " expected");
        }
    }

    private void message(Members item) {
        String role = item.requiredText("role");
        switch (role) {
            case "system", "developer" -> add(ChatMessage.system(text(item, "content")));
            case "user" -> add(new ChatMessage.UserMessage(content(item)));
            case "assistant" -> {
                item.pass("phase");
                endTurn();
                text = text(item, "content");
            }
            default ->
                throw Refusal.invalid(item.path("role"), "one of developer, system, user and assistant is expected");
        }
    }

    private static ToolCall call(Members item) {
        item.pass("caller", "namespace", "async");
        return new ToolCall(
                item.requiredText("call_id"),
                item.requiredText("name"),
                item.text("arguments").orElse(""));
    }

    private void add(ChatMessage message) {
        endTurn();
        messages.add(message);
    }

    /** Calls and images may come without a text before them. */
    private void beInTurn() {
        if (text == null) {
            text = "";
        }
    }

    private void endTurn() {
        if (text != null) {
            messages.add(new ChatMessage.AssistantMessage(text, calls, images));
            text = null;
            calls.clear();
            images.clear();
        }
    }

    /** A picture as {@link AnswerImages#result} writes it, or OpenAI with what it says of it. */
    private static Media drawn(Members item) {
        item.pass("action", "background", "output_format", "quality", "revised_prompt", "size");
        String result = item.requiredText("result");
        String at = item.path("result");
        return result.regionMatches(true, 0, "http", 0, 4) ? MediaUrl.address(at, result) : MediaUrl.image(at, result);
    }

    private static String text(Members item, String name) {
        JsonValue content = item.required(name);
        if (content instanceof JsonString text) {
            return text.getString();
        }
        return String.join("", item.objects(name, part -> {
            String type = part.requiredText("type");
            part.pass("annotations", "logprobs");
            ChatMessages.passCacheHint(part);
            return switch (type) {
                case "input_text", "output_text", "text" -> part.requiredText("text");
                case "refusal" -> part.requiredText("refusal");
                default -> throw Refusal.invalid(part.path("type"), "text is expected");
            };
        }));
    }

    private static List<Content> content(Members item) {
        JsonValue content = item.required("content");
        if (content instanceof JsonString text) {
            return List.of(Content.text(text.getString()));
        }
        if (content instanceof JsonArray parts && parts.isEmpty()) {
            throw Refusal.invalid(item.path("content"), "at least one part is expected");
        }
        return item.objects("content", ResponseItems::part);
    }

    private static Content part(Members part) {
        String type = part.requiredText("type");
        ChatMessages.passCacheHint(part);
        return switch (type) {
            case "input_text" -> Content.text(part.requiredText("text"));
            case "input_image" -> {
                ChatMessages.detail(part);
                part.refuse("no files are kept; send a URL", "file_id");
                yield Content.image(MediaUrl.read(part.path("image_url"), part.requiredText("image_url")));
            }
            default -> throw Refusal.invalid(part.path("type"), "input_text or input_image is expected");
        };
    }
}
