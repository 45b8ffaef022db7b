package org.externalmodels.sandbox.anthropic;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.externalmodels.sandbox.model.FinishReason;
import org.externalmodels.sandbox.model.Prompt;
import org.externalmodels.sandbox.model.Reply;
import org.externalmodels.sandbox.model.SandboxModel;
import org.externalmodels.sandbox.model.ToolCall;
import org.externalmodels.sandbox.model.UnsatisfiableSchema;
import org.externalmodels.sandbox.model.Words;
import org.externalmodels.sandbox.wire.Json;
import org.externalmodels.sandbox.wire.TokenCount;

/** What the model says to a request, as a message. */
record Message(MessagesRequest request, Reply reply, Cache.Split input, String number) {

    static Message to(MessagesRequest request, Cache cache, String number) {
        return new Message(request, reply(request), cache.split(request.prompt().texts(), request.marks()), number);
    }

    private static Reply reply(MessagesRequest request) {
        try {
            return SandboxModel.reply(request.prompt());
        } catch (UnsatisfiableSchema schema) {
            throw AnthropicError.invalid("Invalid schema: " + schema.getMessage());
        }
    }

    boolean thinks() {
        return request.thinking() != Thinking.OFF;
    }

    /** Thoughts are tokens of the answer. */
    TokenCount tokens() {
        return new TokenCount(input.total(), reply.tokens().out() + (thinks() ? Words.count(Thinking.THOUGHT) : 0));
    }

    JsonObject whole() {
        var content = Json.array();
        blocks().forEach(content::add);
        return head(content.build(), tokens().out())
                .add("stop_reason", stopReason())
                .add("stop_sequence", stopSequence())
                .build();
    }

    /** All but how it ends. */
    JsonObjectBuilder head(JsonValue content, long output) {
        return Json.object()
                .add("id", "msg_" + number)
                .add("type", "message")
                .add("role", "assistant")
                .add("model", request.model())
                .add("content", content)
                .add("usage", usage(output));
    }

    JsonObject usage(long output) {
        return Json.object()
                .add("input_tokens", input.other())
                .add("cache_creation_input_tokens", input.written())
                .add("cache_read_input_tokens", input.read())
                .add(
                        "cache_creation",
                        Json.object()
                                .add("ephemeral_5m_input_tokens", input.written())
                                .add("ephemeral_1h_input_tokens", 0))
                .add("output_tokens", output)
                .add("service_tier", "standard")
                .build();
    }

    private List<JsonObject> blocks() {
        List<JsonObject> blocks = new ArrayList<>();
        if (thinks()) {
            blocks.add(Json.object()
                    .add("type", "thinking")
                    .add("thinking", Thinking.THOUGHT)
                    .add("signature", Thinking.SIGNATURE)
                    .build());
        }
        if (!reply.text().isEmpty()) {
            blocks.add(Json.object()
                    .add("type", "text")
                    .add("text", reply.text())
                    .add("citations", JsonValue.NULL)
                    .build());
        }
        for (int at = 0; at < reply.toolCalls().size(); at++) {
            ToolCall call = reply.toolCalls().get(at);
            blocks.add(toolUse(at, Json.parse(call.arguments())));
        }
        return blocks;
    }

    JsonObject toolUse(int at, JsonValue input) {
        return Json.object()
                .add("type", "tool_use")
                .add("id", "toolu_" + number + "_" + at)
                .add("name", reply.toolCalls().get(at).name())
                .add("input", input)
                .add("caller", Json.object().add("type", "direct"))
                .build();
    }

    String stopReason() {
        return switch (reply.finish()) {
            case TOOL_CALLS -> "tool_use";
            case LENGTH -> "max_tokens";
            case STOP -> stop().isPresent() ? "stop_sequence" : "end_turn";
        };
    }

    JsonValue stopSequence() {
        return stop().<JsonValue>map(Json::string).orElse(JsonValue.NULL);
    }

    /** Which of the stops the text stands before. */
    private Optional<String> stop() {
        Prompt prompt = request.prompt();
        if (prompt.stops().isEmpty() || reply.finish() != FinishReason.STOP) {
            return Optional.empty();
        }
        String unstopped = SandboxModel.reply(new Prompt(
                        prompt.texts(),
                        prompt.last(),
                        prompt.toolsAnswered(),
                        prompt.schema(),
                        prompt.tools(),
                        prompt.toolChoice(),
                        prompt.parallelToolCalls(),
                        List.of(),
                        OptionalInt.empty()))
                .text();
        return prompt.stops().stream()
                .filter(stop -> unstopped.startsWith(stop, reply.text().length()))
                .findFirst();
    }
}
