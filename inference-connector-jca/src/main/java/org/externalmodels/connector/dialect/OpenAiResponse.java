package org.externalmodels.connector.dialect;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceResponse.Structure;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.ToolCall;

/** Reads a response document of OpenAI's, which is also what a streamed one ends with. Used for one document. */
final class OpenAiResponse {

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final List<ToolCall> toolCalls = new ArrayList<>();
    private boolean refused;

    private OpenAiResponse() {}

    static Answer read(AnswerBody body, Structure structure) {
        if (ProviderJson.read(body) instanceof JsonObject document) {
            return read(document, structure);
        }
        throw noResponse();
    }

    static Answer read(JsonObject document, Structure structure) {
        failIfFailed(document);
        if (!(document.get("output") instanceof JsonArray output)) {
            throw noResponse();
        }
        OpenAiResponse read = new OpenAiResponse();
        output.forEach(read::item);
        return new Answer(
                        PromptedSchema.answered(read.text, structure),
                        read.reasoning.isEmpty() ? Optional.empty() : Optional.of(read.reasoning.toString()),
                        List.copyOf(read.toolCalls),
                        List.of(),
                        finishReason(document),
                        structure,
                        usage(document),
                        Optional.ofNullable(ProviderJson.string(document, "model")))
                .refused(read.refused);
    }

    static TokenUsage usage(JsonObject document) {
        return document.get("usage") instanceof JsonObject usage ? OpenAiUsage.ofResponse(usage) : TokenUsage.UNKNOWN;
    }

    /** A response can fail though its answer's status was a success. */
    static void failIfFailed(JsonObject document) {
        if (document.get("error") instanceof JsonObject error) {
            throw OpenAiErrors.inAnswer(error);
        }
        String status = ProviderJson.string(document, "status");
        if ("failed".equals(status) || "cancelled".equals(status)) {
            throw new InferenceException(
                    FailureCode.PROVIDER_ERROR, "the provider's response has the status " + status);
        }
        if ("queued".equals(status) || "in_progress".equals(status)) {
            throw new InferenceException(
                    FailureCode.INVALID_RESPONSE, "the provider's response is " + status + ", so it is no answer yet");
        }
    }

    static FinishReason finishReason(JsonObject document) {
        String status = ProviderJson.string(document, "status");
        if ("incomplete".equals(status)) {
            String reason = ProviderJson.string(ProviderJson.object(document, "incomplete_details"), "reason");
            return switch (String.valueOf(reason)) {
                case "max_output_tokens" -> FinishReason.LENGTH;
                case "content_filter" -> FinishReason.CONTENT_FILTER;
                default -> FinishReason.OTHER;
            };
        }
        return "completed".equals(status) ? FinishReason.STOP : FinishReason.UNKNOWN;
    }

    /** Kinds of items that nothing was asked for are passed over. */
    private void item(JsonValue value) {
        if (!(value instanceof JsonObject item)) {
            return;
        }
        switch (String.valueOf(ProviderJson.string(item, "type"))) {
            case "message" -> parts(item, "content").forEach(this::content);
            case "reasoning" -> {
                parts(item, "summary").forEach(this::thought);
                parts(item, "content").forEach(this::thought);
            }
            case "function_call" -> toolCalls.add(toolCall(item));
            default -> {}
        }
    }

    private static List<JsonObject> parts(JsonObject item, String name) {
        return item.get(name) instanceof JsonArray parts
                ? parts.stream()
                        .filter(JsonObject.class::isInstance)
                        .map(JsonObject.class::cast)
                        .toList()
                : List.of();
    }

    private void content(JsonObject part) {
        String words = ProviderJson.string(part, "text");
        String refusal = ProviderJson.string(part, "refusal");
        refused |= refusal != null && !refusal.isEmpty();
        text.append(words == null ? "" : words).append(refusal == null ? "" : refusal);
    }

    private void thought(JsonObject part) {
        String words = ProviderJson.string(part, "text");
        if (words != null && !words.isEmpty()) {
            reasoning.append(reasoning.isEmpty() ? "" : "\n\n").append(words);
        }
    }

    private static ToolCall toolCall(JsonObject item) {
        String id = ProviderJson.string(item, "call_id");
        String name = ProviderJson.string(item, "name");
        String arguments = ProviderJson.string(item, "arguments");
        if (id == null || name == null) {
            throw new InferenceException(
                    FailureCode.INVALID_RESPONSE, "the answer has a function call without id or name");
        }
        return new ToolCall(id, name, arguments == null ? "" : arguments);
    }

    private static InferenceException noResponse() {
        return new InferenceException(FailureCode.INVALID_RESPONSE, "the answer is no response: it has no output");
    }
}
