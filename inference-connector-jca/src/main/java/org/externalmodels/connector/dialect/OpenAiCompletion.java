package org.externalmodels.connector.dialect;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceResponse.Structure;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.ToolCall;

/**
 * Reads a whole chat completion, member by member: nearly every call pays for this, and a tree of the answer costs twice
 * as much (docs/performance.md). Used for one answer.
 */
final class OpenAiCompletion {

    private final JsonParser parser;
    private boolean hasMessage;
    private String content;
    private String refusal;
    private String reasoning;
    private String finishReason;
    private String model;
    private JsonArray toolCalls = JsonValue.EMPTY_JSON_ARRAY;
    private TokenUsage usage = TokenUsage.UNKNOWN;

    private OpenAiCompletion(JsonParser parser) {
        this.parser = parser;
    }

    static Answer read(String body, Structure structure) {
        return ProviderJson.parse(body, parser -> new OpenAiCompletion(parser).answer(structure));
    }

    private Answer answer(Structure structure) {
        if (parser.next() == Event.START_OBJECT) {
            completion();
        }
        if (!hasMessage) {
            throw new InferenceException(
                    FailureCode.INVALID_RESPONSE, "the answer is no chat completion: it has no choices[0].message");
        }
        return new Answer(
                content != null ? content : refusal != null ? refusal : "",
                Optional.ofNullable(reasoning),
                toolCalls(),
                List.of(),
                refusal != null ? FinishReason.CONTENT_FILTER : OpenAiChat.finishReason(finishReason),
                structure,
                usage,
                Optional.ofNullable(model));
    }

    private void completion() {
        while (parser.next() == Event.KEY_NAME) {
            switch (parser.getString()) {
                case "choices" -> choices();
                case "model" -> model = ProviderJson.string(parser);
                case "usage" -> {
                    JsonObject counted = ProviderJson.object(parser);
                    usage = counted == null ? usage : OpenAiUsage.of(counted);
                }
                default -> ProviderJson.skipNext(parser);
            }
        }
        // Whatever follows the object is not JSON, and the parser says so.
        parser.hasNext();
    }

    private void choices() {
        if (parser.next() != Event.START_ARRAY) {
            ProviderJson.skip(parser);
            return;
        }
        Event first = parser.next();
        if (first == Event.END_ARRAY) {
            return;
        }
        if (first == Event.START_OBJECT) {
            choice();
        }
        parser.skipArray();
    }

    private void choice() {
        while (parser.next() == Event.KEY_NAME) {
            switch (parser.getString()) {
                case "message" -> message();
                case "finish_reason" -> finishReason = ProviderJson.string(parser);
                default -> ProviderJson.skipNext(parser);
            }
        }
    }

    private void message() {
        if (parser.next() != Event.START_OBJECT) {
            ProviderJson.skip(parser);
            return;
        }
        hasMessage = true;
        while (parser.next() == Event.KEY_NAME) {
            switch (parser.getString()) {
                case "content" -> content = ProviderJson.string(parser);
                case "refusal" -> refusal = ProviderJson.string(parser);
                case "reasoning_content", "reasoning" -> reasoning = ProviderJson.string(parser);
                case "tool_calls" -> {
                    JsonArray calls = ProviderJson.array(parser);
                    toolCalls = calls == null ? toolCalls : calls;
                }
                default -> ProviderJson.skipNext(parser);
            }
        }
    }

    private List<ToolCall> toolCalls() {
        List<ToolCall> calls = new ArrayList<>(toolCalls.size());
        for (JsonValue item : toolCalls) {
            if (item instanceof JsonObject call) {
                JsonObject function = ProviderJson.object(call, "function");
                String id = ProviderJson.string(call, "id");
                String name = ProviderJson.string(function, "name");
                String arguments = ProviderJson.string(function, "arguments");
                if (id == null || name == null) {
                    throw new InferenceException(
                            FailureCode.INVALID_RESPONSE, "the answer has a tool call without id or name");
                }
                calls.add(new ToolCall(id, name, arguments == null ? "" : arguments));
            }
        }
        return calls;
    }
}
