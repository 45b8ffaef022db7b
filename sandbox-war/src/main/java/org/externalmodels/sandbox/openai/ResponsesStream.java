package org.externalmodels.sandbox.openai;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.externalmodels.sandbox.model.Words;
import org.externalmodels.sandbox.wire.Answer;
import org.externalmodels.sandbox.wire.Json;

/** A response as server-sent events: what begins, what is added to it word by word, what it was in the end. */
final class ResponsesStream {
    private final Responses response;
    private final List<byte[]> events = new ArrayList<>();
    private final List<JsonObject> output = new ArrayList<>();

    private ResponsesStream(Responses response) {
        this.response = response;
    }

    static Answer of(Responses response) {
        var stream = new ResponsesStream(response);
        stream.all();
        return Answer.stream(Answer.EVENT_STREAM, stream.events).with("Cache-Control", "no-cache");
    }

    private void all() {
        event("response.created", Json.object().add("response", response.begun()));
        event("response.in_progress", Json.object().add("response", response.begun()));
        if (!response.summary().isEmpty()) {
            reasoning(response.summary());
        }
        for (int at = 0; at < response.reply().toolCalls().size(); at++) {
            toolCall(at);
        }
        if (response.reply().toolCalls().isEmpty()) {
            message(response.reply().text());
        }
        if (response.breaks()) {
            event("response.failed", Json.object().add("response", response.failed()));
            return;
        }
        event(
                response.isIncomplete() ? "response.incomplete" : "response.completed",
                Json.object().add("response", response.ended(output)));
    }

    private void reasoning(String summary) {
        JsonObject item = added(response.reasoning(""));
        String id = item.getString("id");
        event("response.reasoning_summary_part.added", part(id, "summary_index").add("part", summaryText("")));
        for (String word : Words.of(summary)) {
            event(
                    "response.reasoning_summary_text.delta",
                    part(id, "summary_index").add("delta", word));
        }
        event("response.reasoning_summary_text.done", part(id, "summary_index").add("text", summary));
        event("response.reasoning_summary_part.done", part(id, "summary_index").add("part", summaryText(summary)));
        done(response.reasoning(summary));
    }

    private static JsonObject summaryText(String text) {
        return Json.object().add("type", "summary_text").add("text", text).build();
    }

    private void toolCall(int at) {
        String arguments = response.reply().toolCalls().get(at).arguments();
        String id = added(response.toolCall(at, "", "in_progress")).getString("id");
        for (String word : Words.of(arguments)) {
            event("response.function_call_arguments.delta", of(id).add("delta", word));
        }
        JsonObject whole = response.toolCall(at, arguments, "completed");
        event(
                "response.function_call_arguments.done",
                of(id).add("arguments", arguments).add("name", whole.getString("name")));
        done(whole);
    }

    private void message(String text) {
        String id = added(response.message(null, "in_progress")).getString("id");
        event("response.content_part.added", part(id, "content_index").add("part", Responses.text("")));
        for (String word : Words.of(text)) {
            event(
                    "response.output_text.delta",
                    part(id, "content_index").add("delta", word).add("logprobs", Json.array()));
            if (response.breaks()) {
                return;
            }
        }
        event(
                "response.output_text.done",
                part(id, "content_index").add("text", text).add("logprobs", Json.array()));
        event("response.content_part.done", part(id, "content_index").add("part", Responses.text(text)));
        done(response.message(Responses.text(text), response.isIncomplete() ? "incomplete" : "completed"));
    }

    private JsonObject added(JsonObject item) {
        event(
                "response.output_item.added",
                Json.object().add("output_index", output.size()).add("item", item));
        return item;
    }

    private void done(JsonObject item) {
        event(
                "response.output_item.done",
                Json.object().add("output_index", output.size()).add("item", item));
        output.add(item);
    }

    private JsonObjectBuilder of(String itemId) {
        return Json.object().add("item_id", itemId).add("output_index", output.size());
    }

    private JsonObjectBuilder part(String itemId, String index) {
        return of(itemId).add(index, 0);
    }

    private void event(String type, JsonObjectBuilder members) {
        String data = members.add("type", type)
                .add("sequence_number", events.size())
                .build()
                .toString();
        events.add(("event: " + type + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
    }
}
