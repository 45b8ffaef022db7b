package org.externalmodels.connector.dialect;

import jakarta.json.stream.JsonGenerator;
import java.util.List;
import java.util.Set;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.ReasoningEffort;
import org.externalmodels.inference.ResponseFormat;
import org.externalmodels.inference.Tool;
import org.externalmodels.inference.ToolChoice;

/** Writes a request of Cohere's Chat. Limits are those of its API reference, "Chat API (v2)". */
final class CohereRequest {

    private static final int MOST_STOPS = 5;
    private static final double LEAST_P = 0.01;

    /** The most that the provider takes; a caller's 1 leaves no token out, and this leaves out the fewest. */
    private static final double MOST_P = 0.99;

    private static final Set<String> OWN_MEMBERS = Set.of(
            "model",
            "messages",
            "stream",
            "tools",
            "tool_choice",
            "response_format",
            "max_tokens",
            "temperature",
            "p",
            "stop_sequences",
            "seed");

    private final String providerModel;

    CohereRequest(String providerModel) {
        this.providerModel = providerModel;
    }

    byte[] encode(InferenceRequest request, boolean streaming) {
        refuseWhatHasNoPlace(request);
        return ProviderJson.write(json -> {
            json.writeStartObject().write("model", providerModel);
            CohereConversation.write(json, request.messages());
            sampling(json, request.parameters());
            thinking(json, request.parameters());
            responseFormat(json, request.responseFormat());
            tools(json, request);
            if (streaming) {
                json.write("stream", true);
            }
            Json.createObjectBuilder(request.parameters().extras()).build().forEach(json::write);
            json.writeEnd();
        });
    }

    private static void refuseWhatHasNoPlace(InferenceRequest request) {
        InferenceParameters parameters = request.parameters();
        if (parameters.temperature() != null && parameters.temperature() > 1) {
            throw refused("the temperature is " + parameters.temperature() + ", and Cohere's Chat takes 0 to 1");
        }
        if (parameters.topP() != null && parameters.topP() < LEAST_P) {
            throw refused("top-p is " + parameters.topP() + ", and Cohere's Chat takes no less than " + LEAST_P);
        }
        if (parameters.seed() != null && parameters.seed() < 0) {
            throw refused("the seed is " + parameters.seed() + ", and Cohere's Chat takes none below 0");
        }
        if (parameters.stop().size() > MOST_STOPS) {
            throw refused("Cohere's Chat takes at most " + MOST_STOPS + " stop texts");
        }
        if (!request.parallelToolCalls().orElse(true)) {
            throw refused("Cohere's Chat cannot be asked to call one tool at a time");
        }
        if (!request.tools().isEmpty() && request.responseFormat().kind() != ResponseFormat.Kind.TEXT) {
            throw refused("Cohere's Chat takes tools or a JSON response format, not both");
        }
        for (String name : parameters.extras().keySet()) {
            boolean thinking = name.equals("thinking") && parameters.reasoningEffort() != null;
            if (thinking || OWN_MEMBERS.contains(name)) {
                throw refused("the extra parameter " + name + " is set by the request itself and cannot be overridden");
            }
        }
    }

    private static InferenceException refused(String message) {
        return new InferenceException(FailureCode.INVALID_REQUEST, message);
    }

    private static void sampling(JsonGenerator json, InferenceParameters parameters) {
        if (parameters.maxTokens() != null) {
            json.write("max_tokens", parameters.maxTokens());
        }
        if (parameters.temperature() != null) {
            json.write("temperature", parameters.temperature());
        }
        if (parameters.topP() != null) {
            json.write("p", Math.min(parameters.topP(), MOST_P));
        }
        if (!parameters.stop().isEmpty()) {
            json.writeStartArray("stop_sequences");
            parameters.stop().forEach(json::write);
            json.writeEnd();
        }
        if (parameters.seed() != null) {
            json.write("seed", parameters.seed());
        }
    }

    /** Cohere knows budgets of tokens only ("Reasoning"), so each effort stands for one. */
    private static void thinking(JsonGenerator json, InferenceParameters parameters) {
        ReasoningEffort effort = Hints.effort(parameters);
        if (effort == null || parameters.extras().containsKey("thinking")) {
            return;
        }
        json.writeStartObject("thinking");
        if (effort == ReasoningEffort.NONE) {
            json.write("type", "disabled");
        } else {
            json.write("type", "enabled");
            // Without a budget it thinks for as long as it likes.
            if (effort != ReasoningEffort.MAX) {
                json.write("token_budget", budget(effort));
            }
        }
        json.writeEnd();
    }

    private static int budget(ReasoningEffort effort) {
        return switch (effort) {
            case MINIMAL -> 512;
            case MEDIUM -> 4_096;
            case HIGH -> 16_384;
            case XHIGH -> 24_576;
            default -> 1_024;
        };
    }

    private static void responseFormat(JsonGenerator json, ResponseFormat format) {
        if (format.kind() == ResponseFormat.Kind.TEXT) {
            return;
        }
        json.writeStartObject("response_format").write("type", "json_object");
        if (format.kind() == ResponseFormat.Kind.JSON_SCHEMA) {
            json.write("json_schema", ProviderJson.callersObject("the response schema", format.schema()));
        }
        json.writeEnd();
    }

    private static void tools(JsonGenerator json, InferenceRequest request) {
        if (request.tools().isEmpty()) {
            return;
        }
        ToolChoice choice = request.toolChoice();
        json.writeStartArray("tools");
        for (Tool tool : offered(request.tools(), choice)) {
            json.writeStartObject()
                    .write("type", "function")
                    .writeStartObject("function")
                    .write("name", tool.name());
            if (tool.description() != null) {
                json.write("description", tool.description());
            }
            json.write(
                            "parameters",
                            ProviderJson.callersObject("the schema of tool " + tool.name(), tool.parametersSchema()))
                    .writeEnd()
                    .writeEnd();
        }
        json.writeEnd();
        if (choice.mode() != ToolChoice.Mode.AUTO) {
            json.write("tool_choice", choice.mode() == ToolChoice.Mode.NONE ? "NONE" : "REQUIRED");
        }
    }

    /** Cohere lets no tool be named, but a tool that is alone and required is the one. */
    private static List<Tool> offered(List<Tool> tools, ToolChoice choice) {
        return choice.mode() == ToolChoice.Mode.TOOL
                ? tools.stream()
                        .filter(tool -> tool.name().equals(choice.toolName()))
                        .toList()
                : tools;
    }
}
