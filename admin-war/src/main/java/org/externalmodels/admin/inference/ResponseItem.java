package org.externalmodels.admin.inference;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.externalmodels.registry.json.Json;

/** An output item of OpenAI's Responses that is being told. */
final class ResponseItem {

    private final ResponsesStream stream;
    private final Kind kind;
    private final int index;
    private final String id;
    private final BegunCall call;
    private final StringBuilder told = new StringBuilder();

    /** What an item is of. */
    enum Kind {
        TEXT("msg"),
        REFUSAL("msg"),
        REASONING("rs"),
        CALL("fc");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }

        String prefix() {
            return prefix;
        }
    }

    ResponseItem(ResponsesStream stream, Kind kind, int index, String id, BegunCall call) {
        this.stream = stream;
        this.kind = kind;
        this.index = index;
        this.id = id;
        this.call = call;
    }

    boolean is(Kind ofKind, int atIndex) {
        return kind == ofKind && index == atIndex;
    }

    void begin(StringBuilder out) {
        JsonObject item = switch (kind) {
            case TEXT, REFUSAL -> ResponseOutput.message(id, "in_progress", Json.createArrayBuilder());
            case REASONING ->
                Json.createObjectBuilder()
                        .add("type", "reasoning")
                        .add("id", id)
                        .add("summary", Json.createArrayBuilder())
                        .build();
            case CALL -> ResponseOutput.functionCall(id, "in_progress", call.id(), call.name(), "");
        };
        stream.sendOfItem(
                "response.output_item.added", Json.createObjectBuilder().add("item", item), out);
        if (kind == Kind.TEXT) {
            stream.sendOfItem("response.content_part.added", part("part", ResponseOutput.textPart("")), out);
        } else if (kind == Kind.REFUSAL) {
            stream.sendOfItem("response.content_part.added", part("part", ResponseOutput.refusalPart("")), out);
        } else if (kind == Kind.REASONING) {
            stream.sendOfItem(
                    "response.reasoning_summary_part.added", part("part", ResponseOutput.summaryPart("")), out);
        }
    }

    void more(String text, StringBuilder out) {
        if (text.isEmpty()) {
            return;
        }
        told.append(text);
        switch (kind) {
            case TEXT ->
                stream.sendOfItem(
                        "response.output_text.delta",
                        part().add("delta", text).add("logprobs", Json.createArrayBuilder()),
                        out);
            case REFUSAL -> stream.sendOfItem("response.refusal.delta", part().add("delta", text), out);
            case REASONING ->
                stream.sendOfItem("response.reasoning_summary_text.delta", part().add("delta", text), out);
            case CALL ->
                stream.sendOfItem(
                        "response.function_call_arguments.delta",
                        Json.createObjectBuilder().add("item_id", id).add("delta", text),
                        out);
        }
    }

    /** Gives the item as it is in the whole answer. */
    JsonObject end(StringBuilder out) {
        String whole = told.toString();
        JsonObject item = switch (kind) {
            case TEXT -> {
                stream.sendOfItem(
                        "response.output_text.done",
                        part().add("text", whole).add("logprobs", Json.createArrayBuilder()),
                        out);
                stream.sendOfItem("response.content_part.done", part("part", ResponseOutput.textPart(whole)), out);
                yield ResponseOutput.message(id, "completed", ResponseOutput.textPart(whole));
            }
            case REFUSAL -> {
                stream.sendOfItem("response.refusal.done", part().add("refusal", whole), out);
                stream.sendOfItem("response.content_part.done", part("part", ResponseOutput.refusalPart(whole)), out);
                yield ResponseOutput.message(id, "completed", ResponseOutput.refusalPart(whole));
            }
            case REASONING -> {
                stream.sendOfItem("response.reasoning_summary_text.done", part().add("text", whole), out);
                stream.sendOfItem(
                        "response.reasoning_summary_part.done", part("part", ResponseOutput.summaryPart(whole)), out);
                yield ResponseOutput.reasoning(id, whole);
            }
            case CALL -> {
                stream.sendOfItem(
                        "response.function_call_arguments.done",
                        Json.createObjectBuilder()
                                .add("item_id", id)
                                .add("name", call.name())
                                .add("arguments", whole),
                        out);
                yield ResponseOutput.functionCall(id, "completed", call.id(), call.name(), whole);
            }
        };
        stream.sendOfItem(
                "response.output_item.done", Json.createObjectBuilder().add("item", item), out);
        return item;
    }

    private JsonObjectBuilder part(String name, JsonObject value) {
        return part().add(name, value);
    }

    private JsonObjectBuilder part() {
        String place = kind == Kind.REASONING ? "summary_index" : "content_index";
        return Json.createObjectBuilder().add("item_id", id).add(place, 0);
    }
}
