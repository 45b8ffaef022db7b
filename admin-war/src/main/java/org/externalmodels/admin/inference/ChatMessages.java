package org.externalmodels.admin.inference;

import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.ToolCall;

/** The messages of OpenAI's Chat Completions. */
final class ChatMessages {

    private static final Set<String> DETAILS = Set.of("auto", "low", "high", "original");

    private ChatMessages() {}

    static ChatMessage read(Members members) {
        String role = members.requiredText("role");
        // Tells people of one role apart; what is said is the same.
        members.text("name");
        return switch (role) {
            case "system", "developer" -> ChatMessage.system(text(members));
            case "user" -> new ChatMessage.UserMessage(content(members));
            case "assistant" -> assistant(members);
            case "tool" -> ChatMessage.tool(members.requiredText("tool_call_id"), text(members));
            default ->
                throw Refusal.invalid(
                        members.path("role"), "one of developer, system, user, assistant and tool is expected");
        };
    }

    private static ChatMessage assistant(Members members) {
        // As a client sends back what it got.
        members.refuse(
                "an assistant's message has text, tool calls and images", "audio", "function_call", "annotations");
        members.pass("reasoning_content");
        // What OpenAI's clients make of the text, and of the arguments of a call; OpenAI passes over both as well.
        members.pass("parsed");
        List<ToolCall> calls = members.objects("tool_calls", ChatMessages::toolCall);
        List<Media> images = members.objects("images", ChatMessages::drawn);
        Optional<String> refusal = members.text("refusal");
        String text = members.value("content").isPresent() ? text(members) : "";
        return new ChatMessage.AssistantMessage(text.isEmpty() ? refusal.orElse("") : text, calls, images);
    }

    /** A picture as {@link AnswerImages#ofChat} writes it. */
    private static Media drawn(Members image) {
        requireType(image, "image_url");
        // Where it stood among others.
        image.pass("index");
        return imageUrl(image);
    }

    private static ToolCall toolCall(Members call) {
        requireType(call, "function");
        String id = call.requiredText("id");
        return call.object("function", function -> {
                    function.pass("parsed_arguments");
                    return new ToolCall(
                            id,
                            function.requiredText("name"),
                            function.text("arguments").orElse(""));
                })
                .orElseThrow(() -> Refusal.missing(call.path("function")));
    }

    /** Text, or parts that are all text. */
    static String text(Members members) {
        JsonValue content = members.required("content");
        if (content instanceof JsonString string) {
            return string.getString();
        }
        return String.join("", members.objects("content", part -> {
            String type = part.requiredText("type");
            passCacheHint(part);
            return switch (type) {
                case "text" -> part.requiredText("text");
                case "refusal" -> part.requiredText("refusal");
                default -> throw Refusal.invalid(part.path("type"), "text is expected");
            };
        }));
    }

    private static List<Content> content(Members members) {
        JsonValue content = members.required("content");
        if (content instanceof JsonString string) {
            return List.of(Content.text(string.getString()));
        }
        if (content instanceof JsonArray array && array.isEmpty()) {
            throw Refusal.invalid(members.path("content"), "at least one part is expected");
        }
        return members.objects("content", ChatMessages::part);
    }

    /** Where the provider may cache up to, which is left to it. */
    static void passCacheHint(Members part) {
        part.plainObject("prompt_cache_breakpoint");
    }

    private static Content part(Members part) {
        String type = part.requiredText("type");
        passCacheHint(part);
        return switch (type) {
            case "text" -> Content.text(part.requiredText("text"));
            case "image_url" -> Content.image(imageUrl(part));
            case "input_audio" ->
                part.object("input_audio", ChatMessages::audio)
                        .orElseThrow(() -> Refusal.missing(part.path("input_audio")));
            default -> throw Refusal.invalid(part.path("type"), "one of text, image_url and input_audio is expected");
        };
    }

    private static Media imageUrl(Members part) {
        return part.object("image_url", image -> {
                    detail(image);
                    return MediaUrl.read(image.path("url"), image.requiredText("url"));
                })
                .orElseThrow(() -> Refusal.missing(part.path("image_url")));
    }

    private static Content audio(Members audio) {
        String format = audio.requiredText("format");
        String mediaType = switch (format) {
            case "wav" -> "audio/wav";
            case "mp3" -> "audio/mpeg";
            default -> throw Refusal.invalid(audio.path("format"), "wav or mp3 is expected");
        };
        return Content.audio(MediaUrl.base64(audio.path("data"), mediaType, audio.requiredText("data")));
    }

    /** How closely an image is looked at is a wish, and the provider's choice. */
    static void detail(Members image) {
        if (!DETAILS.contains(image.text("detail").orElse("auto"))) {
            throw Refusal.invalid(image.path("detail"), "one of auto, low, high and original is expected");
        }
    }

    static void requireType(Members members, String type) {
        if (!members.text("type").orElse(type).equals(type)) {
            throw Refusal.invalid(members.path("type"), type + " is expected");
        }
    }
}
