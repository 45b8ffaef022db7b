package org.externalmodels.connector.dialect;

import jakarta.json.JsonObject;
import jakarta.json.stream.JsonGenerator;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse.Structure;
import org.externalmodels.inference.ResponseFormat;
import org.externalmodels.inference.Tool;
import org.externalmodels.inference.ToolChoice;

/** Writes a request of Converse, which is the same whether its answer is streamed. */
final class ConverseRequest {

    /** What this class writes, under the names that Converse and the models themselves have for it. */
    private static final Set<String> OWN_MEMBERS = Set.of(
            "messages",
            "system",
            "inferenceConfig",
            "toolConfig",
            "outputConfig",
            "additionalModelRequestFields",
            "promptVariables",
            "modelId",
            "temperature",
            "topP",
            "top_p",
            "maxTokens",
            "max_tokens",
            "max_tokens_to_sample",
            "max_gen_len",
            "maxTokenCount",
            "stop",
            "stopSequences",
            "stop_sequences",
            "tools",
            "tool_choice",
            "stream");

    /** Members of Converse itself; all other extras are the model's. */
    private static final Set<String> CONVERSE_MEMBERS = Set.of(
            "guardrailConfig",
            "additionalModelResponseFieldPaths",
            "requestMetadata",
            "performanceConfig",
            "serviceTier");

    private static final int LONGEST_TOOL_NAME = 64;

    private static final String BETAS = "anthropic_beta";
    private static final String EFFORT_BETA = "effort-2025-11-24";

    private final BedrockModel model;
    private final boolean claude;
    private final Function<InferenceRequest, Structure> structure;

    ConverseRequest(BedrockModel model, Function<InferenceRequest, Structure> structure) {
        this.model = model;
        this.claude = model.isClaude();
        this.structure = structure;
    }

    byte[] encode(InferenceRequest request) {
        refuseWhatHasNoPlace(request);
        boolean prompted = structure.apply(request) == Structure.PROMPTED;
        return ProviderJson.write(json -> {
            json.writeStartObject();
            system(json, request, prompted);
            ConverseMessages.write(json, request.messages(), breakpoints(request));
            inferenceConfig(json, request.parameters());
            tools(json, request);
            if (request.responseFormat().kind() == ResponseFormat.Kind.JSON_SCHEMA && !prompted) {
                outputConfig(json, request.responseFormat());
            }
            extras(json, request.parameters());
            json.writeEnd();
        });
    }

    private void refuseWhatHasNoPlace(InferenceRequest request) {
        InferenceParameters parameters = request.parameters();
        if (parameters.seed() != null) {
            throw refused("Converse takes no seed");
        }
        if (parameters.reasoningEffort() != null && !claude) {
            throw refused("Converse has no reasoning effort of its own; give what the model takes for it as an extra"
                    + " parameter, such as reasoning_config or reasoning_effort");
        }
        if (!request.parallelToolCalls().orElse(true)) {
            throw refused("Converse cannot forbid parallel tool calls");
        }
        if (ConverseMessages.withoutSystem(request.messages()).isEmpty()) {
            throw refused("the request has system messages only");
        }
        for (String name : parameters.extras().keySet()) {
            boolean written = name.equals("output_config") && parameters.reasoningEffort() != null;
            if (written || OWN_MEMBERS.contains(name)) {
                throw refused("the extra parameter " + name + " is set by the request itself and cannot be overridden");
            }
        }
    }

    private static InferenceException refused(String message) {
        return new InferenceException(FailureCode.INVALID_REQUEST, message);
    }

    /** Not every model that Bedrock has can cache, and those that cannot refuse to. */
    private CacheBreakpoints breakpoints(InferenceRequest request) {
        return CacheBreakpoints.of(claude ? request.parameters() : InferenceParameters.DEFAULTS);
    }

    private void system(JsonGenerator json, InferenceRequest request, boolean prompted) {
        List<String> texts = request.messages().stream()
                .filter(ChatMessage.SystemMessage.class::isInstance)
                .map(ChatMessage::text)
                .toList();
        if (texts.isEmpty() && !prompted) {
            return;
        }
        json.writeStartArray("system");
        texts.forEach(text -> json.writeStartObject().write("text", text).writeEnd());
        if (!texts.isEmpty()) {
            ConverseMessages.cachePoint(json, breakpoints(request).afterSystem());
        }
        if (prompted) {
            json.writeStartObject()
                    .write("text", PromptedSchema.instruction(request.responseFormat()))
                    .writeEnd();
        }
        json.writeEnd();
    }

