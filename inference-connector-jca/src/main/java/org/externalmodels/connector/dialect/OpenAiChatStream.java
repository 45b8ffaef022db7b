package org.externalmodels.connector.dialect;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.externalmodels.connector.transport.StreamEvent;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceResponse.Structure;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.ToolCall;

/**
 * A streamed chat completion. Usage is taken from whichever chunk brings it: OpenAI's last one has no choices, others
 * put it beside the last delta.
 */
final class OpenAiChatStream implements StreamDecoder {

    private static final int MAX_TOOL_CALLS = 1_000;

    private final Structure structure;
    private final StreamedText text;
    private final StringBuilder reasoning = new StringBuilder();
    private final List<PartialToolCall> toolCalls = new ArrayList<>();
    private FinishReason finishReason = FinishReason.UNKNOWN;
    private TokenUsage usage = TokenUsage.UNKNOWN;
    private String model;
    private boolean finished;
    private boolean over;

    OpenAiChatStream(Structure structure) {
        this.structure = structure;
        this.text = new StreamedText(structure);
    }

    @Override
    public List<InferenceEvent> decode(StreamEvent event) {
        String data = event.data();
        if (data.strip().equals("[DONE]")) {
            List<InferenceEvent> last = new ArrayList<>(1);
            end(last);
            over = true;
            return last;
        }
        OpenAiDocument chunk = ProviderJson.readEvent(data, OpenAiDocument::read);
        TokenUsage reported = chunk.usage();
        usage = TokenCounts.newer(usage, reported);
        JsonObject error = chunk.error();
        if (error != null) {
            throw OpenAiErrors.inAnswer(error);
        }
        List<InferenceEvent> events = new ArrayList<>(2);
        if (model == null) {
            model = chunk.model();
        }
        choice(chunk, events);
        if (reported.source() != TokenUsage.Source.UNKNOWN) {
            events.add(new InferenceEvent.UsageReport(usage));
        }
        return events;
    }

    @Override
    public boolean isComplete() {
        return finished;
    }

    /** The reason to finish is not the last word, as the usage may follow. */
    @Override
    public boolean isOver() {
        return over;
    }

    @Override
    public Answer answer() {
        return new Answer(
                        text.toString(),
                        reasoning.isEmpty() ? Optional.empty() : Optional.of(reasoning.toString()),
                        toolCalls.stream().map(PartialToolCall::whole).toList(),
                        List.of(),
                        finishReason,
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

    private void choice(OpenAiDocument chunk, List<InferenceEvent> events) {
        String thought = chunk.reasoning();
        if (thought != null && !thought.isEmpty()) {
            reasoning.append(thought);
            events.add(new InferenceEvent.ReasoningDelta(thought));
        }
        text.add(chunk.content(), events);
        text.refuse(chunk.refusal(), events);
        for (JsonValue call : chunk.toolCalls()) {
            if (call instanceof JsonObject piece) {
                events.add(toolCall(piece));
            }
        }
        String reason = chunk.finishReason();
        if (reason != null) {
            finishReason = OpenAiChat.finishReason(reason);
            end(events);
        }
    }

    private void end(List<InferenceEvent> events) {
        finished = true;
        text.end(events);
    }

    private InferenceEvent toolCall(JsonObject piece) {
        int index = piece.get("index") instanceof JsonNumber number ? number.intValue() : indexByItsId(piece);
        if (index < 0 || index > toolCalls.size() || index >= MAX_TOOL_CALLS) {
            throw new InferenceException(FailureCode.INVALID_RESPONSE, "a tool call of the stream has index " + index);
        }
        if (index == toolCalls.size()) {
            toolCalls.add(new PartialToolCall());
        }
        PartialToolCall call = toolCalls.get(index);
        JsonObject function = ProviderJson.object(piece, "function");
        String id = ProviderJson.string(piece, "id");
        String name = ProviderJson.string(function, "name");
        String arguments = ProviderJson.string(function, "arguments");
        call.add(id, name, arguments);
        return new InferenceEvent.ToolCallDelta(index, id, name, arguments == null ? "" : arguments);
    }

    /** Servers that send a call in one piece may leave its index out: another id is another call's. */
    private int indexByItsId(JsonObject piece) {
        String id = ProviderJson.string(piece, "id");
        boolean another = id != null
                && (toolCalls.isEmpty()
                        || !toolCalls.get(toolCalls.size() - 1).id.equals(id));
        return another ? toolCalls.size() : toolCalls.size() - 1;
    }

    /** A tool call whose arguments are still coming. */
    private static final class PartialToolCall {
        private final StringBuilder arguments = new StringBuilder();
        private String id = "";
        private String name = "";

        void add(String moreId, String moreName, String moreArguments) {
            id = moreId != null ? moreId : id;
            name = moreName != null ? moreName : name;
            if (moreArguments != null) {
                arguments.append(moreArguments);
            }
        }

        ToolCall whole() {
            return new ToolCall(id, name, arguments.toString());
        }
    }
}
