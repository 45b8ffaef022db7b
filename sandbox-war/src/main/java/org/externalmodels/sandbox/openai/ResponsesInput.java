package org.externalmodels.sandbox.openai;

import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The conversation of a request of Responses: a string, or items. Calls of tools and their results are items of their own,
 * and each has its counterpart.
 */
final class ResponsesInput {
    private static final List<String> TYPES = List.of("message", "function_call", "function_call_output", "reasoning");
    private static final List<String> STATUSES = List.of("in_progress", "completed", "incomplete");

    private final List<ChatMessage> messages = new ArrayList<>();
    private final Set<String> called = new LinkedHashSet<>();
    private final Set<String> answered = new LinkedHashSet<>();

    private ResponsesInput() {}

    static ChatMessages read(Fields request) {
        ResponsesInput read = new ResponsesInput();
        request.text("instructions").ifPresent(text -> read.say("system", List.of(text), List.of()));
        JsonValue input = request.required("input");
        if (input instanceof JsonString text) {
            read.say("user", List.of(text.getString()), List.of());
        } else {
            List<Fields> items = request.objects("input");
            if (items.isEmpty()) {
                throw OpenAiError.badRequest(
                        "input",
                        "empty_array",
                        "Invalid 'input': empty array. Expected an array with minimum length 1, but got an empty array"
                                + " instead.");
            }
            items.forEach(read::item);
        }
        read.requireAnswers();
        return ChatMessages.of(read.messages);
    }

    private void say(String role, List<String> texts, List<String> media) {
        messages.add(new ChatMessage(role, texts, media, List.of(), ""));
    }

    private void item(Fields item) {
        switch (item.oneOf("type", TYPES).orElse("message")) {
            case "function_call" -> call(item);
            case "function_call_output" -> result(item);
            case "reasoning" ->
                item.onlyKnown(Set.of("type", "id", "summary", "content", "encrypted_content", "status"));
            default -> message(item);
        }
    }

    private void message(Fields item) {
        item.onlyKnown(Set.of("type", "role", "content", "id", "status", "phase"));
        String role = item.requiredOneOf("role", List.of("assistant", "system", "developer", "user"));
        JsonValue content = item.required("content");
        if (content instanceof JsonString text) {
            say(role, List.of(text.getString()), List.of());
            return;
        }
        List<String> types = switch (role) {
            case "assistant" -> List.of("output_text", "refusal");
            case "user" -> List.of("input_text", "input_image");
            default -> List.of("input_text");
        };
        var texts = new ArrayList<String>();
        var media = new ArrayList<String>();
        for (Fields part : item.objects("content")) {
            switch (part.requiredOneOf("type", types)) {
                case "input_image" -> media.add(image(part));
                case "refusal" ->
                    texts.add(part.onlyKnown(Set.of("type", "refusal")).requiredText("refusal"));
                default ->
                    texts.add(part.onlyKnown(Set.of("type", "text", "annotations", "logprobs"))
                            .requiredText("text"));
            }
        }
        say(role, texts, media);
    }

    private static String image(Fields part) {
        part.onlyKnown(Set.of("type", "image_url", "file_id", "detail"));
        part.oneOf("detail", List.of("auto", "low", "high"));
        return ChatContent.image(part, "image_url");
    }

    private void call(Fields item) {
        item.onlyKnown(Set.of("type", "id", "call_id", "name", "arguments", "status"));
        item.oneOf("status", STATUSES);
        ToolName.check(item.path("name"), item.requiredText("name"));
        item.requiredText("arguments");
        String id = item.requiredText("call_id");
        called.add(id);
        messages.add(new ChatMessage("assistant", List.of(), List.of(), List.of(id), ""));
    }

    private void result(Fields item) {
        item.onlyKnown(Set.of("type", "id", "call_id", "output", "status"));
        item.oneOf("status", STATUSES);
        String id = item.requiredText("call_id");
        if (!called.contains(id)) {
            throw OpenAiError.badRequest(
                    "input", null, "No tool call found for function call output with call_id " + id + ".");
        }
        answered.add(id);
        String output = item.requiredText("output");
        messages.add(new ChatMessage("tool", List.of(output), List.of(), List.of(), id));
    }

    private void requireAnswers() {
        called.stream().filter(id -> !answered.contains(id)).findFirst().ifPresent(id -> {
            throw OpenAiError.badRequest("input", null, "No tool output found for function call " + id + ".");
        });
        if (messages.isEmpty()) {
            throw OpenAiError.missing("input");
        }
    }
}
