package org.externalmodels.sandbox.openai;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.externalmodels.sandbox.model.Prompt;

/** A chat completion request that OpenAI would accept. */
record ChatRequest(String model, Prompt prompt, boolean stream, boolean includeUsage) {
    private static final Set<String> KNOWN = Set.of(
            "model",
            "messages",
            "frequency_penalty",
            "logit_bias",
            "logprobs",
            "max_completion_tokens",
            "max_tokens",
            "metadata",
            "modalities",
            "n",
            "parallel_tool_calls",
            "prediction",
            "presence_penalty",
            "prompt_cache_key",
            "reasoning_effort",
            "response_format",
            "safety_identifier",
            "seed",
            "service_tier",
            "stop",
            "store",
            "stream",
            "stream_options",
            "temperature",
            "tool_choice",
            "tools",
            "top_logprobs",
            "top_p",
            "user",
            "verbosity",
            "audio",
            "functions",
            "function_call",
            "web_search_options");
    private static final List<String> NOT_WITH_THIS_MODEL =
            List.of("audio", "functions", "function_call", "prediction", "top_logprobs", "web_search_options");

    private static final Pattern REASONING_MODEL = Pattern.compile("o\\d|gpt-[5-9]");

    static ChatRequest read(JsonObject body) {
        Fields request = Fields.of("", body).onlyKnown(KNOWN);
        String model = ModelName.read(request);
        ChatMessages messages = ChatMessages.read(request);
        checkParameters(request);
        ChatTools tools = ChatTools.read(request);
        boolean stream = request.flag("stream", false);
        return new ChatRequest(
                model,
                new Prompt(
                        messages.texts(),
                        messages.last(),
                        messages.endsWithToolResults(),
                        ResponseFormat.schema(request, messages),
                        tools.tools(),
                        tools.choice(),
                        tools.parallel(),
                        stops(request),
                        maxTokens(model, request)),
                stream,
                includeUsage(request, stream));
    }

    private static void checkParameters(Fields request) {
        NOT_WITH_THIS_MODEL.stream().filter(request::has).findFirst().ifPresent(name -> {
            throw OpenAiError.unsupported(name);
        });
        request.decimal("temperature", 0, 2);
        request.decimal("top_p", 0, 1);
        request.decimal("frequency_penalty", -2, 2);
        request.decimal("presence_penalty", -2, 2);
        request.wholeNumber("seed");
        request.nested(
                "logit_bias", request.value("logit_bias").map(ChatRequest::keys).orElse(Set.of()));
        request.nested(
                "metadata", request.value("metadata").map(ChatRequest::keys).orElse(Set.of()));
        request.oneOf("reasoning_effort", List.of("none", "minimal", "low", "medium", "high", "xhigh"));
        request.oneOf("verbosity", List.of("low", "medium", "high"));
        request.oneOf("service_tier", List.of("auto", "default", "flex", "scale", "priority"));
        for (String text : List.of("user", "prompt_cache_key", "safety_identifier")) {
            request.text(text);
        }
        request.flag("store", false);
        if (request.flag("logprobs", false)) {
            throw OpenAiError.unsupported("logprobs");
        }
        request.integer("n", 1).ifPresent(n -> {
            if (n != 1) {
                throw OpenAiError.unsupportedValue("n", Integer.toString(n), "1");
            }
        });
        request.array("modalities")
                .ifPresent(modalities -> modalities.forEach(modality -> {
                    String name = Fields.asText("modalities", modality);
                    if (!name.equals("text")) {
                        throw OpenAiError.unsupportedValue("modalities", "'" + name + "'", "'text'");
                    }
                }));
    }

    /** Any key is allowed in a map. */
    private static Set<String> keys(JsonValue map) {
        return map instanceof JsonObject object ? object.keySet() : Set.of();
    }

    private static OptionalInt maxTokens(String model, Fields request) {
        OptionalInt old = request.integer("max_tokens", 1);
        if (old.isPresent() && REASONING_MODEL.matcher(model).lookingAt()) {
            throw OpenAiError.badRequest(
                    "max_tokens",
                    "unsupported_parameter",
                    "Unsupported parameter: 'max_tokens' is not supported with this model. Use"
                            + " 'max_completion_tokens' instead.");
        }
        OptionalInt current = request.integer("max_completion_tokens", 1);
        if (old.isPresent() && current.isPresent()) {
            throw OpenAiError.badRequest(
                    "max_tokens",
                    "invalid_parameter_combination",
                    "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.");
        }
        return current.isPresent() ? current : old;
    }

    private static List<String> stops(Fields request) {
        Optional<JsonValue> stop = request.value("stop");
        if (stop.isEmpty()) {
            return List.of();
        }
        if (stop.get() instanceof JsonString one) {
            return List.of(one.getString());
        }
        List<JsonValue> several = request.array("stop").orElseThrow();
        if (several.size() > 4) {
            throw OpenAiError.badRequest(
                    "stop",
                    "array_above_max_length",
                    "Invalid 'stop': array too long. Expected an array with maximum length 4, but got an array with"
                            + " length " + several.size() + " instead.");
        }
        return several.stream().map(each -> Fields.asText("stop", each)).toList();
    }

    private static boolean includeUsage(Fields request, boolean stream) {
        Optional<Fields> options = request.nested("stream_options", Set.of("include_usage", "include_obfuscation"));
        if (options.isEmpty()) {
            return false;
        }
        if (!stream) {
            throw OpenAiError.badRequest(
                    "stream_options", null, "The 'stream_options' parameter is only allowed when 'stream' is enabled.");
        }
        options.get().flag("include_obfuscation", false);
        return options.get().flag("include_usage", false);
    }
}
