package org.externalmodels.connector.dialect;

import jakarta.json.stream.JsonGenerator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse.Structure;
import org.externalmodels.inference.ReasoningEffort;
import org.externalmodels.inference.Tool;
import org.externalmodels.inference.ToolChoice;

/** Writes a request of Anthropic's Messages. */
final class AnthropicRequest {

    /** The provider wants a limit with each request; a caller who gives none gets this one. Every model takes it. */
    static final int MAX_TOKENS = 4_096;

    private static final Set<String> OWN_MEMBERS = Set.of(
            "model",
            "messages",
            "system",
            "max_tokens",
            "temperature",
            "top_p",
            "stop_sequences",
            "stream",
            "tools",
            "tool_choice",
            "output_config",
            "output_format");

    private static final Set<String> HINTS = Set.of(Hints.THINKING, "cache_control");

    private final String providerModel;
    private final boolean keepsSchemas;

    /**
     * A writer of requests.
     *
     * @param keepsSchemas whether the model holds to schemas by itself
     */
    AnthropicRequest(String providerModel, boolean keepsSchemas) {
        this.providerModel = providerModel;
        this.keepsSchemas = keepsSchemas;
    }

    byte[] encode(InferenceRequest request, boolean streaming) {
        InferenceParameters parameters = request.parameters();
        refuseWhatHasNoPlace(request);
        Structure how = GrammarSchema.structure(request.responseFormat(), keepsSchemas);
        return ProviderJson.write(json -> {
            json.writeStartObject()
                    .write("model", providerModel)
                    .write("max_tokens", parameters.maxTokens() == null ? MAX_TOKENS : parameters.maxTokens());
            system(json, request, how == Structure.PROMPTED);
            AnthropicConversation.write(json, request.messages(), CacheBreakpoints.of(request.parameters()));
            parameters(json, parameters);
            outputConfig(json, request, how == Structure.NATIVE);
            tools(json, request);
            if (streaming) {
                json.write("stream", true);
            }
            extras(json, parameters.extras());
            Hints.write(json, parameters, HINTS);
            json.writeEnd();
        });
    }

    /** What is counted: everything that is read, and nothing that says how to answer. */
    byte[] encodeToCount(InferenceRequest request) {
        refuseWhatHasNoPlace(request);
        Structure how = GrammarSchema.structure(request.responseFormat(), keepsSchemas);
        return ProviderJson.write(json -> {
            json.writeStartObject().write("model", providerModel);
            system(json, request, how == Structure.PROMPTED);
            AnthropicConversation.write(json, request.messages(), CacheBreakpoints.of(request.parameters()));
            outputConfig(json, request, how == Structure.NATIVE);
            tools(json, request);
            Hints.write(json, request.parameters(), HINTS);
            json.writeEnd();
        });
    }

    private static void refuseWhatHasNoPlace(InferenceRequest request) {
        InferenceParameters parameters = request.parameters();
        if (parameters.seed() != null) {
            throw refused("Anthropic's Messages take no seed");
        }
        if (parameters.temperature() != null && parameters.temperature() > 1) {
            throw refused("the temperature is " + parameters.temperature() + ", and Anthropic's Messages take 0 to 1");
        }
        if (request.messages().stream().allMatch(ChatMessage.SystemMessage.class::isInstance)) {
            throw refused("the request has system messages only");
        }
        for (String name : parameters.extras().keySet()) {
            if (OWN_MEMBERS.contains(name)) {
                throw refused("the extra parameter " + name + " is set by the request itself and cannot be overridden");
            }
        }
    }

    private static InferenceException refused(String message) {
        return new InferenceException(FailureCode.INVALID_REQUEST, message);
    }

    private static void system(JsonGenerator json, InferenceRequest request, boolean prompted) {
        List<String> texts = request.messages().stream()
                .filter(ChatMessage.SystemMessage.class::isInstance)
                .map(ChatMessage::text)
                // The provider refuses an empty text.
                .filter(text -> !text.isBlank())
                .toList();
        if (texts.isEmpty() && !prompted) {
            return;
        }
        json.writeStartArray("system");
        CacheBreakpoints breakpoints = CacheBreakpoints.of(request.parameters());
        for (int i = 0; i < texts.size(); i++) {
            AnthropicConversation.text(
                    json, texts.get(i), i == texts.size() - 1 ? breakpoints.afterSystem() : Optional.empty());
        }
        if (prompted) {
            AnthropicConversation.text(json, PromptedSchema.instruction(request.responseFormat()), Optional.empty());
        }
        json.writeEnd();
    }

