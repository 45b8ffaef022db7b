package org.externalmodels.admin.inference;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.function.Supplier;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.ToolCall;
import org.externalmodels.registry.json.Json;

/**
 * Answers of OpenAI's Chat Completions.
 *
 * @param usageInStream whether a stream ends with the tokens
 * @param detailed whether {@link OwnMembers} belong to it
 */
record ChatAnswer(boolean usageInStream, boolean detailed) implements AnswerFormat {

    @Override
    public JsonObject whole(InferenceResponse response) {
        JsonObjectBuilder message = Json.createObjectBuilder()
                .add("role", "assistant")
                .add("content", content(response))
                .add("refusal", response.refused() ? Json.createValue(response.text()) : JsonValue.NULL);
        response.reasoning().ifPresent(reasoning -> message.add("reasoning_content", reasoning));
        if (!response.images().isEmpty() && !detailed) {
            message.add("images", AnswerImages.ofChat(response.images()));
        }
        if (!response.toolCalls().isEmpty()) {
            JsonArrayBuilder calls = Json.createArrayBuilder();
            response.toolCalls().forEach(call -> calls.add(toolCall(call)));
            message.add("tool_calls", calls);
        }
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", "chatcmpl-" + response.traceId())
                .add("object", "chat.completion")
                .add("created", System.currentTimeMillis() / 1000)
                .add("model", response.modelName())
                .add(
                        "choices",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("index", 0)
                                        .add("message", message)
                                        .add("logprobs", JsonValue.NULL)
                                        .add("finish_reason", finishReason(response))))
                .add("usage", OpenAiUsage.ofChat(response.usage()));
        return detailed ? json.add(OwnMembers.NAME, OwnMembers.of(response)).build() : json.build();
    }

    private static JsonValue content(InferenceResponse response) {
        boolean onlyTools = response.text().isEmpty() && !response.toolCalls().isEmpty();
        return onlyTools || response.refused() ? JsonValue.NULL : Json.createValue(response.text());
    }

    private static JsonObject toolCall(ToolCall call) {
        return Json.createObjectBuilder()
                .add("id", call.id())
                .add("type", "function")
                .add(
                        "function",
                        Json.createObjectBuilder().add("name", call.name()).add("arguments", call.arguments()))
                .build();
    }

    /** An answer that is whole and says no reason was done. A refusal is an answer, and cut by nobody. */
    static String finishReason(InferenceResponse response) {
        return switch (response.finishReason()) {
            case LENGTH -> "length";
            case TOOL_CALLS -> "tool_calls";
            case CONTENT_FILTER -> response.refused() ? "stop" : "content_filter";
            case STOP, OTHER, UNKNOWN -> "stop";
        };
    }

    @Override
    public StreamFormat stream(String traceId, Supplier<String> model) {
        return new ChatStream(traceId, model, usageInStream, detailed);
    }
}
