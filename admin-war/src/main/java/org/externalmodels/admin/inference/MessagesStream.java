package org.externalmodels.admin.inference;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.function.Supplier;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.registry.json.Json;

/** The events of Anthropic's Messages: a message of blocks, one open at a time. */
final class MessagesStream implements StreamFormat {

    private final String traceId;
    private final Supplier<String> model;
    private TokenUsage usage = TokenUsage.UNKNOWN;
    private boolean begun;
    private int index = -1;

    /** What the open block is of: a type, and for tool calls which one; {@code null} if none is open. */
    private String open;

    MessagesStream(String traceId, Supplier<String> model) {
        this.traceId = traceId;
        this.model = model;
    }

    @Override
    public String event(InferenceEvent event) {
        if (event instanceof InferenceEvent.UsageReport report) {
            usage = report.usage();
            return "";
        }
        if (event instanceof InferenceEvent.TextDelta text) {
            return text.text().isEmpty() ? "" : text(text.text());
        }
        if (event instanceof InferenceEvent.ReasoningDelta reasoning) {
            return start("thinking", block("thinking").add("thinking", "").add("signature", ""))
                    + delta(delta("thinking_delta").add("thinking", reasoning.text()));
        }
        if (event instanceof InferenceEvent.ToolCallDelta call) {
            return toolCall(call);
        }
        if (event instanceof InferenceEvent.Completed completed) {
            return opening() + images(completed.response().images()) + stop() + ending(completed.response());
        }
        return "";
    }

    private String text(String text) {
        return start("text", block("text").add("text", ""))
                + delta(delta("text_delta").add("text", text));
    }

    private String toolCall(InferenceEvent.ToolCallDelta call) {
        String of = "tool " + call.index();
        String start = "";
        if (!of.equals(open)) {
            BegunCall begun = BegunCall.of(call, traceId);
            start = start(
                    of,
                    block("tool_use")
                            .add("id", begun.id())
                            .add("name", begun.name())
                            .add("input", Json.createObjectBuilder()));
        }
        return call.arguments().isEmpty()
                ? start
                : start + delta(delta("input_json_delta").add("partial_json", call.arguments()));
    }

    private String images(List<Media> images) {
        StringBuilder blocks = new StringBuilder();
        for (int i = 0; i < images.size(); i++) {
            blocks.append(start("image " + i, AnswerImages.block(images.get(i))));
        }
        return blocks.toString();
    }

    private String opening() {
        if (begun) {
            return "";
        }
        begun = true;
        JsonObject message = MessagesAnswer.message(traceId, model.get())
                .add("content", Json.createArrayBuilder())
                .add("stop_reason", JsonValue.NULL)
                .add("stop_sequence", JsonValue.NULL)
                .add("usage", MessagesAnswer.usage(usage))
                .build();
        return send("message_start", Json.createObjectBuilder().add("message", message));
    }

    /** Opens a block unless it is open already. */
    private String start(String of, JsonObjectBuilder block) {
        if (of.equals(open)) {
            return "";
        }
        String before = opening() + stop();
        open = of;
        index++;
        return before
                + send(
                        "content_block_start",
                        Json.createObjectBuilder().add("index", index).add("content_block", block));
    }

    private String stop() {
        if (open == null) {
            return "";
        }
        open = null;
        return send("content_block_stop", Json.createObjectBuilder().add("index", index));
    }

    private String delta(JsonObjectBuilder delta) {
        return send(
                "content_block_delta",
                Json.createObjectBuilder().add("index", index).add("delta", delta));
    }

    private String ending(InferenceResponse response) {
        JsonObjectBuilder delta = Json.createObjectBuilder()
                .add("stop_reason", MessagesAnswer.stopReason(response))
                .add("stop_sequence", MessagesAnswer.stopSequence(response));
        return send(
                        "message_delta",
                        Json.createObjectBuilder()
                                .add("delta", delta)
                                .add("usage", MessagesAnswer.usage(response.usage())))
                + send("message_stop", Json.createObjectBuilder());
    }

    private static JsonObjectBuilder block(String type) {
        return Json.createObjectBuilder().add("type", type);
    }

    private static JsonObjectBuilder delta(String type) {
        return Json.createObjectBuilder().add("type", type);
    }

    private static String send(String name, JsonObjectBuilder members) {
        JsonObjectBuilder json = Json.createObjectBuilder().add("type", name);
        members.build().forEach(json::add);
        return ServerSentEvents.named(name, json.build());
    }

    @Override
    public String failed(Refusal refusal) {
        return ServerSentEvents.named("error", ErrorShape.ANTHROPIC.json(refusal));
    }
}
