package org.externalmodels.sandbox.openai;

import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.externalmodels.sandbox.model.Reply;
import org.externalmodels.sandbox.model.ToolCall;
import org.externalmodels.sandbox.model.Words;
import org.externalmodels.sandbox.wire.Answer;
import org.externalmodels.sandbox.wire.Json;

/** A chat completion as server-sent events: role, one event per word, finish reason, usage if asked for, done. */
final class ChatStream {
    private final ChatRequest request;
    private final String id;
    private final List<byte[]> events = new ArrayList<>();

    private ChatStream(ChatRequest request, String id) {
        this.request = request;
        this.id = id;
    }

    static Answer of(ChatRequest request, Reply reply, String id) {
        var stream = new ChatStream(request, id);
        if (reply.toolCalls().isEmpty()) {
            stream.text(reply.text());
        } else {
            stream.toolCalls(reply.toolCalls());
        }
        stream.choice(Json.object(), Json.string(ChatCompletions.finishReason(request, reply)));
        if (request.includeUsage()) {
            stream.event(stream.head()
                    .add("choices", Json.array())
                    .add("usage", ChatUsage.of(reply.tokens()))
                    .build()
                    .toString());
        }
        stream.event("[DONE]");
        return Answer.stream(Answer.EVENT_STREAM, stream.events).with("Cache-Control", "no-cache");
    }

    private void text(String text) {
        delta(Json.object().add("role", "assistant").add("content", "").add("refusal", JsonValue.NULL));
        for (String word : Words.of(text)) {
            delta(Json.object().add("content", word));
        }
    }

    /** The first event of a call has its id and name, the following ones only more of its arguments. */
    private void toolCalls(List<ToolCall> calls) {
        delta(Json.object()
                .add("role", "assistant")
                .add("content", JsonValue.NULL)
                .add("refusal", JsonValue.NULL));
        for (int at = 0; at < calls.size(); at++) {
            ToolCall call = calls.get(at);
            toolCall(Json.object()
                    .add("index", at)
                    .add("id", ChatCompletions.toolCallId(id, at))
                    .add("type", "function")
                    .add("function", ChatCompletions.function(call, "")));
            for (String word : Words.of(call.arguments())) {
                toolCall(Json.object()
                        .add("index", at)
                        .add("function", Json.object().add("arguments", word)));
            }
        }
    }

    private void toolCall(JsonObjectBuilder call) {
        delta(Json.object().add("tool_calls", Json.array().add(call)));
    }

    private void delta(JsonObjectBuilder delta) {
        choice(delta, JsonValue.NULL);
    }

    private void choice(JsonObjectBuilder delta, JsonValue finishReason) {
        var event = head().add(
                        "choices",
                        Json.array()
                                .add(Json.object()
                                        .add("index", 0)
                                        .add("delta", delta)
                                        .add("logprobs", JsonValue.NULL)
                                        .add("finish_reason", finishReason)));
        if (request.includeUsage()) {
            event.add("usage", JsonValue.NULL);
        }
        event(event.build().toString());
    }

    private JsonObjectBuilder head() {
        return ChatCompletions.head(request, id, "chat.completion.chunk");
    }

    private void event(String data) {
        events.add(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
    }
}
