package org.externalmodels.admin.inference;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.function.Supplier;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.registry.json.Json;

/** The chunks of OpenAI's Chat Completions. What is the same in all of an answer's deltas is written once. */
final class ChatStream implements StreamFormat {

    private static final String DONE = "data: [DONE]\n\n";
    private static final String DELTA = "\"delta\":";
    private static final String NO_DELTA = DELTA + "{}";

    private final String id;
    private final Supplier<String> answering;
    private final boolean withUsage;
    private final boolean detailed;
    private final long created = System.currentTimeMillis() / 1000;

    /** The model that answers, from the first event on; {@code null} before. */
    private String model;

    private String beforeDelta;
    private String afterDelta;

    ChatStream(String traceId, Supplier<String> answering, boolean withUsage, boolean detailed) {
        this.id = "chatcmpl-" + traceId;
        this.answering = answering;
        this.withUsage = withUsage;
        this.detailed = detailed;
    }

    @Override
    public String event(InferenceEvent event) {
        if (event instanceof InferenceEvent.TextDelta text) {
            return opening() + text(text);
        }
        if (event instanceof InferenceEvent.ReasoningDelta reasoning) {
            return opening() + delta(Json.createObjectBuilder().add("reasoning_content", reasoning.text()));
        }
        if (event instanceof InferenceEvent.ToolCallDelta call) {
            return opening()
                    + delta(Json.createObjectBuilder()
                            .add("tool_calls", Json.createArrayBuilder().add(toolCall(call))));
        }
        if (event instanceof InferenceEvent.Completed completed) {
            return opening() + images(completed.response()) + ending(completed.response());
        }
        return "";
    }

    /** Most of what there is to write, so without a tree. */
    private String text(InferenceEvent.TextDelta text) {
        return beforeDelta + "{\"" + (text.refusal() ? "refusal" : "content") + "\":" + Json.createValue(text.text())
                + "}" + afterDelta;
    }

    private String opening() {
        if (model != null) {
            return "";
        }
        model = answering.get();
        writeAround();
        return delta(Json.createObjectBuilder().add("role", "assistant").add("content", ""));
    }

    private void writeAround() {
        String around = ServerSentEvents.data(chunk(choice(JsonValue.NULL), JsonValue.NULL));
        // Quotes in a name are escaped, so no name looks like this.
        int place = around.lastIndexOf(NO_DELTA);
        if (place < 0) {
            throw new IllegalStateException("No delta in " + around);
        }
        beforeDelta = around.substring(0, place) + DELTA;
        afterDelta = around.substring(place + NO_DELTA.length());
    }

    private static JsonObjectBuilder toolCall(InferenceEvent.ToolCallDelta call) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("index", call.index());
        JsonObjectBuilder function = Json.createObjectBuilder();
        if (call.id() != null) {
            json.add("id", call.id()).add("type", "function");
        }
        if (call.name() != null) {
            function.add("name", call.name());
        }
        return json.add("function", function.add("arguments", call.arguments()));
    }

    private String images(InferenceResponse response) {
        return response.images().isEmpty() || detailed
                ? ""
                : delta(Json.createObjectBuilder().add("images", AnswerImages.ofChat(response.images())));
    }

    private String ending(InferenceResponse response) {
        JsonArrayBuilder reason = choice(Json.createValue(ChatAnswer.finishReason(response)));
        String last = ServerSentEvents.data(chunk(reason, JsonValue.NULL));
        return last + (withUsage || detailed ? closing(response) : "") + DONE;
    }

    private String closing(InferenceResponse response) {
        JsonObject chunk = chunk(Json.createArrayBuilder(), OpenAiUsage.ofChat(response.usage()));
        return ServerSentEvents.data(
                detailed
                        ? Json.createObjectBuilder(chunk)
                                .add(OwnMembers.NAME, OwnMembers.of(response))
                                .build()
                        : chunk);
    }

    private String delta(JsonObjectBuilder delta) {
        return beforeDelta + delta.build() + afterDelta;
    }

    private static JsonArrayBuilder choice(JsonValue finishReason) {
        return Json.createArrayBuilder()
                .add(Json.createObjectBuilder()
                        .add("index", 0)
                        .add("delta", JsonValue.EMPTY_JSON_OBJECT)
                        .add("logprobs", JsonValue.NULL)
                        .add("finish_reason", finishReason));
    }

    private JsonObject chunk(JsonArrayBuilder choices, JsonValue usage) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", id)
                .add("object", "chat.completion.chunk")
                .add("created", created)
                .add("model", model)
                .add("choices", choices);
        if (withUsage) {
            json.add("usage", usage);
        }
        return json.build();
    }

    @Override
    public String failed(Refusal refusal) {
        JsonObject error = ErrorShape.OPENAI.json(refusal);
        return ServerSentEvents.data(detailed ? OwnMembers.inError(error, refusal) : error);
    }
}
