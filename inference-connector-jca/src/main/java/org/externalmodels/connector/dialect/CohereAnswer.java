package org.externalmodels.connector.dialect;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceResponse.Structure;
import org.externalmodels.inference.ToolCall;

/** Reads a whole answer of Cohere's Chat. What it thought and what it means to do with tools is its reasoning. */
final class CohereAnswer {

    private CohereAnswer() {}

    static Answer read(AnswerBody body, Structure structure, List<String> stops) {
        if (!(ProviderJson.read(body) instanceof JsonObject document)
                || !(document.get("message") instanceof JsonObject message)) {
            throw new InferenceException(FailureCode.INVALID_RESPONSE, "the answer is none of Chat: it has no message");
        }
        String reason = ProviderJson.string(document, "finish_reason");
        failIfBroken(reason, null);
        StringBuilder text = new StringBuilder();
        StringBuilder reasoning = new StringBuilder();
        append(reasoning, ProviderJson.string(message, "tool_plan"));
        if (message.get("content") instanceof JsonString whole) {
            text.append(whole.getString());
        }
        if (message.get("content") instanceof JsonArray content) {
            for (JsonValue part : content) {
                if (part instanceof JsonObject object) {
                    append(text, ProviderJson.string(object, "text"));
                    append(reasoning, ProviderJson.string(object, "thinking"));
                }
            }
        }
        return new Answer(
                        text.toString(),
                        reasoning.isEmpty() ? Optional.empty() : Optional.of(reasoning.toString()),
                        toolCalls(message),
                        List.of(),
                        finishReason(reason),
                        structure,
                        CohereUsage.in(document),
                        Optional.empty())
                .stoppedAtOneOf(stops, isStopped(reason));
    }

    static boolean isStopped(String reason) {
        return "STOP_SEQUENCE".equals(reason);
    }

    static FinishReason finishReason(String reason) {
        if (reason == null) {
            return FinishReason.UNKNOWN;
        }
        return switch (reason) {
            case "COMPLETE", "STOP_SEQUENCE" -> FinishReason.STOP;
            case "MAX_TOKENS" -> FinishReason.LENGTH;
            case "TOOL_CALL" -> FinishReason.TOOL_CALLS;
            default -> FinishReason.OTHER;
        };
    }

    /** An answer that broke off has status 200 all the same. */
    static void failIfBroken(String reason, String error) {
        if ("TIMEOUT".equals(reason)) {
            throw new InferenceException(
                    FailureCode.TIMEOUT, "the provider ran out of time before the answer was whole");
        }
        if ("ERROR".equals(reason) || error != null) {
            throw new InferenceException(
                    FailureCode.PROVIDER_ERROR,
                    "the provider reported an error in the answer" + (error == null ? "" : ": " + error));
        }
    }

    private static void append(StringBuilder to, String words) {
        if (words != null) {
            to.append(words);
        }
    }

    private static List<ToolCall> toolCalls(JsonObject message) {
        List<ToolCall> calls = new ArrayList<>();
        if (message.get("tool_calls") instanceof JsonArray sent) {
            for (JsonValue item : sent) {
                calls.add(toolCall(item instanceof JsonObject call ? call : JsonValue.EMPTY_JSON_OBJECT));
            }
        }
        return calls;
    }

    private static ToolCall toolCall(JsonObject call) {
        JsonObject function = ProviderJson.object(call, "function");
        String id = ProviderJson.string(call, "id");
        String name = ProviderJson.string(function, "name");
        String arguments = ProviderJson.string(function, "arguments");
        if (id == null || name == null) {
            throw new InferenceException(FailureCode.INVALID_RESPONSE, "the answer has a tool call without id or name");
        }
        return new ToolCall(id, name, arguments == null ? "{}" : arguments);
    }
}
