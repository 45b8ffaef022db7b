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

/** A streamed answer of Cohere's Chat. It is whole at message-end; what may follow is only the mark of the stream's end. */
final class CohereStream implements StreamDecoder {

    private final Structure structure;
    private final List<String> stops;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final PartialToolCalls toolCalls = new PartialToolCalls("{}");
    private FinishReason finishReason = FinishReason.UNKNOWN;
    private TokenUsage usage = TokenUsage.UNKNOWN;
    private boolean stopped;
    private boolean finished;

    CohereStream(Structure structure, List<String> stops) {
        this.structure = structure;
        this.stops = stops;
    }

    @Override
    public List<InferenceEvent> decode(StreamEvent event) {
        if (event.data().strip().equals("[DONE]")) {
            return List.of();
        }
        JsonObject data = ProviderJson.readObject(event.data());
        JsonObject delta = ProviderJson.object(data, "delta");
        JsonObject message = ProviderJson.object(delta, "message");
        List<InferenceEvent> events = new ArrayList<>(1);
        switch (String.valueOf(ProviderJson.string(data, "type"))) {
            case "content-start", "content-delta" -> {
                JsonObject content = ProviderJson.object(message, "content");
                words(ProviderJson.string(content, "text"), events);
                thoughts(ProviderJson.string(content, "thinking"), events);
            }
            case "tool-plan-delta" -> thoughts(ProviderJson.string(message, "tool_plan"), events);
            case "tool-call-start" -> begin(index(data), ProviderJson.object(message, "tool_calls"), events);
            case "tool-call-delta" -> more(index(data), ProviderJson.object(message, "tool_calls"), events);
            case "message-end" -> end(delta, events);
            default -> {
                // The begin of the message, the ends of its parts, citations, and whatever is added to the API.
            }
        }
        return events;
    }

    @Override
    public boolean isComplete() {
        return finished;
    }

    @Override
    public boolean isOver() {
        return isComplete();
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

    private void words(String words, List<InferenceEvent> events) {
        if (words != null && !words.isEmpty()) {
            text.append(words);
            events.add(new InferenceEvent.TextDelta(words));
        }
    }

    private void thoughts(String thoughts, List<InferenceEvent> events) {
        if (thoughts != null && !thoughts.isEmpty()) {
            reasoning.append(thoughts);
            events.add(new InferenceEvent.ReasoningDelta(thoughts));
        }
    }

    private void begin(int index, JsonObject call, List<InferenceEvent> events) {
        JsonObject function = ProviderJson.object(call, "function");
        events.add(toolCalls.begin(index, ProviderJson.string(call, "id"), ProviderJson.string(function, "name")));
        more(index, call, events);
    }

    private void more(int index, JsonObject call, List<InferenceEvent> events) {
        String arguments = ProviderJson.string(ProviderJson.object(call, "function"), "arguments");
        if (arguments != null && !arguments.isEmpty()) {
            events.add(toolCalls.more(index, arguments));
        }
    }

    private void end(JsonObject delta, List<InferenceEvent> events) {
        usage = TokenCounts.newer(usage, CohereUsage.in(delta));
        String reason = ProviderJson.string(delta, "finish_reason");
        CohereAnswer.failIfBroken(reason, ProviderJson.string(delta, "error"));
        finishReason = CohereAnswer.finishReason(reason);
        stopped = CohereAnswer.isStopped(reason);
        finished = true;
        if (usage.source() != TokenUsage.Source.UNKNOWN) {
            events.add(new InferenceEvent.UsageReport(usage));
        }
    }

    private static int index(JsonObject event) {
        return event.get("index") instanceof JsonNumber number ? number.intValue() : -1;
    }
}