    private static void parameters(JsonGenerator json, InferenceParameters parameters) {
        if (isSaid(parameters.temperature())) {
            json.write("temperature", parameters.temperature());
        }
        if (isSaid(parameters.topP())) {
            json.write("top_p", parameters.topP());
        }
        if (!parameters.stop().isEmpty()) {
            json.writeStartArray("stop_sequences");
            parameters.stop().forEach(json::write);
            json.writeEnd();
        }
    }

    /**
     * A temperature or top-p of 1 is what Claude has anyway, and is left out: some models take only one of the two, and later
     * ones refuse both, whatever their values.
     */
    static boolean isSaid(Double value) {
        return value != null && value != 1;
    }

    private static void outputConfig(JsonGenerator json, InferenceRequest request, boolean held) {
        ReasoningEffort effort = request.parameters().reasoningEffort();
        if (effort == null && !held) {
            return;
        }
        json.writeStartObject("output_config");
        if (effort != null) {
            json.write("effort", effort(effort));
        }
        if (held) {
            json.writeStartObject("format")
                    .write("type", "json_schema")
                    .write(
                            "schema",
                            ClosedSchema.of(ProviderJson.callersObject(
                                    "the response schema",
                                    request.responseFormat().schema())))
                    .writeEnd();
        }
        json.writeEnd();
    }

    /** Claude's word for it, wherever the model is. */
    static String effort(ReasoningEffort effort) {
        return switch (effort) {
            case LOW, MEDIUM, HIGH, XHIGH, MAX -> effort.name().toLowerCase(Locale.ROOT);
            case NONE, MINIMAL ->
                throw refused(
                        "the reasoning effort is " + effort + ", and Claude has LOW, MEDIUM, HIGH, XHIGH and MAX");
        };
    }

    private void tools(JsonGenerator json, InferenceRequest request) {
        if (request.tools().isEmpty()) {
            return;
        }
        json.writeStartArray("tools");
        StrictTools strict = StrictTools.of(request.parameters());
        CacheBreakpoints breakpoints = CacheBreakpoints.of(request.parameters());
        for (int i = 0; i < request.tools().size(); i++) {
            Tool tool = request.tools().get(i);
            json.writeStartObject().write("name", tool.name());
            if (tool.description() != null) {
                json.write("description", tool.description());
            }
            json.write(
                    "input_schema",
                    ProviderJson.callersObject("the schema of tool " + tool.name(), tool.parametersSchema()));
            if (keepsSchemas && strict.isOfTool(tool)) {
                json.write("strict", true);
            }
            if (i == request.tools().size() - 1) {
                breakpoints.afterTools().ifPresent(how -> json.write("cache_control", how));
            }
            json.writeEnd();
        }
        json.writeEnd();
        toolChoice(json, request);
    }

    private static void toolChoice(JsonGenerator json, InferenceRequest request) {
        ToolChoice choice = request.toolChoice();
        boolean onlyOne = !request.parallelToolCalls().orElse(true);
        if (choice.mode() == ToolChoice.Mode.AUTO && !onlyOne) {
            return;
        }
        json.writeStartObject("tool_choice");
        switch (choice.mode()) {
            case AUTO -> json.write("type", "auto");
            case NONE -> json.write("type", "none");
            case REQUIRED -> json.write("type", "any");
            case TOOL -> json.write("type", "tool").write("name", choice.toolName());
        }
        if (onlyOne && choice.mode() != ToolChoice.Mode.NONE) {
            json.write("disable_parallel_tool_use", true);
        }
        json.writeEnd();
    }

    private static void extras(JsonGenerator json, Map<String, Object> extras) {
        if (!extras.isEmpty()) {
            Json.createObjectBuilder(extras).build().forEach(json::write);
        }
    }
}
