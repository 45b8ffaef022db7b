package org.externalmodels.connector.dialect;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.externalmodels.connector.transport.StreamEvent;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceResponse.Structure;
import org.externalmodels.inference.TokenUsage;

/** A streamed answer of Converse. It is whole at messageStop; the usage comes after that, in an event of its own. */
final class ConverseStream implements StreamDecoder {

    private final Structure structure;
    private final List<String> stops;
    private final StreamedText text;
    private final StringBuilder reasoning = new StringBuilder();
    private final Thoughts thoughts = ConverseAnswer.thoughts();
    private final PartialToolCalls toolCalls = new PartialToolCalls("{}");
    private FinishReason finishReason = FinishReason.UNKNOWN;
    private TokenUsage usage = TokenUsage.UNKNOWN;
    private boolean stopped;
    private boolean finished;

    ConverseStream(Structure structure, List<String> stops) {
        this.structure = structure;
        this.text = new StreamedText(structure);
        this.stops = stops;
    }

    @Override
    public List<InferenceEvent> decode(StreamEvent event) {
        if (event.exception()) {
            throw BedrockException.of(event);
        }
        return switch (event.type()) {
            case "contentBlockStart" -> start(ProviderJson.readObject(event.data()));
            case "contentBlockDelta" -> delta(ProviderJson.readObject(event.data()));
            case "contentBlockStop" -> {
                thoughts.blockEnds();
                yield List.of();
            }
            case "messageStop" -> stop(ProviderJson.string(ProviderJson.readObject(event.data()), "stopReason"));
            case "metadata" -> {
                TokenUsage told = ConverseUsage.in(ProviderJson.readObject(event.data()));
                usage = TokenCounts.newer(usage, told);
                yield told.source() == TokenUsage.Source.UNKNOWN
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
                        text.toString(),
                        reasoning.isEmpty() ? Optional.empty() : Optional.of(reasoning.toString()),
                        toolCalls.whole(),
                        List.of(),
                        finishReason,
                        structure,
                        usage,
                        Optional.empty())
                .stoppedAtOneOf(stops, stopped);
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
        return toolUse.isEmpty()
                ? List.of()
                : List.of(toolCalls.begin(
                        block(event),
                        thoughts.id(ProviderJson.string(toolUse, "toolUseId")),
                        ProviderJson.string(toolUse, "name")));
    }

    private List<InferenceEvent> delta(JsonObject event) {
        JsonObject delta = ProviderJson.object(event, "delta");
        String words = ProviderJson.string(delta, "text");
        if (words != null && !words.isEmpty()) {
            List<InferenceEvent> events = new ArrayList<>(1);
            text.add(words, events);
            return events;
        }
        JsonObject reasoned = ProviderJson.object(delta, "reasoningContent");
        if (reasoned.containsKey("redactedContent")) {
            thoughts.add(
                    Json.createObjectBuilder().add("reasoningContent", reasoned).build());
        }
        String signature = ProviderJson.string(reasoned, "signature");
        if (signature != null) {
            thoughts.signed(signature);
        }
        String thought = ProviderJson.string(reasoned, "text");
        if (thought != null && !thought.isEmpty()) {
            reasoning.append(thought);
            thoughts.more(thought);
            return List.of(new InferenceEvent.ReasoningDelta(thought));
        }
        String input = ProviderJson.string(ProviderJson.object(delta, "toolUse"), "input");
        return input == null ? List.of() : List.of(toolCalls.more(block(event), input));
    }

    private List<InferenceEvent> stop(String reason) {
        finished = true;
        finishReason = ConverseAnswer.finishReason(reason);
        stopped = ConverseAnswer.isStopped(reason);
        List<InferenceEvent> events = new ArrayList<>(1);
        text.end(events);
        return events;
    }

    private static int block(JsonObject event) {
        return event.get("contentBlockIndex") instanceof JsonNumber number ? number.intValue() : -1;
    }
}
