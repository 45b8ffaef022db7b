package org.externalmodels.connector.dialect;

import jakarta.json.JsonArray;
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

/**
 * A streamed response of OpenAI's. It is whole with the event that says how it ended, which brings the whole document
 * once more; what servers leave out of that is taken from the pieces.
 */
final class OpenAiResponsesStream implements StreamDecoder {

    private final Structure structure;
    private final StreamedText text;
    private final StringBuilder reasoning = new StringBuilder();
    private final PartialToolCalls toolCalls = new PartialToolCalls("");
    private String thoughtPart = "";
    private TokenUsage usage = TokenUsage.UNKNOWN;
    private String model;
    private JsonObject ended;

    OpenAiResponsesStream(Structure structure) {
        this.structure = structure;
        this.text = new StreamedText(structure);
    }

    @Override
    public List<InferenceEvent> decode(StreamEvent event) {
        if (event.data().strip().equals("[DONE]")) {
            return List.of();
        }
        JsonObject data = ProviderJson.readObject(event.data());
        List<InferenceEvent> events = new ArrayList<>(2);
        switch (String.valueOf(ProviderJson.string(data, "type"))) {
            case "response.created", "response.in_progress" -> begin(ProviderJson.object(data, "response"));
            case "response.output_text.delta" -> text.add(ProviderJson.string(data, "delta"), events);
            case "response.refusal.delta" -> text.refuse(ProviderJson.string(data, "delta"), events);
            case "response.reasoning_summary_text.delta" -> thoughts(data, "summary_index", events);
            case "response.reasoning_text.delta" -> thoughts(data, "content_index", events);
            case "response.output_item.added" -> item(data, events);
            case "response.output_item.done" -> {
                if (!toolCalls.has(place(data))) {
                    item(data, events);
                }
            }
            case "response.function_call_arguments.delta" -> arguments(data, events);
            case "response.completed", "response.incomplete", "response.failed" ->
                end(ProviderJson.object(data, "response"), events);
            case "error" -> throw OpenAiErrors.inAnswer(data.get("error") instanceof JsonObject own ? own : data);
            // The ends of parts, which were all read; and whatever is added to the API.
            default -> {}
        }
        return events;
    }

    @Override
    public boolean isComplete() {
        return ended != null;
    }

    @Override
    public boolean isOver() {
        return isComplete();
    }

    @Override
    public Answer answer() {
        if (ended != null && ended.get("output") instanceof JsonArray output && !output.isEmpty()) {
            return OpenAiResponse.read(ended, structure);
        }
        return new Answer(
                        text.toString(),
                        reasoning.isEmpty() ? Optional.empty() : Optional.of(reasoning.toString()),
                        toolCalls.whole(),
                        List.of(),
                        ended == null ? FinishReason.UNKNOWN : OpenAiResponse.finishReason(ended),
                        structure,
                        usage,
                        Optional.ofNullable(model))
                .refused(text.isRefusal());
    }

    @Override
    public String text() {
        return text.toString();
    }

    @Override
    public TokenUsage usage() {
        return usage;
    }

    private void begin(JsonObject response) {
        String named = ProviderJson.string(response, "model");
        model = named == null ? model : named;
    }

    /** Parts of a summary are paragraphs. */
    private void thoughts(JsonObject data, String index, List<InferenceEvent> events) {
        String words = ProviderJson.string(data, "delta");
        if (words == null || words.isEmpty()) {
            return;
        }
        String part = index + data.get("output_index") + '/' + data.get(index);
        String more = reasoning.isEmpty() || part.equals(thoughtPart) ? words : "\n\n" + words;
        thoughtPart = part;
        reasoning.append(more);
        events.add(new InferenceEvent.ReasoningDelta(more));
    }

    private void item(JsonObject data, List<InferenceEvent> events) {
        JsonObject item = ProviderJson.object(data, "item");
        if (!"function_call".equals(ProviderJson.string(item, "type"))) {
            return;
        }
        events.add(
                toolCalls.begin(place(data), ProviderJson.string(item, "call_id"), ProviderJson.string(item, "name")));
        String whole = ProviderJson.string(item, "arguments");
        if (whole != null && !whole.isEmpty()) {
            events.add(toolCalls.more(place(data), whole));
        }
    }

    private void arguments(JsonObject data, List<InferenceEvent> events) {
        String more = ProviderJson.string(data, "delta");
        if (more != null) {
            events.add(toolCalls.more(place(data), more));
        }
    }

    private static int place(JsonObject data) {
        return data.get("output_index") instanceof JsonNumber number ? number.intValue() : -1;
    }

    private void end(JsonObject response, List<InferenceEvent> events) {
        begin(response);
        TokenUsage told = OpenAiResponse.usage(response);
        if (told.source() != TokenUsage.Source.UNKNOWN) {
            usage = TokenCounts.newer(usage, told);
            events.add(new InferenceEvent.UsageReport(usage));
        }
        OpenAiResponse.failIfFailed(response);
        text.end(events);
        ended = response;
    }
}
