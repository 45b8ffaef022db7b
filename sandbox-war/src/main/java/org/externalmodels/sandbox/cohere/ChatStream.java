package org.externalmodels.sandbox.cohere;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.externalmodels.sandbox.model.ToolCall;
import org.externalmodels.sandbox.model.Words;
import org.externalmodels.sandbox.wire.Answer;
import org.externalmodels.sandbox.wire.Json;

/** An answer of Chat as server-sent events: its begin, part by part with one event per word, its end, the stream's end. */
final class ChatStream {
    private final Chat chat;
    private final List<byte[]> events = new ArrayList<>();
    private int index;

    private ChatStream(Chat chat) {
        this.chat = chat;
    }

    static Answer of(Chat chat) {
        var stream = new ChatStream(chat);
        stream.message(
                Json.object().add("type", "message-start").add("id", chat.id()),
                Json.object()
                        .add("role", "assistant")
                        .add("content", Json.array())
                        .add("tool_plan", "")
                        .add("tool_calls", Json.array())
                        .add("citations", Json.array()));
        if (chat.request().thinks()) {
            stream.content("thinking", Chat.THOUGHT);
        }
        if (chat.callsTools()) {
            stream.toolCalls();
        } else {
            stream.content("text", chat.reply().text());
        }
        stream.end();
        return Answer.stream(Answer.EVENT_STREAM, stream.events).with("Cache-Control", "no-cache");
    }

    private void content(String type, String text) {
        message(
                indexed("content-start"),
                Json.object().add("content", Json.object().add("type", type).add(type, "")));
        for (String word : Words.of(text)) {
            message(
                    indexed("content-delta"),
                    Json.object().add("content", Json.object().add(type, word)));
        }
        send(indexed("content-end"));
        index++;
    }

    private void toolCalls() {
        for (String word : Words.of(Chat.PLAN)) {
            message(Json.object().add("type", "tool-plan-delta"), Json.object().add("tool_plan", word));
        }
        index = 0;
        for (ToolCall call : chat.reply().toolCalls()) {
            message(indexed("tool-call-start"), Json.object().add("tool_calls", chat.toolCall(index, "")));
            for (String word : Words.of(call.arguments())) {
                message(
                        indexed("tool-call-delta"),
                        Json.object()
                                .add(
                                        "tool_calls",
                                        Json.object()
                                                .add("function", Json.object().add("arguments", word))));
            }
            send(indexed("tool-call-end"));
            index++;
        }
    }

    private void end() {
        send(Json.object()
                .add("type", "message-end")
                .add("id", chat.id())
                .add(
                        "delta",
                        Json.object().add("finish_reason", chat.finishReason()).add("usage", chat.usage())));
        events.add("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
    }

    private JsonObjectBuilder indexed(String type) {
        return Json.object().add("type", type).add("index", index);
    }

    private void message(JsonObjectBuilder event, JsonObjectBuilder message) {
        send(event.add("delta", Json.object().add("message", message)));
    }

    private void send(JsonObjectBuilder event) {
        JsonObject data = event.build();
        events.add(("event: " + data.getString("type") + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
    }
}
