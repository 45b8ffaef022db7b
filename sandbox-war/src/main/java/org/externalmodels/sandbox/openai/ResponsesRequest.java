package org.externalmodels.sandbox.openai;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.externalmodels.sandbox.model.Prompt;

/**
 * A request of Responses that OpenAI would accept.
 *
 * @param given the request's document: much of it comes back with the answer
 * @param summary whether a summary of the reasoning is asked for
 */
record ResponsesRequest(String model, Prompt prompt, JsonObject given, boolean stream, boolean summary) {
    private static final Set<String> KNOWN = Set.of(
            "background",
            "conversation",
            "include",
            "input",
            "instructions",
            "max_output_tokens",
            "max_tool_calls",
            "metadata",
            "model",
            "parallel_tool_calls",
            "previous_response_id",
            "prompt",
            "prompt_cache_key",
            "prompt_cache_retention",
            "reasoning",
            "safety_identifier",
            "service_tier",
            "store",
            "stream",
            "stream_options",
            "temperature",
            "text",
            "tool_choice",
            "tools",
            "top_logprobs",
            "top_p",
            "truncation",
            "user");
    private static final List<String> NOT_WITH_THIS_MODEL = List.of("conversation", "prompt", "top_logprobs");

    /** The provider's own least (API reference). */
    private static final int LEAST_TOKENS = 16;

    static ResponsesRequest read(JsonObject body) {
        Fields request = Fields.of("", body);
        body.keySet().stream().filter(name -> !KNOWN.contains(name)).findFirst().ifPresent(name -> {
            throw OpenAiError.badRequest(name, "unknown_parameter", "Unknown parameter: '" + name + "'.");
        });
        if (!request.has("model")) {
            throw OpenAiError.missing("model");
        }
        String model = ModelName.check(request.requiredText("model"));
        ChatMessages messages = ResponsesInput.read(request);
        checkParameters(request);
        ResponsesTools tools = ResponsesTools.read(request);
        return new ResponsesRequest(
                model,
                new Prompt(
                        messages.texts(),
                        messages.last(),
                        messages.endsWithToolResults(),
                        format(request, messages),
                        tools.tools(),
                        tools.choice(),
                        request.flag("parallel_tool_calls", true),
                        List.of(),
                        request.integer("max_output_tokens", LEAST_TOKENS)),
                body,
                stream(request),
                summary(request));
    }

    private static void checkParameters(Fields request) {
        NOT_WITH_THIS_MODEL.stream().filter(request::has).findFirst().ifPresent(name -> {
            throw OpenAiError.unsupported(name);
        });
        request.text("previous_response_id").ifPresent(id -> {
            throw OpenAiError.badRequest(
                    "previous_response_id",
                    "previous_response_not_found",
                    "Previous response with id '" + id + "' not found.");
        });
        if (request.flag("background", false)) {
            throw OpenAiError.unsupported("background");
        }
        request.decimal("temperature", 0, 2);
        request.decimal("top_p", 0, 1);
        request.integer("max_tool_calls", 1);
        request.flag("store", true);
        request.array("include").ifPresent(names -> names.forEach(name -> Fields.asText("include", name)));
        request.value("metadata")
                .ifPresent(map -> Fields.of("metadata", map)
                        .object()
                        .forEach((name, value) -> Fields.asText("metadata." + name, value)));
        request.oneOf("truncation", List.of("auto", "disabled"));
        request.oneOf("service_tier", List.of("auto", "default", "flex", "priority", "scale"));
        for (String text : List.of("user", "prompt_cache_key", "prompt_cache_retention", "safety_identifier")) {
            request.text(text);
        }
    }

    private static boolean stream(Fields request) {
        boolean stream = request.flag("stream", false);
        request.nested("stream_options", Set.of("include_obfuscation")).ifPresent(options -> {
            if (!stream) {
                throw OpenAiError.badRequest(
                        "stream_options",
                        null,
                        "The 'stream_options' parameter is only allowed when 'stream' is enabled.");
            }
            options.flag("include_obfuscation", true);
        });
        return stream;
    }

    private static boolean summary(Fields request) {
        Optional<Fields> reasoning = request.nested("reasoning", Set.of("effort", "summary", "generate_summary"));
        reasoning.ifPresent(
                fields -> fields.oneOf("effort", List.of("none", "minimal", "low", "medium", "high", "xhigh")));
        return reasoning
                .flatMap(fields -> fields.oneOf("summary", List.of("auto", "concise", "detailed")))
                .isPresent();
    }

    private static Optional<JsonObject> format(Fields request, ChatMessages messages) {
        Optional<Fields> text = request.nested("text", Set.of("format", "verbosity"));
        text.ifPresent(fields -> fields.oneOf("verbosity", List.of("low", "medium", "high")));
        Optional<Fields> format = text.flatMap(
                fields -> fields.nested("format", Set.of("type", "name", "description", "schema", "strict")));
        if (format.isEmpty()) {
            return Optional.empty();
        }
        return switch (format.get().requiredOneOf("type", List.of("json_object", "json_schema", "text"))) {
            case "json_schema" -> {
                format.get().required("schema");
                yield Optional.of(ResponseFormat.given(format.get(), "text.format.schema"));
            }
            case "json_object" ->
                Optional.of(ResponseFormat.any(
                        messages,
                        "input",
                        "Response input messages must contain the word 'json' in some form to use 'text.format' of type"
                                + " 'json_object'."));
            default -> Optional.empty();
        };
    }
}
