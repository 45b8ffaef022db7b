package org.externalmodels.sandbox.aws;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;
import org.externalmodels.sandbox.model.Reply;
import org.externalmodels.sandbox.model.SandboxModel;
import org.externalmodels.sandbox.model.ToolCall;
import org.externalmodels.sandbox.model.UnsatisfiableSchema;
import org.externalmodels.sandbox.model.Words;
import org.externalmodels.sandbox.wire.Answer;
import org.externalmodels.sandbox.wire.Json;
import org.externalmodels.sandbox.wire.TokenCount;

/**
 * {@code converse} and {@code converse-stream}. A model that is asked to reason does so; one with {@code breaks} in its
 * name breaks off in the middle of a stream.
 */
final class Converse {
    /** Of every thought. */
    static final String SIGNATURE = "c2FuZGJveA==";

    private Converse() {}

    static Answer answer(String model, JsonObject body, boolean streamed) {
        ConverseCall call = ConverseCall.read(body);
        Reply reply;
        try {
            reply = SandboxModel.reply(call.prompt());
        } catch (UnsatisfiableSchema schema) {
            throw AwsError.invalid("The model returned the following errors: invalid schema: " + schema.getMessage());
        }
        Answer answer = streamed
                ? Answer.stream(EventFrame.STREAM, events(call, reply, model.contains("breaks")))
                : Answer.json(200, document(call, reply));
        return answer.with(reply.tokens());
    }

    private static JsonObject document(ConverseCall call, Reply reply) {
        var content = Json.array();
        if (call.reasons()) {
            content.add(Json.object()
                    .add(
                            "reasoningContent",
                            Json.object()
                                    .add(
                                            "reasoningText",
                                            Json.object()
                                                    .add("text", reasoning(reply))
                                                    .add("signature", SIGNATURE))));
        }
        if (reply.toolCalls().isEmpty()) {
            content.add(Json.object().add("text", reply.text()));
        }
        for (int at = 0; at < reply.toolCalls().size(); at++) {
            ToolCall toolCall = reply.toolCalls().get(at);
            content.add(Json.object().add("toolUse", use(toolCall, at).add("input", Json.parse(toolCall.arguments()))));
        }
        return Json.object()
                .add("metrics", Json.object().add("latencyMs", 1))
                .add(
                        "output",
                        Json.object()
                                .add(
                                        "message",
                                        Json.object().add("content", content).add("role", "assistant")))
                .add("stopReason", stopReason(reply))
                .add("usage", usage(reply.tokens()))
                .build();
    }

    private static List<byte[]> events(ConverseCall call, Reply reply, boolean breaks) {
        var events = new ArrayList<byte[]>();
        events.add(EventFrame.event(
                "messageStart", Json.object().add("role", "assistant").build()));
        int block = 0;
        if (call.reasons()) {
            for (String word : Words.of(reasoning(reply))) {
                events.add(delta(
                        block,
                        Json.object().add("reasoningContent", Json.object().add("text", word))));
            }
            events.add(delta(
                    block, Json.object().add("reasoningContent", Json.object().add("signature", SIGNATURE))));
            events.add(stop(block++));
        }
        if (reply.toolCalls().isEmpty()) {
            for (String word : Words.of(reply.text())) {
                events.add(delta(block, Json.object().add("text", word)));
            }
            events.add(stop(block));
        }
        for (int at = 0; at < reply.toolCalls().size(); at++, block++) {
            ToolCall toolCall = reply.toolCalls().get(at);
            events.add(EventFrame.event(
                    "contentBlockStart",
                    Json.object()
                            .add("contentBlockIndex", block)
                            .add("start", Json.object().add("toolUse", use(toolCall, at)))
                            .build()));
            for (String word : Words.of(toolCall.arguments())) {
                events.add(delta(
                        block, Json.object().add("toolUse", Json.object().add("input", word))));
            }
            events.add(stop(block));
        }
        if (breaks) {
            List<byte[]> broken = new ArrayList<>(events.subList(0, Math.min(3, events.size())));
            broken.add(EventFrame.exception(
                    "modelStreamErrorException",
                    Json.object().add("message", "The model broke off.").build()));
            return broken;
        }
        events.add(EventFrame.event(
                "messageStop",
                Json.object().add("stopReason", stopReason(reply)).build()));
        events.add(EventFrame.event(
                "metadata",
                Json.object()
                        .add("metrics", Json.object().add("latencyMs", 1))
                        .add("usage", usage(reply.tokens()))
                        .build()));
        return events;
    }

    private static byte[] delta(int block, JsonObjectBuilder delta) {
        // Bedrock pads events so that their length tells nothing about the text.
        return EventFrame.event(
                "contentBlockDelta",
                Json.object()
                        .add("contentBlockIndex", block)
                        .add("delta", delta)
                        .add("p", "abcdefgh")
                        .build());
    }

    private static byte[] stop(int block) {
        return EventFrame.event(
                "contentBlockStop",
                Json.object().add("contentBlockIndex", block).build());
    }

    private static JsonObjectBuilder use(ToolCall call, int at) {
        return Json.object().add("name", call.name()).add("toolUseId", "tooluse_sandbox_" + at);
    }

    private static String reasoning(Reply reply) {
        return "There are " + reply.tokens().in() + " words to think about.";
    }

    private static String stopReason(Reply reply) {
        return switch (reply.finish()) {
            case STOP -> "end_turn";
            case LENGTH -> "max_tokens";
            case TOOL_CALLS -> "tool_use";
        };
    }

    private static JsonObjectBuilder usage(TokenCount tokens) {
        return Json.object()
                .add("cacheReadInputTokens", 0)
                .add("cacheWriteInputTokens", 0)
                .add("inputTokens", tokens.in())
                .add("outputTokens", tokens.out())
                .add("totalTokens", tokens.total());
    }
}
