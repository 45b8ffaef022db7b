package org.externalmodels.admin.inference;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.ToolCall;
import org.externalmodels.registry.json.Json;

/** Answers of Anthropic's Messages. */
record MessagesAnswer() implements AnswerFormat {

    @Override
    public JsonObject whole(InferenceResponse response) {
        JsonArrayBuilder content = Json.createArrayBuilder();
        response.reasoning()
                .ifPresent(reasoning -> content.add(Json.createObjectBuilder()
                        .add("type", "thinking")
                        .add("thinking", reasoning)
                        .add("signature", "")));
        if (!response.text().isEmpty()) {
            content.add(Json.createObjectBuilder().add("type", "text").add("text", response.text()));
        }
        response.images().forEach(image -> content.add(AnswerImages.block(image)));
        response.toolCalls().forEach(call -> content.add(toolUse(call, response)));
        return message(response.traceId(), response.modelName())
                .add("content", content)
                .add("stop_reason", stopReason(response))
                .add("stop_sequence", stopSequence(response))
                .add("usage", usage(response.usage()))
                .build();
    }

    static JsonObjectBuilder message(String traceId, String model) {
        return Json.createObjectBuilder()
                .add("id", "msg_" + traceId)
                .add("type", "message")
                .add("role", "assistant")
                .add("model", model);
    }

    private static JsonObjectBuilder toolUse(ToolCall call, InferenceResponse response) {
        return Json.createObjectBuilder()
                .add("type", "tool_use")
                .add("id", call.id())
                .add("name", call.name())
                .add("input", input(call, response));
    }

    /** A model may write arguments that are no JSON; this wire format has no way to hand them on. */
    private static JsonObject input(ToolCall call, InferenceResponse response) {
        if (call.arguments().isBlank()) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        try {
            return RequestJson.object(call.arguments().getBytes(StandardCharsets.UTF_8));
        } catch (Refusal malformed) {
            throw new Refusal(
                    502,
                    FailureCode.INVALID_RESPONSE.name(),
                    null,
                    "The model called the tool " + call.name() + " with arguments that are not a JSON object.",
                    new Refusal.Details(response.traceId(), response.connectionName(), response.modelName(), null),
                    malformed);
        }
    }

    static String stopReason(InferenceResponse response) {
        return switch (response.finishReason()) {
            case LENGTH -> "max_tokens";
            case TOOL_CALLS -> "tool_use";
            case CONTENT_FILTER -> "refusal";
            case STOP, OTHER, UNKNOWN -> response.stopSequence().isPresent() ? "stop_sequence" : "end_turn";
        };
    }

    static JsonValue stopSequence(InferenceResponse response) {
        return response.stopSequence().<JsonValue>map(Json::createValue).orElse(JsonValue.NULL);
    }

    /** Anthropic counts what its cache had beside the input, not in it. */
    static JsonObject usage(TokenUsage usage) {
        return Json.createObjectBuilder()
                .add("input_tokens", OpenAiUsage.number(uncached(usage)))
                .add("output_tokens", OpenAiUsage.number(usage.outputTokens()))
                .add("cache_read_input_tokens", OpenAiUsage.number(usage.cachedInputTokens()))
                .add("cache_creation_input_tokens", OpenAiUsage.number(usage.cacheWriteTokens()))
                .build();
    }

    private static OptionalLong uncached(TokenUsage usage) {
        return usage.inputTokens().isEmpty()
                ? usage.inputTokens()
                : OptionalLong.of(usage.inputTokens().getAsLong()
                        - usage.cachedInputTokens().orElse(0)
                        - usage.cacheWriteTokens().orElse(0));
    }

    @Override
    public StreamFormat stream(String traceId, Supplier<String> model) {
        return new MessagesStream(traceId, model);
    }
}
