package org.externalmodels.sandbox.openai;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.externalmodels.sandbox.model.FinishReason;
import org.externalmodels.sandbox.model.Reply;
import org.externalmodels.sandbox.model.SandboxModel;
import org.externalmodels.sandbox.model.ToolCall;
import org.externalmodels.sandbox.model.ToolChoice;
import org.externalmodels.sandbox.model.UnsatisfiableSchema;
import org.externalmodels.sandbox.wire.Answer;
import org.externalmodels.sandbox.wire.Json;

/** {@code POST /v1/chat/completions}. */
final class ChatCompletions {
    private static final String FINGERPRINT = "fp_sandbox1";

    private ChatCompletions() {}

    static Answer answer(JsonObject body, long number) {
        ChatRequest request = ChatRequest.read(body);
        Reply reply = reply(request);
        String id = "chatcmpl-sandbox%08d".formatted(number);
        Answer answer =
                request.stream() ? ChatStream.of(request, reply, id) : Answer.json(200, completion(request, reply, id));
        return answer.with(reply.tokens());
    }

    private static Reply reply(ChatRequest request) {
        try {
            return SandboxModel.reply(request.prompt());
        } catch (UnsatisfiableSchema schema) {
            String param = request.prompt().schema().isPresent() ? "response_format" : "tools";
            throw OpenAiError.badRequest(
                    param, null, "Invalid schema for " + param + ": In context=(), " + schema.getMessage() + ".");
        }
    }

    private static JsonObject completion(ChatRequest request, Reply reply, String id) {
        var choice = Json.object()
                .add("index", 0)
                .add("message", message(reply, id))
                .add("logprobs", JsonValue.NULL)
                .add("finish_reason", finishReason(request, reply));
        return head(request, id, "chat.completion")
                .add("choices", Json.array().add(choice))
                .add("usage", ChatUsage.of(reply.tokens()))
                .build();
    }

    static JsonObjectBuilder head(ChatRequest request, String id, String kind) {
        return Json.object()
                .add("id", id)
                .add("object", kind)
                .add("created", Instant.now().getEpochSecond())
                .add("model", request.model())
                .add("service_tier", "default")
                .add("system_fingerprint", FINGERPRINT);
    }

    /** Who was told which tool to call has just stopped, as OpenAI has it. */
    static String finishReason(ChatRequest request, Reply reply) {
        boolean named = request.prompt().toolChoice().mode() == ToolChoice.Mode.NAMED;
        return named && reply.finish() == FinishReason.TOOL_CALLS
                ? "stop"
                : reply.finish().name().toLowerCase(Locale.ROOT);
    }

    private static JsonObjectBuilder message(Reply reply, String id) {
        var message = Json.object().add("role", "assistant");
        if (reply.toolCalls().isEmpty()) {
            return message.add("content", reply.text())
                    .add("refusal", JsonValue.NULL)
                    .add("annotations", Json.array());
        }
        return message.add("content", JsonValue.NULL)
                .add("tool_calls", toolCalls(reply.toolCalls(), id))
                .add("refusal", JsonValue.NULL)
                .add("annotations", Json.array());
    }

    private static JsonArrayBuilder toolCalls(List<ToolCall> calls, String id) {
        var array = Json.array();
        for (int at = 0; at < calls.size(); at++) {
            array.add(Json.object()
                    .add("id", toolCallId(id, at))
                    .add("type", "function")
                    .add("function", function(calls.get(at), calls.get(at).arguments())));
        }
        return array;
    }

    static String toolCallId(String id, int at) {
        return id.replace("chatcmpl-", "call_") + "_" + at;
    }

    static JsonObjectBuilder function(ToolCall call, String arguments) {
        return Json.object().add("name", call.name()).add("arguments", arguments);
    }
}
