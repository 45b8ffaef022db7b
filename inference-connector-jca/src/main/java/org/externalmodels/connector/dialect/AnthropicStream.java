package org.externalmodels.connector.dialect;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.externalmodels.connector.transport.StreamEvent;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceResponse.Structure;
import org.externalmodels.inference.TokenUsage;

/** A streamed message of Anthropic's. It is whole at message_stop. */
final class AnthropicStream implements StreamDecoder {

    private final Structure structure;
    private final StreamedText text;
    private final StringBuilder reasoning = new StringBuilder();
    private final Thoughts thoughts = AnthropicAnswer.thoughts();
    private final PartialToolCalls toolCalls = new PartialToolCalls("{}");
    private FinishReason finishReason = FinishReason.UNKNOWN;
    private AnthropicUsage usage = AnthropicUsage.NONE;
    private String model;
    private String stopSequence;
    private boolean finished;

    AnthropicStream(Structure structure) {
        this.structure = structure;
        this.text = new StreamedText(structure);
    }

    @Override
    public List<InferenceEvent> decode(StreamEvent event) {
        JsonObject data = ProviderJson.readObject(event.data());
        String type = ProviderJson.string(data, "type");
        if (type == null) {
            return List.of();
        }
        return switch (type) {
            case "message_start" -> begin(ProviderJson.object(data, "message"));
            case "content_block_start" -> start(data, ProviderJson.object(data, "content_block"));
            case "content_block_delta" -> delta(data, ProviderJson.object(data, "delta"));
            case "content_block_stop" -> {
                thoughts.blockEnds();
                yield List.of();
            }
            case "message_delta" -> end(data);
            case "message_stop" -> stop();
            case "error" -> throw failure(ProviderJson.object(data, "error"));
            // A ping, and whatever is added to the API.
            default -> List.of();
        };
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
                        usage(),
                        Optional.ofNullable(model))
                .stoppedAt(stopSequence);
    }

    @Override
    public String text() {
        return text.toString();
    }

    @Override
    public TokenUsage usage() {
        return usage.tokens();
    }

    private List<InferenceEvent> begin(JsonObject message) {
        model = ProviderJson.string(message, "model");
        usage = usage.with(message);
        return List.of();
    }

    private List<InferenceEvent> start(JsonObject event, JsonObject block) {
        usage = usage.writing();
        List<InferenceEvent> events = new ArrayList<>(1);
        String type = ProviderJson.string(block, "type");
        if ("text".equals(type)) {
            text.add(ProviderJson.string(block, "text"), events);
        } else if ("thinking".equals(type)) {
            thought(ProviderJson.string(block, "thinking"), events);
        } else if ("redacted_thinking".equals(type)) {
            thoughts.add(block);
        } else if ("tool_use".equals(type)) {
            events.add(toolCalls.begin(
                    index(event), thoughts.id(ProviderJson.string(block, "id")), ProviderJson.string(block, "name")));
        }
        return events;
    }

    private List<InferenceEvent> delta(JsonObject event, JsonObject delta) {
        usage = usage.writing();
        List<InferenceEvent> events = new ArrayList<>(1);
        text.add(ProviderJson.string(delta, "text"), events);
        thought(ProviderJson.string(delta, "thinking"), events);
        String signature = ProviderJson.string(delta, "signature");
        if (signature != null) {
            thoughts.signed(signature);
        }
        String input = ProviderJson.string(delta, "partial_json");
        if (input != null) {
            // A tool that the provider runs by itself has input as well, and is none of the caller's.
            if (toolCalls.has(index(event))) {
                events.add(toolCalls.more(index(event), input));
            }
        }
        return events;
    }

    private void thought(String words, List<InferenceEvent> events) {
        if (words != null && !words.isEmpty()) {
            reasoning.append(words);
            thoughts.more(words);
            events.add(new InferenceEvent.ReasoningDelta(words));
        }
    }

    private List<InferenceEvent> end(JsonObject event) {
        JsonObject delta = ProviderJson.object(event, "delta");
        String reason = ProviderJson.string(delta, "stop_reason");
        stopSequence = ProviderJson.string(delta, "stop_sequence");
        finishReason = reason == null ? finishReason : AnthropicAnswer.finishReason(reason);
        usage = usage.with(event);
        TokenUsage told = usage.tokens();
        return told.source() == TokenUsage.Source.UNKNOWN ? List.of() : List.of(new InferenceEvent.UsageReport(told));
    }

    private List<InferenceEvent> stop() {
        finished = true;
        List<InferenceEvent> events = new ArrayList<>(1);
        text.end(events);
        return events;
    }

    private static int index(JsonObject event) {
        return event.get("index") instanceof JsonNumber number ? number.intValue() : -1;
    }

    /** What would have been a status, had the answer not begun (API reference, "Errors"). */
    private static InferenceException failure(JsonObject error) {
        String type = String.valueOf(ProviderJson.string(error, "type"));
        int status = status(type);
        return InferenceException.of(
                        ProviderStatus.failureCode(status),
                        "the provider reported an error in the stream: " + type + ": "
                                + ProviderJson.string(error, "message"))
                .providerStatus(status == 0 ? null : status)
                .build();
    }

    private static int status(String type) {
        return switch (type) {
            case "invalid_request_error" -> 400;
            case "authentication_error" -> 401;
            case "billing_error" -> 402;
            case "permission_error" -> 403;
            case "not_found_error" -> 404;
            case "request_too_large" -> 413;
            case "rate_limit_error" -> 429;
            case "api_error" -> 500;
            case "timeout_error" -> 504;
            case "overloaded_error" -> 529;
            default -> 0;
        };
    }
}
