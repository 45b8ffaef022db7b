package org.externalmodels.admin.inference;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.function.Supplier;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.Media;
import org.externalmodels.registry.json.Json;

/** The events of OpenAI's Responses: output items one after the other, each begun, told and done. */
final class ResponsesStream implements StreamFormat {

    private final String traceId;
    private final Supplier<String> model;
    private final ResponsesAnswer answer;
    private final long createdAt = System.currentTimeMillis() / 1000;
    private final JsonArrayBuilder output = Json.createArrayBuilder();
    private int sequence;
    private int place = -1;
    private ResponseItem open;

    ResponsesStream(String traceId, Supplier<String> model, ResponsesAnswer answer) {
        this.traceId = traceId;
        this.model = model;
        this.answer = answer;
    }

    @Override
    public String event(InferenceEvent event) {
        StringBuilder out = new StringBuilder();
        if (event instanceof InferenceEvent.TextDelta text) {
            if (!text.text().isEmpty()) {
                opening(out);
                ResponseItem.Kind kind = text.refusal() ? ResponseItem.Kind.REFUSAL : ResponseItem.Kind.TEXT;
                of(kind, 0, out).more(text.text(), out);
            }
        } else if (event instanceof InferenceEvent.ReasoningDelta reasoning) {
            opening(out);
            of(ResponseItem.Kind.REASONING, 0, out).more(reasoning.text(), out);
        } else if (event instanceof InferenceEvent.ToolCallDelta call) {
            opening(out);
            of(call, out).more(call.arguments(), out);
        } else if (event instanceof InferenceEvent.Completed completed) {
            opening(out);
            ending(completed.response(), out);
        }
        return out.toString();
    }

    private void opening(StringBuilder out) {
        if (sequence == 0) {
            JsonObject begun =
                    answer.begun(traceId, model.get(), createdAt, "in_progress").build();
            send("response.created", Json.createObjectBuilder().add("response", begun), out);
            send("response.in_progress", Json.createObjectBuilder().add("response", begun), out);
        }
    }

    /** The open item, if it is the one that is told on; otherwise a new one. */
    private ResponseItem of(ResponseItem.Kind kind, int index, StringBuilder out) {
        return isOpen(kind, index) ? open : begin(kind, index, new BegunCall("", ""), out);
    }

    private ResponseItem of(InferenceEvent.ToolCallDelta call, StringBuilder out) {
        return isOpen(ResponseItem.Kind.CALL, call.index())
                ? open
                : begin(ResponseItem.Kind.CALL, call.index(), BegunCall.of(call, traceId), out);
    }

    private boolean isOpen(ResponseItem.Kind kind, int index) {
        return open != null && open.is(kind, index);
    }

    private ResponseItem begin(ResponseItem.Kind kind, int index, BegunCall call, StringBuilder out) {
        close(out);
        place++;
        open = new ResponseItem(this, kind, index, ResponsesAnswer.id(kind.prefix(), traceId, place), call);
        open.begin(out);
        return open;
    }

    private void close(StringBuilder out) {
        if (open != null) {
            output.add(open.end(out));
            open = null;
        }
    }

    private void image(Media image, StringBuilder out) {
        place++;
        JsonObject item = ResponseOutput.image(ResponsesAnswer.id("ig", traceId, place), AnswerImages.result(image));
        sendOfItem("response.output_item.added", Json.createObjectBuilder().add("item", item), out);
        sendOfItem("response.output_item.done", Json.createObjectBuilder().add("item", item), out);
        output.add(item);
    }

    private void ending(InferenceResponse response, StringBuilder out) {
        close(out);
        response.images().forEach(image -> image(image, out));
        String name = ResponsesAnswer.isCut(response) ? "response.incomplete" : "response.completed";
        JsonObject ended = answer.ended(response, createdAt, output.build());
        send(name, Json.createObjectBuilder().add("response", ended), out);
    }

    /** An event about the open item. */
    void sendOfItem(String name, JsonObjectBuilder members, StringBuilder out) {
        send(name, members.add("output_index", place), out);
    }

    private void send(String name, JsonObjectBuilder members, StringBuilder out) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("type", name).add("sequence_number", sequence++);
        members.build().forEach(json::add);
        out.append(ServerSentEvents.named(name, json.build()));
    }

    @Override
    public String failed(Refusal refusal) {
        StringBuilder out = new StringBuilder();
        send(
                "error",
                Json.createObjectBuilder()
                        .add("code", refusal.code())
                        .add("message", refusal.getMessage())
                        .add("param", JsonValue.NULL),
                out);
        return out.toString();
    }
}
