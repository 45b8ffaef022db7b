package org.externalmodels.connector.dialect;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse.Structure;
import org.externalmodels.inference.ResponseFormat;
import org.externalmodels.inference.ToolCall;

/** OpenAI Chat Completions, and the many servers that speak it. */
final class OpenAiChat implements ProviderDialect {

    private static final String OPERATION = "/chat/completions";

    private final OpenAiChatRequest encoder;

    OpenAiChat(String providerModel) {
        this.encoder = new OpenAiChatRequest(providerModel);
    }

    @Override
    public URI address(URI endpoint) {
        return Addresses.operation(endpoint, OPERATION);
    }

    @Override
    public byte[] encode(InferenceRequest request, boolean streaming) {
        return encoder.encode(request, streaming);
    }

    @Override
    public Answer decode(byte[] body, InferenceRequest request) {
        JsonObject completion = ProviderJson.readObject(body);
        JsonObject choice = firstChoice(completion);
        if (choice == null || !(choice.get("message") instanceof JsonObject message)) {
            throw new InferenceException(
                    FailureCode.INVALID_RESPONSE, "the answer is no chat completion: it has no choices[0].message");
        }
        String content = ProviderJson.string(message, "content");
        String refusal = ProviderJson.string(message, "refusal");
        FinishReason finish = finishReason(ProviderJson.string(choice, "finish_reason"));
        return new Answer(
                content != null ? content : refusal != null ? refusal : "",
                Optional.ofNullable(reasoning(message)),
                toolCalls(message),
                List.of(),
                refusal != null ? FinishReason.CONTENT_FILTER : finish,
                structure(request),
                OpenAiUsage.of(completion),
                Optional.ofNullable(ProviderJson.string(completion, "model")));
    }

    @Override
    public StreamDecoder streamDecoder(InferenceRequest request) {
        return new OpenAiChatStream(structure(request));
    }

    static JsonObject firstChoice(JsonObject completion) {
        return completion.get("choices") instanceof JsonArray choices
                        && !choices.isEmpty()
                        && choices.get(0) instanceof JsonObject choice
                ? choice
                : null;
    }

    /** Not in OpenAI's own format; DeepSeek, vLLM and others send it under one of these names. */
    static String reasoning(JsonObject message) {
        String reasoning = ProviderJson.string(message, "reasoning_content");
        return reasoning != null ? reasoning : ProviderJson.string(message, "reasoning");
    }

    static FinishReason finishReason(String reason) {
        if (reason == null) {
            return FinishReason.UNKNOWN;
        }
        return switch (reason) {
            case "stop" -> FinishReason.STOP;
            case "length" -> FinishReason.LENGTH;
            case "tool_calls", "function_call" -> FinishReason.TOOL_CALLS;
            case "content_filter" -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.OTHER;
        };
    }

    private static List<ToolCall> toolCalls(JsonObject message) {
        if (!(message.get("tool_calls") instanceof JsonArray calls)) {
            return List.of();
        }
        List<ToolCall> found = new ArrayList<>();
        for (JsonValue item : calls) {
            if (item instanceof JsonObject call) {
                JsonObject function = ProviderJson.object(call, "function");
                String id = ProviderJson.string(call, "id");
                String name = ProviderJson.string(function, "name");
                String arguments = ProviderJson.string(function, "arguments");
                if (id == null || name == null) {
                    throw new InferenceException(
                            FailureCode.INVALID_RESPONSE, "the answer has a tool call without id or name");
                }
                found.add(new ToolCall(id, name, arguments == null ? "" : arguments));
            }
        }
        return found;
    }

    private static Structure structure(InferenceRequest request) {
        return request.responseFormat().kind() == ResponseFormat.Kind.TEXT ? Structure.NONE : Structure.NATIVE;
    }
}
