package org.externalmodels.connector.dialect;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceResponse.Structure;
import org.externalmodels.inference.ToolCall;

/** Reads a whole message of Anthropic's. Used for one answer. */
final class AnthropicAnswer {

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final Thoughts thoughts = thoughts();
    private final List<ToolCall> toolCalls = new ArrayList<>();

    private AnthropicAnswer() {}

    static Answer read(AnswerBody body, Structure structure) {
        if (ProviderJson.read(body) instanceof JsonObject message
                && message.get("content") instanceof JsonArray content) {
            AnthropicAnswer read = new AnthropicAnswer();
            content.forEach(read::block);
            return read.answer(message, structure);
        }
        throw new InferenceException(FailureCode.INVALID_RESPONSE, "the answer is no message: it has no content");
    }

    /** With tools the provider wants its thoughts back, as they were (Extended thinking, "Preserving thinking blocks"). */
    static Thoughts thoughts() {
        return new Thoughts(
                ToolCallId.Keeper.ANTHROPIC,
                (text, signature) -> Json.createObjectBuilder()
                        .add("type", "thinking")
                        .add("thinking", text)
                        .add("signature", signature)
                        .build());
    }

    static long counted(String body) {
        OptionalLong tokens = ProviderJson.read(body) instanceof JsonObject count
                ? ProviderJson.count(count, "input_tokens")
                : OptionalLong.empty();
        return tokens.orElseThrow(() ->
                new InferenceException(FailureCode.INVALID_RESPONSE, "the answer is no count: it has no input_tokens"));
    }

    static FinishReason finishReason(String reason) {
        if (reason == null) {
            return FinishReason.UNKNOWN;
        }
        return switch (reason) {
            case "end_turn", "stop_sequence" -> FinishReason.STOP;
            case "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
            case "tool_use" -> FinishReason.TOOL_CALLS;
            case "refusal" -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.OTHER;
        };
    }

    private Answer answer(JsonObject message, Structure structure) {
        return new Answer(
                        PromptedSchema.answered(text, structure),
                        reasoning.isEmpty() ? Optional.empty() : Optional.of(reasoning.toString()),
                        List.copyOf(toolCalls),
                        List.of(),
                        finishReason(ProviderJson.string(message, "stop_reason")),
                        structure,
                        AnthropicUsage.NONE.with(message).tokens(),
                        Optional.ofNullable(ProviderJson.string(message, "model")))
                .stoppedAt(ProviderJson.string(message, "stop_sequence"));
    }

    /** Kinds of blocks that nothing was asked for are passed over. */
    private void block(JsonValue value) {
        if (!(value instanceof JsonObject block)) {
            return;
        }
        String type = ProviderJson.string(block, "type");
        if ("text".equals(type)) {
            append(text, ProviderJson.string(block, "text"));
        } else if ("thinking".equals(type)) {
            append(reasoning, ProviderJson.string(block, "thinking"));
            thoughts.add(block);
        } else if ("redacted_thinking".equals(type)) {
            thoughts.add(block);
        } else if ("tool_use".equals(type)) {
            toolCalls.add(toolCall(block));
        }
    }

    private static void append(StringBuilder to, String words) {
        if (words != null) {
            to.append(words);
        }
    }

    private ToolCall toolCall(JsonObject block) {
        String id = thoughts.id(ProviderJson.string(block, "id"));
        String name = ProviderJson.string(block, "name");
        if (id == null || name == null) {
            throw new InferenceException(FailureCode.INVALID_RESPONSE, "the answer has a tool use without id or name");
        }
        return new ToolCall(
                id,
                name,
                block.getOrDefault("input", JsonValue.EMPTY_JSON_OBJECT).toString());
    }
}
