package org.externalmodels.sandbox.anthropic;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.externalmodels.sandbox.model.ToolCall;
import org.externalmodels.sandbox.model.Words;
import org.externalmodels.sandbox.wire.Answer;
import org.externalmodels.sandbox.wire.Json;

/** A message as server-sent events: its head, block by block with one event per word, why it ended, its end. */
final class MessageStream {
    private final Message message;
    private final List<byte[]> events = new ArrayList<>();
    private int index;

    private MessageStream(Message message) {
        this.message = message;
    }

    static Answer of(Message message) {
        var stream = new MessageStream(message);
        stream.event(
                "message_start",
                "message",
                message.head(JsonValue.EMPTY_JSON_ARRAY, 1)
                        .add("stop_reason", JsonValue.NULL)
                        .add("stop_sequence", JsonValue.NULL)
                        .build());
        stream.event("ping");
        if (message.thinks()) {
            stream.thinking();
        }
        if (!message.reply().text().isEmpty()) {
            stream.text();
        }
        for (int at = 0; at < message.reply().toolCalls().size(); at++) {
            stream.toolUse(at, message.reply().toolCalls().get(at));
        }
        stream.end();
        return Answer.stream(Answer.EVENT_STREAM, stream.events).with("Cache-Control", "no-cache");
    }

    private void thinking() {
        start(Json.object()
                .add("type", "thinking")
                .add("thinking", "")
                .add("signature", "")
                .build());
        Words.of(Thinking.THOUGHT).forEach(word -> delta("thinking_delta", "thinking", word));
        delta("signature_delta", "signature", Thinking.SIGNATURE);
        stop();
    }

    private void text() {
        start(Json.object().add("type", "text").add("text", "").build());
        Words.of(message.reply().text()).forEach(word -> delta("text_delta", "text", word));
        stop();
    }

    private void toolUse(int at, ToolCall call) {
        start(message.toolUse(at, JsonValue.EMPTY_JSON_OBJECT));
        delta("input_json_delta", "partial_json", "");
        Words.of(call.arguments()).forEach(word -> delta("input_json_delta", "partial_json", word));
        stop();
    }

    private void start(JsonObject block) {
        send(
                "content_block_start",
                Json.object()
                        .add("type", "content_block_start")
                        .add("index", index)
                        .add("content_block", block)
                        .build());
    }

    private void delta(String type, String member, String piece) {
        send(
                "content_block_delta",
                Json.object()
                        .add("type", "content_block_delta")
                        .add("index", index)
                        .add("delta", Json.object().add("type", type).add(member, piece))
                        .build());
    }

    private void stop() {
        send(
                "content_block_stop",
                Json.object()
                        .add("type", "content_block_stop")
                        .add("index", index++)
                        .build());
    }

    private void end() {
        send(
                "message_delta",
                Json.object()
                        .add("type", "message_delta")
                        .add(
                                "delta",
                                Json.object()
                                        .add("stop_reason", message.stopReason())
                                        .add("stop_sequence", message.stopSequence()))
                        .add("usage", message.usage(message.tokens().out()))
                        .build());
        event("message_stop");
    }

    private void event(String type) {
        send(type, Json.object().add("type", type).build());
    }

    private void event(String type, String member, JsonObject value) {
        send(type, Json.object().add("type", type).add(member, value).build());
    }

    private void send(String type, JsonObject data) {
        events.add(("event: " + type + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
    }
}
