package org.externalmodels.sandbox.anthropic;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.externalmodels.sandbox.model.Prompt;

/**
 * A request of Messages that Anthropic would accept.
 *
 * @param marks after how many of the prompt's texts the cache shall keep what stands before
 */
record MessagesRequest(String model, Prompt prompt, Thinking thinking, List<Integer> marks, boolean stream) {
    /** What may be counted; the rest is for an answer. */
    private static final Set<String> COUNTED = Set.of(
            "model",
            "messages",
            "system",
            "tools",
            "tool_choice",
            "thinking",
            "output_config",
            "cache_control",
            "speed");

    private static final Set<String> KNOWN = Stream.concat(
                    COUNTED.stream(),
                    Stream.of(
                            "max_tokens",
                            "temperature",
                            "top_p",
                            "top_k",
                            "stop_sequences",
                            "stream",
                            "metadata",
                            "service_tier",
                            "container",
                            "diagnostics",
                            "inference_geo"))
            .collect(Collectors.toSet());

    static MessagesRequest read(JsonObject body, String version) {
        Fields request = Fields.of("", body).onlyKnown(KNOWN);
        request.required("max_tokens");
        OptionalInt maxTokens = request.integer("max_tokens", 1);
        Sampling.check(request, version);
        request.nested("metadata")
                .ifPresent(given -> given.onlyKnown(Set.of("user_id")).text("user_id"));
        if (request.has("service_tier")) {
            request.oneOf("service_tier", List.of("auto", "standard_only"));
        }
        List<String> stops = request.texts("stop_sequences");
        if (stops.stream().anyMatch(String::isBlank)) {
            throw AnthropicError.invalid("stop_sequences: each stop sequence must contain non-whitespace");
        }
        return read(request, maxTokens, stops);
    }

    static MessagesRequest readToCount(JsonObject body) {
        return read(Fields.of("", body).onlyKnown(COUNTED), OptionalInt.empty(), List.of());
    }

    private static MessagesRequest read(Fields request, OptionalInt maxTokens, List<String> stops) {
        String model = ModelName.check(request.requiredText("model"));
        Tools tools = Tools.read(request);
        List<String> texts = new ArrayList<>(tools.texts());
        List<Integer> marks = new ArrayList<>(tools.marks());
        system(request, texts, marks);
        Turns turns = Turns.read(request);
        for (Block block : turns.blocks()) {
            texts.add(block.text());
            if (block.marked()) {
                marks.add(texts.size());
            }
        }
        Cache.checkMarks(marks.size());
        if (Cache.marks(request)) {
            marks.add(texts.size());
        }
        if (tools.tools().isEmpty() && turns.useTools()) {
            throw AnthropicError.invalid("Requests which include `tool_use` or `tool_result` blocks must define tools");
        }
        Thinking thinking = Thinking.read(request, maxTokens);
        thinking.check(request, turns, tools.choice());
        Prompt prompt = new Prompt(
                texts,
                turns.last(),
                turns.endWithResults(),
                OutputConfig.schema(request),
                tools.tools(),
                tools.choice(),
                tools.parallel(),
                stops,
                maxTokens);
        return new MessagesRequest(model, prompt, thinking, List.copyOf(marks), request.flag("stream"));
    }

    private static void system(Fields request, List<String> texts, List<Integer> marks) {
        if (request.value("system").orElse(null) instanceof JsonString text) {
            texts.add(text.getString());
            return;
        }
        for (Fields block : request.objects("system")) {
            block.onlyKnown(Set.of("type", "text", "cache_control", "citations"))
                    .oneOf("type", List.of("text"));
            String text = block.requiredText("text");
            if (text.isBlank()) {
                throw AnthropicError.invalid("system: text content blocks must be non-empty");
            }
            texts.add(text);
            if (Cache.marks(block)) {
                marks.add(texts.size());
            }
        }
    }
}
