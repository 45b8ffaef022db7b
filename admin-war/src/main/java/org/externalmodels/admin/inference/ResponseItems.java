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

/** The items of a conversation in OpenAI's Responses. A call of a tool is an item there, and part of a message here. */
final class ResponseItems {

    private ResponseItems() {}

    /** Reads an item and adds it to what came before. */
    static void read(Members item, List<ChatMessage> messages) {
        String type = item.text("type").orElse("message");
        // As a client sends back what it got.
        item.pass("id", "status");
        switch (type) {
            case "message" -> message(item, messages);
            case "function_call" -> addCall(call(item), messages);
            case "function_call_output" -> {
                item.pass("caller", "name", "namespace");
                messages.add(ChatMessage.tool(item.requiredText("call_id"), text(item, "output")));
            }
            case "image_generation_call" -> addImage(drawn(item), messages);
            // Of use to the provider alone that made it.
            case "reasoning" -> item.pass("summary", "content", "encrypted_content");
            default ->
                throw Refusal.invalid(
                        item.path("type"),
                        "one of message, function_call, function_call_output, image_generation_call and reasoning is"
                                + " expected");
        }
    }

    private static void message(Members item, List<ChatMessage> messages) {
        String role = item.requiredText("role");
        switch (role) {
            case "system", "developer" -> messages.add(ChatMessage.system(text(item, "content")));
            case "user" -> messages.add(new ChatMessage.UserMessage(content(item)));
            case "assistant" -> {
                item.pass("phase");
                addText(text(item, "content"), messages);
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

    private static void addText(String text, List<ChatMessage> messages) {
        messages.add(new ChatMessage.AssistantMessage(text, List.of()));
    }

    private static void addCall(ToolCall call, List<ChatMessage> messages) {
        addToTurn(new ChatMessage.AssistantMessage("", List.of(call)), messages);
    }

    private static void addImage(Media image, List<ChatMessage> messages) {
        addToTurn(new ChatMessage.AssistantMessage("", List.of(), List.of(image)), messages);
    }

    /** Calls and images that follow each other, or the text of the same turn, are of one message. */
    private static void addToTurn(ChatMessage.AssistantMessage more, List<ChatMessage> messages) {
        int last = messages.size() - 1;
        if (last >= 0 && messages.get(last) instanceof ChatMessage.AssistantMessage turn) {
            List<ToolCall> calls = new ArrayList<>(turn.toolCalls());
            calls.addAll(more.toolCalls());
            List<Media> images = new ArrayList<>(turn.images());
            images.addAll(more.images());
            messages.set(last, new ChatMessage.AssistantMessage(turn.text(), calls, images));
        } else {
            messages.add(more);
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
