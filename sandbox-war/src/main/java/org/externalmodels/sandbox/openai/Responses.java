package org.externalmodels.sandbox.openai;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.externalmodels.sandbox.model.FinishReason;
import org.externalmodels.sandbox.model.Reply;
import org.externalmodels.sandbox.model.SandboxModel;
import org.externalmodels.sandbox.model.ToolCall;
import org.externalmodels.sandbox.model.UnsatisfiableSchema;
import org.externalmodels.sandbox.model.Words;
import org.externalmodels.sandbox.wire.Answer;
import org.externalmodels.sandbox.wire.Json;
import org.externalmodels.sandbox.wire.TokenCount;

/** {@code POST /v1/responses}. One response is made for one request; none is kept. */
final class Responses {
    /** What comes back of the request, and what it is if the request did not say. */
    private static final JsonObject ECHOED = Json.object()
            .add("background", false)
            .add("instructions", JsonValue.NULL)
            .add("max_output_tokens", JsonValue.NULL)
            .add("max_tool_calls", JsonValue.NULL)
            .add("metadata", Json.object())
            .add("parallel_tool_calls", true)
            .add("previous_response_id", JsonValue.NULL)
            .add("prompt_cache_key", JsonValue.NULL)
            .add("reasoning", Json.object().add("effort", JsonValue.NULL).add("summary", JsonValue.NULL))
            .add("safety_identifier", JsonValue.NULL)
            .add("service_tier", "default")
            .add("store", true)
            .add("temperature", 1)
            .add("text", Json.object().add("format", Json.object().add("type", "text")))
            .add("tool_choice", "auto")
            .add("tools", Json.array())
            .add("top_logprobs", 0)
            .add("top_p", 1)
            .add("truncation", "disabled")
            .add("user", JsonValue.NULL)
            .build();

    private final ResponsesRequest request;
    private final Reply reply;
    private final String number;
    private final long created = Instant.now().getEpochSecond();

    private Responses(ResponsesRequest request, Reply reply, long number) {
        this.request = request;
        this.reply = reply;
        this.number = "sandbox%08d".formatted(number);
    }

    static Answer answer(JsonObject body, long number) {
        ResponsesRequest request = ResponsesRequest.read(body);
        Responses response = new Responses(request, reply(request), number);
        Answer answer =
                request.stream() ? ResponsesStream.of(response) : Answer.json(200, response.ended(response.output()));
        return answer.with(response.tokens());
    }

    private static Reply reply(ResponsesRequest request) {
        try {
            return SandboxModel.reply(request.prompt());
        } catch (UnsatisfiableSchema schema) {
            String param = request.prompt().schema().isPresent() ? "text.format.schema" : "tools";
            throw OpenAiError.badRequest(
                    param,
                    "invalid_json_schema",
                    "Invalid schema for " + param + ": In context=(), " + schema.getMessage() + ".");
        }
    }

    /** A model that says by its name that it breaks does so in the middle of a stream. */
    boolean breaks() {
        return request.model().contains("breaks");
    }

    Reply reply() {
        return reply;
    }

    /** What the model let be seen of its thinking; empty if that was not asked for. */
    String summary() {
        return request.summary() ? "Counted " + reply.tokens().in() + " words." : "";
    }

    TokenCount tokens() {
        return new TokenCount(reply.tokens().in(), reply.tokens().out() + Words.count(summary()));
    }

    boolean isIncomplete() {
        return reply.finish() == FinishReason.LENGTH;
    }

    /** The items the response consists of, each when it is done. */
    List<JsonObject> output() {
        List<JsonObject> output = new ArrayList<>();
        if (!summary().isEmpty()) {
            output.add(reasoning(summary()));
        }
        for (int at = 0; at < reply.toolCalls().size(); at++) {
            output.add(toolCall(at, reply.toolCalls().get(at).arguments(), "completed"));
        }
        if (reply.toolCalls().isEmpty()) {
            output.add(message(text(reply.text()), isIncomplete() ? "incomplete" : "completed"));
        }
        return output;
    }

    JsonObject reasoning(String summary) {
        var parts = Json.array();
        if (!summary.isEmpty()) {
            parts.add(Json.object().add("type", "summary_text").add("text", summary));
        }
        return Json.object()
                .add("id", "rs_" + number)
                .add("type", "reasoning")
                .add("summary", parts)
                .build();
    }

    JsonObject toolCall(int at, String arguments, String status) {
        ToolCall call = reply.toolCalls().get(at);
        return Json.object()
                .add("id", "fc_" + number + "_" + at)
                .add("type", "function_call")
                .add("status", status)
                .add("arguments", arguments)
                .add("call_id", "call_" + number + "_" + at)
                .add("name", call.name())
                .build();
    }

    /** A message with one part, or none yet. */
    JsonObject message(JsonObject part, String status) {
        var content = Json.array();
        if (part != null) {
            content.add(part);
        }
        return Json.object()
                .add("id", "msg_" + number)
                .add("type", "message")
                .add("status", status)
                .add("content", content)
                .add("role", "assistant")
                .build();
    }

    static JsonObject text(String text) {
        return Json.object()
                .add("type", "output_text")
                .add("annotations", Json.array())
                .add("logprobs", Json.array())
                .add("text", text)
                .build();
    }

    JsonObject begun() {
        return document("in_progress", List.of()).add("usage", JsonValue.NULL).build();
    }

    JsonObject ended(List<JsonObject> output) {
        return document(isIncomplete() ? "incomplete" : "completed", output)
                .add(
                        "incomplete_details",
                        isIncomplete()
                                ? Json.object()
                                        .add("reason", "max_output_tokens")
                                        .build()
                                : JsonValue.NULL)
                .add("usage", usage())
                .build();
    }

    JsonObject failed() {
        return document("failed", List.of())
                .add(
                        "error",
                        Json.object()
                                .add("code", "server_error")
                                .add("message", "The server had an error while processing your request."))
                .add("usage", JsonValue.NULL)
                .build();
    }

    private JsonObjectBuilder document(String status, List<JsonObject> output) {
        var items = Json.array();
        output.forEach(items::add);
        var document = Json.object()
                .add("id", "resp_" + number)
                .add("object", "response")
                .add("created_at", created)
                .add("status", status)
                .add("error", JsonValue.NULL)
                .add("incomplete_details", JsonValue.NULL)
                .add("model", request.model())
                .add("output", items);
        ECHOED.forEach((name, otherwise) -> document.add(name, request.given().getOrDefault(name, otherwise)));
        return document;
    }

    private JsonObject usage() {
        return Json.object()
                .add("input_tokens", tokens().in())
                .add(
                        "input_tokens_details",
                        Json.object().add("cached_tokens", 0).add("cache_write_tokens", 0))
                .add("output_tokens", tokens().out())
                .add("output_tokens_details", Json.object().add("reasoning_tokens", Words.count(summary())))
                .add("total_tokens", tokens().total())
                .build();
    }
}
