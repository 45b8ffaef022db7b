package org.externalmodels.sandbox.cohere;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import org.externalmodels.sandbox.model.Reply;
import org.externalmodels.sandbox.model.SandboxModel;
import org.externalmodels.sandbox.model.ToolCall;
import org.externalmodels.sandbox.model.UnsatisfiableSchema;
import org.externalmodels.sandbox.model.Words;
import org.externalmodels.sandbox.wire.Json;
import org.externalmodels.sandbox.wire.TokenCount;

/** What the model says to a request of Chat. */
record Chat(ChatRequest request, Reply reply, String id) {
    static final String THOUGHT = "I shall echo what I was told.";
    static final String PLAN = "I will call what I was told to call.";

    /** What the provider puts before each prompt; the model reads it and nobody pays for it. */
    private static final int UNBILLED = 100;

    static Chat to(ChatRequest request, String id) {
        try {
            return new Chat(request, SandboxModel.reply(request.prompt()), id);
        } catch (UnsatisfiableSchema schema) {
            throw CohereError.invalid("invalid schema provided: " + schema.getMessage());
        }
    }

    boolean callsTools() {
        return !reply.toolCalls().isEmpty();
    }

    /** Thoughts and plans are tokens of the answer. */
    TokenCount tokens() {
        long thoughts = request.thinks() ? Words.count(THOUGHT) : 0;
        long plan = callsTools() ? Words.count(PLAN) : 0;
        return new TokenCount(reply.tokens().in(), reply.tokens().out() + thoughts + plan);
    }

    JsonObject whole() {
        return Json.object()
                .add("id", id)
                .add("message", message())
                .add("finish_reason", finishReason())
                .add("usage", usage())
                .build();
    }

    private JsonObjectBuilder message() {
        var message = Json.object().add("role", "assistant");
        var content = Json.array();
        if (request.thinks()) {
            content.add(Json.object().add("type", "thinking").add("thinking", THOUGHT));
        }
        if (!callsTools()) {
            return message.add(
                    "content", content.add(Json.object().add("type", "text").add("text", reply.text())));
        }
        var calls = Json.array();
        for (int at = 0; at < reply.toolCalls().size(); at++) {
            calls.add(toolCall(at, reply.toolCalls().get(at).arguments()));
        }
        message.add("tool_plan", PLAN).add("tool_calls", calls);
        List<JsonValue> thoughts = content.build();
        return thoughts.isEmpty()
                ? message
                : message.add("content", Json.array().add(thoughts.get(0)));
    }

    JsonObject toolCall(int at, String arguments) {
        ToolCall call = reply.toolCalls().get(at);
        return Json.object()
                .add("id", call.name() + "_" + id + at)
                .add("type", "function")
                .add("function", Json.object().add("name", call.name()).add("arguments", arguments))
                .build();
    }

    String finishReason() {
        return switch (reply.finish()) {
            case TOOL_CALLS -> "TOOL_CALL";
            case LENGTH -> "MAX_TOKENS";
            case STOP -> "COMPLETE";
        };
    }

    JsonObject usage() {
        return Json.object()
                .add("billed_units", tokens(tokens().in()))
                .add("tokens", tokens(tokens().in() + UNBILLED))
                .add("cached_tokens", 0)
                .build();
    }

    private JsonObject tokens(long in) {
        return Json.object()
                .add("input_tokens", in)
                .add("output_tokens", tokens().out())
                .build();
    }
}
