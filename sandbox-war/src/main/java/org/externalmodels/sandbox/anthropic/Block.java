package org.externalmodels.sandbox.anthropic;

import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One block of a message. Images are not fetched, only described: that shows that they arrived.
 *
 * @param shown what an answer echoes of it
 * @param text what of it counts as tokens
 * @param uses the id of the tool use it is
 * @param answers the id of the tool use it is the result of
 * @param marked whether the prompt cache shall keep all up to here
 */
record Block(String type, String shown, String text, Optional<String> uses, Optional<String> answers, boolean marked) {
    private static final List<String> IMAGES = List.of("image/jpeg", "image/png", "image/gif", "image/webp");
    private static final List<String> USERS = List.of("text", "image", "tool_result");
    private static final List<String> ASSISTANTS = List.of("text", "tool_use", "thinking", "redacted_thinking");

    /** The content of a message, which is a text, or blocks. */
    static List<Block> readAll(Fields message, String role) {
        return switch (role) {
            case "assistant" -> readAll(message, ASSISTANTS);
            case "user" -> readAll(message, USERS);
            default ->
                readAll(message, List.of("text")).stream()
                        .map(block -> new Block(role, "", block.text(), block.uses(), block.answers(), block.marked()))
                        .toList();
        };
    }

    private static List<Block> readAll(Fields owner, List<String> types) {
        JsonValue content = owner.required("content");
        if (content instanceof JsonString text) {
            return text.getString().isEmpty() ? List.of() : List.of(text("text", text.getString(), false));
        }
        List<Block> blocks = new ArrayList<>();
        for (Fields block : owner.objects("content")) {
            blocks.add(read(block, types));
        }
        return blocks;
    }

    private static Block text(String type, String text, boolean marked) {
        return new Block(type, text, text, Optional.empty(), Optional.empty(), marked);
    }

    private static Block read(Fields block, List<String> types) {
        String type = block.requiredText("type");
        if (!types.contains(type)) {
            throw AnthropicError.at(
                    block.path(),
                    "Input tag '" + type + "' found using 'type' does not match any of the expected tags: "
                            + types.stream().map(each -> "'" + each + "'").collect(Collectors.joining(", ")));
        }
        return switch (type) {
            case "text" -> {
                block.onlyKnown(Set.of("type", "text", "cache_control", "citations"));
                yield text(type, filled(block, "text"), Cache.marks(block));
            }
            case "image" -> image(block.onlyKnown(Set.of("type", "source", "cache_control")));
            case "tool_use" -> toolUse(block);
            case "tool_result" -> toolResult(block);
            case "thinking" -> {
                block.onlyKnown(Set.of("type", "thinking", "signature")).requiredText("thinking");
                if (!Thinking.SIGNATURE.equals(block.requiredText("signature"))) {
                    throw AnthropicError.at(block.path("signature"), "Invalid `signature` in `thinking` block");
                }
                yield text(type, "", false);
            }
            default -> {
                block.onlyKnown(Set.of("type", "data")).requiredText("data");
                yield text(type, "", false);
            }
        };
    }

    private static String filled(Fields block, String name) {
        String text = block.requiredText(name);
        if (text.isEmpty()) {
            throw AnthropicError.invalid("messages: text content blocks must be non-empty");
        }
        if (text.isBlank()) {
            throw AnthropicError.invalid("messages: text content blocks must contain non-whitespace text");
        }
        return text;
    }

    private static Block image(Fields block) {
        Fields source = block.requiredNested("source");
        String shown = switch (source.oneOf("type", List.of("base64", "url", "file"))) {
            case "base64" -> {
                source.onlyKnown(Set.of("type", "media_type", "data"));
                yield "[" + source.oneOf("media_type", IMAGES) + " " + length(source) + " bytes]";
            }
            case "url" -> {
                String url = source.onlyKnown(Set.of("type", "url")).requiredText("url");
                if (!url.startsWith("https://") && !url.startsWith("http://")) {
                    throw AnthropicError.at(source.path("url"), "Only HTTPS URLs are supported.");
                }
                yield "[image " + url + "]";
            }
            default -> throw AnthropicError.of(404, "File not found: " + source.requiredText("file_id"));
        };
        return new Block("image", shown, "", Optional.empty(), Optional.empty(), Cache.marks(block));
    }

    private static int length(Fields source) {
        try {
            return Base64.getDecoder().decode(source.requiredText("data")).length;
        } catch (IllegalArgumentException notBase64) {
            throw AnthropicError.at(source.path("data"), "Invalid base64 data");
        }
    }

    private static Block toolUse(Fields block) {
        block.onlyKnown(Set.of("type", "id", "name", "input", "cache_control", "caller", "toolset_name"));
        String id = block.requiredText("id");
        if (!id.matches("[a-zA-Z0-9_-]+")) {
            throw AnthropicError.at(block.path("id"), "String should match pattern '^[a-zA-Z0-9_-]+$'");
        }
        String text =
                block.requiredText("name") + " " + block.requiredNested("input").object();
        return new Block("tool_use", "", text, Optional.of(id), Optional.empty(), Cache.marks(block));
    }

    private static Block toolResult(Fields block) {
        block.onlyKnown(Set.of("type", "tool_use_id", "content", "is_error", "cache_control", "toolset_name"));
        block.flag("is_error");
        List<Block> parts = block.has("content") ? readAll(block, List.of("text", "image")) : List.of();
        return new Block(
                "tool_result",
                parts.stream().map(Block::shown).collect(Collectors.joining(" ")),
                parts.stream().map(Block::text).collect(Collectors.joining(" ")),
                Optional.empty(),
                Optional.of(block.requiredText("tool_use_id")),
                Cache.marks(block));
    }
}