    private void inferenceConfig(JsonGenerator json, InferenceParameters parameters) {
        if (parameters.temperature() == null
                && parameters.topP() == null
                && parameters.maxTokens() == null
                && parameters.stop().isEmpty()) {
            return;
        }
        json.writeStartObject("inferenceConfig");
        if (parameters.maxTokens() != null) {
            json.write("maxTokens", parameters.maxTokens());
        }
        if (isSaid(parameters.temperature())) {
            json.write("temperature", parameters.temperature());
        }
        if (isSaid(parameters.topP())) {
            json.write("topP", parameters.topP());
        }
        if (!parameters.stop().isEmpty()) {
            json.writeStartArray("stopSequences");
            parameters.stop().forEach(json::write);
            json.writeEnd();
        }
        json.writeEnd();
    }

    /** Claude refuses more than it needs here as well. */
    private boolean isSaid(Double value) {
        return claude ? AnthropicRequest.isSaid(value) : value != null;
    }

    private void tools(JsonGenerator json, InferenceRequest request) {
        if (request.tools().isEmpty()) {
            return;
        }
        if (request.toolChoice().mode() == ToolChoice.Mode.NONE) {
            // Tools that must not be called are not mentioned, unless the conversation speaks of them already.
            if (ConverseMessages.speakOfTools(request.messages())) {
                throw refused("Converse cannot forbid tools in a conversation in which they were called");
            }
            return;
        }
        StrictTools strict = StrictTools.of(request.parameters());
        json.writeStartObject("toolConfig").writeStartArray("tools");
        for (Tool tool : request.tools()) {
            if (tool.name().length() > LONGEST_TOOL_NAME) {
                throw refused("Converse takes names of tools up to " + LONGEST_TOOL_NAME + " characters, and '"
                        + tool.name() + "' has " + tool.name().length());
            }
            json.writeStartObject().writeStartObject("toolSpec").write("name", tool.name());
            if (tool.description() != null) {
                json.write("description", tool.description());
            }
            json.writeStartObject("inputSchema")
                    .write(
                            "json",
                            ProviderJson.callersObject("the schema of tool " + tool.name(), tool.parametersSchema()))
                    .writeEnd();
            if (claude && model.keepsSchemas() && strict.isOfTool(tool)) {
                json.write("strict", true);
            }
            json.writeEnd().writeEnd();
        }
        ConverseMessages.cachePoint(json, breakpoints(request).afterTools());
        json.writeEnd();
        toolChoice(json, request.toolChoice());
        json.writeEnd();
    }

    private static void toolChoice(JsonGenerator json, ToolChoice choice) {
        switch (choice.mode()) {
            case AUTO, NONE -> {}
            case REQUIRED ->
                json.writeStartObject("toolChoice")
                        .writeStartObject("any")
                        .writeEnd()
                        .writeEnd();
            case TOOL ->
                json.writeStartObject("toolChoice")
                        .writeStartObject("tool")
                        .write("name", choice.toolName())
                        .writeEnd()
                        .writeEnd();
        }
    }

    /** Bedrock takes the schema as a text. */
    private static void outputConfig(JsonGenerator json, ResponseFormat format) {
        JsonObject schema = ClosedSchema.of(ProviderJson.callersObject("the response schema", format.schema()));
        json.writeStartObject("outputConfig")
                .writeStartObject("textFormat")
                .write("type", "json_schema")
                .writeStartObject("structure")
                .writeStartObject("jsonSchema")
                .write("name", format.name())
                .write("schema", schema.toString())
                .writeEnd()
                .writeEnd()
                .writeEnd()
                .writeEnd();
    }

    /** What goes to the model as it is. Claude is told its effort there, in Anthropic's words. */
    private void extras(JsonGenerator json, InferenceParameters parameters) {
        Map<String, Object> extras = parameters.extras();
        Map<String, Object> ofModel = new LinkedHashMap<>(extras);
        if (claude && parameters.hints().containsKey(Hints.THINKING)) {
            // Converse hands on what Claude takes as Anthropic's Messages have it.
            ofModel.putIfAbsent(Hints.THINKING, parameters.hints().get(Hints.THINKING));
        }
        ofModel.keySet().removeAll(CONVERSE_MEMBERS);
        if (parameters.reasoningEffort() != null) {
            ofModel.put("output_config", Map.of("effort", AnthropicRequest.effort(parameters.reasoningEffort())));
            if (model.hasEffortInBeta()) {
                ofModel.put(BETAS, withEffort(ofModel.get(BETAS)));
            }
        }
        if (!ofModel.isEmpty()) {
            json.write(
                    "additionalModelRequestFields",
                    Json.createObjectBuilder(ofModel).build());
        }
        Map<String, Object> ofConverse = new LinkedHashMap<>(extras);
        ofConverse.keySet().retainAll(CONVERSE_MEMBERS);
        if (!ofConverse.isEmpty()) {
            Json.createObjectBuilder(ofConverse).build().forEach(json::write);
        }
    }

    /** The betas that the caller asks for, and this one. */
    private static Set<Object> withEffort(Object betas) {
        Set<Object> all = new LinkedHashSet<>(betas instanceof Collection<?> given ? given : List.of());
        all.add(EFFORT_BETA);
        return all;
    }
}
