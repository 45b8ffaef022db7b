package org.externalmodels.sandbox.cohere;

import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One message of a chat request. Images are not fetched, only described: that shows that they arrived.
 *
 * @param texts what of it counts as tokens
 * @param shown what an answer echoes of it
 * @param calls the ids of the tool calls an assistant's message asks for
 * @param answers the id of the call a tool's message answers, or empty
 */
record ChatMessage(String role, List<String> texts, String shown, List<String> calls, String answers) {
    private static final Pattern DATA_URL =
            Pattern.compile("data:(image/(?:png|jpeg|gif|webp));base64,(.*)", Pattern.DOTALL);

    static ChatMessage read(Fields message) {
        String role = message.oneOf("role", List.of("user", "assistant", "system", "tool"));
        return switch (role) {
            case "assistant" -> assistant(message);
            case "tool" -> {
                message.onlyKnown(Set.of("role", "content", "tool_call_id"));
                String id = message.requiredText("tool_call_id");
                ChatMessage content = content(role, message, Set.of("text", "document"));
                yield new ChatMessage(role, content.texts(), content.shown(), List.of(), id);
            }
            default -> {
                message.onlyKnown(Set.of("role", "content"));
                yield content(role, message, role.equals("user") ? Set.of("text", "image_url") : Set.of("text"));
            }
        };
    }

    private static ChatMessage assistant(Fields message) {
        message.onlyKnown(Set.of("role", "content", "tool_calls", "tool_plan", "citations"));
        message.text("tool_plan");
        List<String> ids = new ArrayList<>();
        for (Fields call : message.objects("tool_calls")) {
            call.onlyKnown(Set.of("id", "type", "function")).oneOf("type", List.of("function"));
            Fields function = call.requiredNested("function").onlyKnown(Set.of("name", "arguments"));
            function.requiredText("name");
            function.requiredText("arguments");
            ids.add(call.requiredText("id"));
        }
        if (!message.has("content") && ids.isEmpty()) {
            throw CohereError.invalid("assistant message must have non-empty content or tool calls.");
        }
        ChatMessage content = message.has("content")
                ? content("assistant", message, Set.of("text", "thinking"))
                : new ChatMessage("assistant", List.of(), "", List.of(), "");
        return new ChatMessage("assistant", content.texts(), content.shown(), List.copyOf(ids), "");
    }

    private static ChatMessage content(String role, Fields message, Set<String> types) {
        List<String> texts = new ArrayList<>();
        List<String> shown = new ArrayList<>();
        if (message.value("content").orElse(null) instanceof JsonString text) {
            texts.add(text.getString());
            shown.add(text.getString());
        } else {
            for (Fields part : message.objects("content")) {
                switch (part.oneOf("type", types.stream().sorted().toList())) {
                    case "text" -> {
                        String text = part.onlyKnown(Set.of("type", "text")).requiredText("text");
                        texts.add(text);
                        shown.add(text);
                    }
                    case "image_url" -> shown.add(image(part.onlyKnown(Set.of("type", "image_url"))));
                    case "thinking" ->
                        part.onlyKnown(Set.of("type", "thinking")).requiredText("thinking");
                    default ->
                        texts.add(part.requiredNested("document").object().toString());
                }
            }
        }
        if (shown.isEmpty() && !role.equals("assistant")) {
            throw CohereError.invalid("all elements in messages must have a content.");
        }
        return new ChatMessage(role, List.copyOf(texts), String.join(" ", shown), List.of(), "");
    }

    private static String image(Fields part) {
        Fields image = part.requiredNested("image_url").onlyKnown(Set.of("url", "detail"));
        if (image.has("detail")) {
            image.oneOf("detail", List.of("auto", "low", "high"));
        }
        String url = image.requiredText("url");
        if (url.startsWith("https://") || url.startsWith("http://")) {
            return "[image " + url + "]";
        }
        Matcher data = DATA_URL.matcher(url);
        try {
            if (data.matches()) {
                return "[" + data.group(1) + " " + Base64.getDecoder().decode(data.group(2)).length + " bytes]";
            }
        } catch (IllegalArgumentException notBase64) {
            // Refused below like any other address that is none of an image.
        }
        throw CohereError.invalid("'" + image.path("url") + "' must be a URL or a base64 data URL of an image");
    }
}
