package org.externalmodels.connector.dialect;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceResponse.Structure;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.ToolCall;

/** Reads a whole answer of Converse. Used for one answer. */
final class ConverseAnswer {

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final Thoughts thoughts = thoughts();
    private final List<ToolCall> toolCalls = new ArrayList<>();
    private final List<Media> images = new ArrayList<>();

    private ConverseAnswer() {}

    static Answer read(AnswerBody body, Structure structure, List<String> stops) {
        JsonStructure whole = ProviderJson.read(body);
        if (whole instanceof JsonObject answer
                && answer.get("output") instanceof JsonObject output
                && output.get("message") instanceof JsonObject message
                && message.get("content") instanceof JsonArray content) {
            ConverseAnswer read = new ConverseAnswer();
            content.forEach(read::block);
            return read.answer(answer, structure)
                    .stoppedAtOneOf(stops, isStopped(ProviderJson.string(answer, "stopReason")));
        }
        throw new InferenceException(
                FailureCode.INVALID_RESPONSE, "the answer is none of Converse: it has no output.message.content");
    }

    /** With tools Claude wants its thoughts back, as they were (API reference, "ReasoningContentBlock"). */
    static Thoughts thoughts() {
        return new Thoughts(
                ToolCallId.Keeper.CONVERSE,
                (text, signature) -> Json.createObjectBuilder()
                        .add(
                                "reasoningContent",
                                Json.createObjectBuilder()
                                        .add(
                                                "reasoningText",
                                                Json.createObjectBuilder()
                                                        .add("text", text)
                                                        .add("signature", signature)))
                        .build());
    }

    static boolean isStopped(String reason) {
        return "stop_sequence".equals(reason);
    }

    static FinishReason finishReason(String reason) {
        if (reason == null) {
            return FinishReason.UNKNOWN;
        }
        return switch (reason) {
            case "end_turn", "stop_sequence" -> FinishReason.STOP;
            case "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
            case "tool_use" -> FinishReason.TOOL_CALLS;
            case "guardrail_intervened", "content_filtered" -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.OTHER;
        };
    }

    private Answer answer(JsonObject answer, Structure structure) {
        return new Answer(
                PromptedSchema.answered(text, structure),
                reasoning.isEmpty() ? Optional.empty() : Optional.of(reasoning.toString()),
                List.copyOf(toolCalls),
                List.copyOf(images),
                finishReason(ProviderJson.string(answer, "stopReason")),
                structure,
                ConverseUsage.in(answer),
                Optional.empty());
    }

    /** Kinds of blocks that nothing was asked for, such as citations, are passed over. */
    private void block(JsonValue value) {
        if (!(value instanceof JsonObject block)) {
            return;
        }
        String words = ProviderJson.string(block, "text");
        if (words != null) {
            text.append(words);
        }
        String thought = ProviderJson.string(
                ProviderJson.object(ProviderJson.object(block, "reasoningContent"), "reasoningText"), "text");
        if (thought != null) {
            reasoning.append(thought);
        }
        if (block.containsKey("reasoningContent")) {
            thoughts.add(block);
        }
        if (block.get("toolUse") instanceof JsonObject toolUse) {
            toolCalls.add(toolCall(toolUse));
        }
        if (block.get("image") instanceof JsonObject image) {
            images.add(image(image));
        }
    }

    private ToolCall toolCall(JsonObject toolUse) {
        String id = thoughts.id(ProviderJson.string(toolUse, "toolUseId"));
        String name = ProviderJson.string(toolUse, "name");
        if (id == null || name == null) {
            throw new InferenceException(
                    FailureCode.INVALID_RESPONSE, "the answer has a tool use without toolUseId or name");
        }
        JsonValue input = toolUse.getOrDefault("input", JsonValue.EMPTY_JSON_OBJECT);
        return new ToolCall(id, name, input.toString());
    }

    private static Media image(JsonObject image) {
        String bytes = ProviderJson.string(ProviderJson.object(image, "source"), "bytes");
        try {
            return Media.of(
                    "image/" + ProviderJson.string(image, "format"),
                    Base64.getDecoder().decode(bytes));
        } catch (IllegalArgumentException | NullPointerException e) {
            throw InferenceException.of(FailureCode.INVALID_RESPONSE, "the answer has an image without bytes")
                    .cause(e)
                    .build();
        }
    }
}
