package org.externalmodels.sandbox.cohere;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.externalmodels.sandbox.model.Prompt;
import org.externalmodels.sandbox.model.Tool;
import org.externalmodels.sandbox.model.ToolChoice;
import org.externalmodels.sandbox.wire.Json;

/** A request of Chat that Cohere would accept. */
record ChatRequest(Prompt prompt, boolean thinks, boolean stream) {
    private static final Set<String> KNOWN = Set.of(
            "stream",
            "model",
            "messages",
            "tools",
            "strict_tools",
            "documents",
            "citation_options",
            "response_format",
            "safety_mode",
            "max_tokens",
            "stop_sequences",
            "temperature",
            "seed",
            "frequency_penalty",
            "presence_penalty",
            "k",
            "p",
            "logprobs",
            "tool_choice",
            "thinking",
            "priority");
    private static final BigDecimal LARGEST_SEED = new BigDecimal("18446744073709551615");
    private static final int MOST_STOPS = 5;
    private static final JsonObject ANY_OBJECT = Json.object()
            .add("type", "object")
            .add("properties", Json.object().add("echo", Json.object().add("type", "string")))
            .build();

    static ChatRequest read(JsonObject body) {
        Fields request = Fields.of("chat", body).onlyKnown(KNOWN);
        ModelName.check(request.requiredText("model"));
        ChatMessages messages = ChatMessages.read(request);
        sampling(request);
        List<String> stops = request.texts("stop_sequences");
        if (stops.size() > MOST_STOPS) {
            throw CohereError.invalid("'stop_sequences' must have at most " + MOST_STOPS + " elements");
        }
        List<Tool> tools = tools(request);
        Optional<JsonObject> schema = schema(request);
        if (schema.isPresent() && (!tools.isEmpty() || request.has("documents"))) {
            throw CohereError.invalid("response_format is not supported with the documents or tools parameters");
        }
        Prompt prompt = new Prompt(
                messages.texts(),
                messages.last(),
                messages.endWithResults(),
                schema,
                tools,
                choice(request, tools),
                true,
                stops,
                request.integer("max_tokens", 1, Integer.MAX_VALUE));
        return new ChatRequest(prompt, thinks(request), request.flag("stream"));
    }

    private static void sampling(Fields request) {
        request.number("temperature", BigDecimal.ZERO, BigDecimal.ONE);
        request.number("p", new BigDecimal("0.01"), new BigDecimal("0.99"));
        request.integer("k", 0, 500);
        request.number("seed", BigDecimal.ZERO, LARGEST_SEED);
        request.number("frequency_penalty", BigDecimal.ZERO, BigDecimal.ONE);
        request.number("presence_penalty", BigDecimal.ZERO, BigDecimal.ONE);
        request.integer("priority", 0, 999);
        request.flag("logprobs");
        if (request.has("safety_mode")) {
            request.oneOf("safety_mode", List.of("CONTEXTUAL", "STRICT", "OFF"));
        }
    }

    private static boolean thinks(Fields request) {
        return request.nested("thinking")
                .map(given -> {
                    given.onlyKnown(Set.of("type", "token_budget")).integer("token_budget", 1, Integer.MAX_VALUE);
                    return given.oneOf("type", List.of("enabled", "disabled")).equals("enabled");
                })
                .orElse(false);
    }

    private static List<Tool> tools(Fields request) {
        List<Tool> tools = new ArrayList<>();
        boolean strict = request.flag("strict_tools");
        for (Fields given : request.objects("tools")) {
            given.onlyKnown(Set.of("type", "function")).oneOf("type", List.of("function"));
            Fields function = given.requiredNested("function").onlyKnown(Set.of("name", "description", "parameters"));
            function.text("description");
            JsonObject parameters = function.requiredNested("parameters").object();
            if (strict) {
                checkRequired(parameters, "tool");
            }
            tools.add(new Tool(function.requiredText("name"), parameters));
        }
        return tools;
    }

    private static ToolChoice choice(Fields request, List<Tool> tools) {
        if (!request.has("tool_choice")) {
            return ToolChoice.AUTO;
        }
        String choice = request.oneOf("tool_choice", List.of("REQUIRED", "NONE"));
        if (tools.isEmpty()) {
            throw CohereError.invalid("tool_choice needs tools");
        }
        return choice.equals("NONE") ? ToolChoice.NONE : ToolChoice.REQUIRED;
    }

    private static Optional<JsonObject> schema(Fields request) {
        Optional<Fields> format = request.nested("response_format");
        if (format.isEmpty()) {
            return Optional.empty();
        }
        boolean json = format.get()
                .onlyKnown(Set.of("type", "json_schema"))
                .oneOf("type", List.of("text", "json_object"))
                .equals("json_object");
        Optional<Fields> schema = format.get().nested("json_schema");
        if (!json && schema.isPresent()) {
            throw CohereError.invalid("json_schema must not be specified when the type is 'text'");
        }
        schema.ifPresent(given -> {
            if (!Json.string("object").equals(given.object().get("type"))) {
                throw CohereError.invalid("invalid 'json_schema' provided: the top level schema must be an object");
            }
            checkRequired(given.object(), "json_schema");
        });
        return json ? Optional.of(schema.map(Fields::object).orElse(ANY_OBJECT)) : Optional.empty();
    }

    /** https://docs.cohere.com/v2/docs/structured-outputs#schema-constraints */
    private static void checkRequired(JsonObject schema, String where) {
        if (schema.containsKey("properties")
                && schema.getOrDefault("required", JsonValue.EMPTY_JSON_ARRAY).equals(JsonValue.EMPTY_JSON_ARRAY)) {
            throw CohereError.invalid(
                    "invalid '" + where + "' provided: every object must have at least one required field");
        }
        if (schema.get("properties") instanceof JsonObject properties) {
            properties.values().stream()
                    .filter(JsonObject.class::isInstance)
                    .forEach(each -> checkRequired(each.asJsonObject(), where));
        }
        if (schema.get("items") instanceof JsonObject items) {
            checkRequired(items, where);
        }
    }
}
