package org.externalmodels.connector.dialect;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.connector.transport.StreamEvent;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceResponse.Structure;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.ToolCall;

/** A streamed answer of Converse. It is whole at messageStop; the usage comes after that, in an event of its own. */
final class ConverseStream implements StreamDecoder {

    private static final int MAX_TOOL_CALLS = 1_000;

    private final Structure structure;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final Map<Integer, PartialToolUse> toolUses = new LinkedHashMap<>();
    private FinishReason finishReason = FinishReason.UNKNOWN;
    private TokenUsage usage = TokenUsage.UNKNOWN;
    private boolean finished;

    ConverseStream(Structure structure) {
        this.structure = structure;
    }

    @Override
    public List<InferenceEvent> decode(StreamEvent event) {
        if (event.exception()) {
            throw BedrockException.of(event);
        }
        return switch (event.type()) {
            case "contentBlockStart" -> start(ProviderJson.readObject(event.data()));
            case "contentBlockDelta" -> delta(ProviderJson.readObject(event.data()));
            case "messageStop" -> {
                finished = true;
                finishReason = ConverseAnswer.finishReason(
                        ProviderJson.string(ProviderJson.readObject(event.data()), "stopReason"));
                yield List.of();
            }
            case "metadata" -> {
                usage = ConverseUsage.in(ProviderJson.readObject(event.data()));
                yield usage.source() == TokenUsage.Source.UNKNOWN
                        ? List.of()
                        : List.of(new InferenceEvent.UsageReport(usage));
            }
            default -> List.of();
        };
    }

    @Override
    public boolean isComplete() {
        return finished;
    }

    @Override
    public Answer answer() {
        return new Answer(
                ConverseAnswer.answered(text, structure),
                reasoning.isEmpty() ? Optional.empty() : Optional.of(reasoning.toString()),
                toolUses.values().stream().map(PartialToolUse::whole).toList(),
                List.of(),
                finishReason,
                structure,
                usage,
                Optional.empty());
    }

    @Override
    public String text() {
        return text.toString();
    }

    @Override
    public TokenUsage usage() {
        return usage;
    }

    private List<InferenceEvent> start(JsonObject event) {
        JsonObject toolUse = ProviderJson.object(ProviderJson.object(event, "start"), "toolUse");
        String id = ProviderJson.string(toolUse, "toolUseId");
        String name = ProviderJson.string(toolUse, "name");
        if (toolUse.isEmpty()) {
            return List.of();
        }
        if (id == null || name == null || toolUses.size() >= MAX_TOOL_CALLS) {
            throw new InferenceException(
                    FailureCode.INVALID_RESPONSE,
                    "the stream has a tool use without toolUseId or name, or more than " + MAX_TOOL_CALLS);
        }
        PartialToolUse begun = new PartialToolUse(toolUses.size(), id, name);
        if (toolUses.put(block(event), begun) != null) {
            throw new InferenceException(FailureCode.INVALID_RESPONSE, "a tool use of the stream begins twice");
        }
        return List.of(new InferenceEvent.ToolCallDelta(begun.index, id, name, ""));
    }

    private List<InferenceEvent> delta(JsonObject event) {
        JsonObject delta = ProviderJson.object(event, "delta");
        String words = ProviderJson.string(delta, "text");
        if (words != null && !words.isEmpty()) {
            text.append(words);
            return List.of(new InferenceEvent.TextDelta(words));
        }
        String thought = ProviderJson.string(ProviderJson.object(delta, "reasoningContent"), "text");
        if (thought != null && !thought.isEmpty()) {
            reasoning.append(thought);
            return List.of(new InferenceEvent.ReasoningDelta(thought));
        }
        String input = ProviderJson.string(ProviderJson.object(delta, "toolUse"), "input");
        if (input == null) {
            return List.of();
        }
        PartialToolUse toolUse = toolUses.get(block(event));
        if (toolUse == null) {
            throw new InferenceException(
                    FailureCode.INVALID_RESPONSE, "the stream has the input of a tool use that did not begin");
        }
        toolUse.input.append(input);
        return List.of(new InferenceEvent.ToolCallDelta(toolUse.index, null, null, input));
    }

    private static int block(JsonObject event) {
        return event.get("contentBlockIndex") instanceof JsonNumber number ? number.intValue() : -1;
    }

    /** A tool use whose input is still coming. */
    private static final class PartialToolUse {
        private final int index;
        private final String id;
        private final String name;
        private final StringBuilder input = new StringBuilder();

        PartialToolUse(int index, String id, String name) {
            this.index = index;
            this.id = id;
            this.name = name;
        }

        ToolCall whole() {
            return new ToolCall(id, name, input.isEmpty() ? "{}" : input.toString());
        }
    }
}
