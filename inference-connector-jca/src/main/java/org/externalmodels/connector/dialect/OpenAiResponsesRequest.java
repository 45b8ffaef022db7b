package org.externalmodels.connector.dialect;

import jakarta.json.JsonObject;
import jakarta.json.stream.JsonGenerator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.ReasoningEffort;
import org.externalmodels.inference.ResponseFormat;
import org.externalmodels.inference.Tool;
import org.externalmodels.inference.ToolChoice;

/** Writes a request of OpenAI Responses. */
final class OpenAiResponsesRequest {

    private static final Set<String> OWN_MEMBERS = Set.of(
            "model",
            "input",
            "instructions",
            "stream",
            "stream_options",
            "background",
            "temperature",
            "top_p",
            "max_output_tokens",
            "tools",
            "tool_choice",
            "parallel_tool_calls");

    private final String providerModel;

    OpenAiResponsesRequest(String providerModel) {
        this.providerModel = providerModel;
    }

    byte[] encode(InferenceRequest request, boolean streaming) {
        refuseWhatHasNoPlace(request);
        return ProviderJson.write(json -> {
            json.writeStartObject().write("model", providerModel);
            conversation(json, request.messages());
            parameters(json, request.parameters());
            text(json, request.responseFormat(), request.parameters());
            tools(json, request);
            if (streaming) {
                json.write("stream", true);
            }
            json.writeEnd();
        });
    }

    private static void refuseWhatHasNoPlace(InferenceRequest request) {
        InferenceParameters parameters = request.parameters();
        if (!parameters.stop().isEmpty()) {
            throw refusal("OpenAI's Responses take no stop texts");
        }
        if (parameters.seed() != null) {
            throw refusal("OpenAI's Responses take no seed");
        }
        for (String name : parameters.extras().keySet()) {
            boolean written = OWN_MEMBERS.contains(name)
                    || (name.equals("reasoning") && parameters.reasoningEffort() != null)
                    || (name.equals("text") && request.responseFormat().kind() != ResponseFormat.Kind.TEXT);
            if (written) {
                throw refusal("the extra parameter " + name + " is set by the request itself and cannot be overridden");
            }
        }
    }

    /** What the system says first is the instructions; what it says later stays where it was said. */
    private static void conversation(JsonGenerator json, List<ChatMessage> messages) {
        int first = 0;
        while (first < messages.size() && messages.get(first) instanceof ChatMessage.SystemMessage) {
            first++;
        }
        if (first == messages.size()) {
            // An input there must be.
            first = 0;
        }
        if (first > 0) {
            json.write(
                    "instructions",
                    messages.subList(0, first).stream().map(ChatMessage::text).collect(Collectors.joining("\n\n")));
        }
        json.writeStartArray("input");
        for (int place = first; place < messages.size(); place++) {
            OpenAiInputItems.write(json, messages.get(place), place);
        }
        json.writeEnd();
    }

    private static void parameters(JsonGenerator json, InferenceParameters parameters) {
        if (parameters.temperature() != null) {
            json.write("temperature", parameters.temperature());
        }
        if (parameters.topP() != null) {
            json.write("top_p", parameters.topP());
        }
        if (parameters.maxTokens() != null) {
            json.write("max_output_tokens", parameters.maxTokens());
        }
        if (!parameters.extras().containsKey("reasoning")) {
            reasoning(json, parameters);
        }
        Hints.write(json, parameters, Hints.OPENAI);
        if (!parameters.extras().containsKey("store")) {
            // Each request holds the whole conversation: nothing of it has to stay at the provider, which would keep
            // it.
            json.write("store", false);
        }
        if (!parameters.extras().isEmpty()) {
            Json.createObjectBuilder(parameters.extras()).build().forEach(json::write);
        }
    }

    private static void reasoning(JsonGenerator json, InferenceParameters parameters) {
        ReasoningEffort effort = Hints.effort(parameters);
        JsonObject hints = Hints.of(parameters, Hints.REASONING.keySet());
        if (effort == null && hints.isEmpty()) {
            return;
        }
        json.writeStartObject("reasoning");
        if (effort != null) {
            json.write("effort", effort.name().toLowerCase(Locale.ROOT));
        }
        hints.forEach((name, value) -> json.write(Hints.REASONING.get(name), value));
        json.writeEnd();
    }

    private static void text(JsonGenerator json, ResponseFormat format, InferenceParameters parameters) {
        boolean formatted = format.kind() != ResponseFormat.Kind.TEXT;
        boolean verbosity = parameters.hints().containsKey(Hints.VERBOSITY)
                && !parameters.extras().containsKey("text");
        if (!formatted && !verbosity) {
            return;
        }
        json.writeStartObject("text");
        if (verbosity) {
            Hints.write(json, parameters, Set.of(Hints.VERBOSITY));
        }
        if (formatted) {
            format(json, format);
        }
        json.writeEnd();
    }

    private static void format(JsonGenerator json, ResponseFormat format) {
        json.writeStartObject("format");
        if (format.kind() == ResponseFormat.Kind.JSON) {
            json.write("type", "json_object");
        } else {
            json.write("type", "json_schema")
                    .write("name", format.name())
                    .write("strict", OpenAiSchemas.isHeldTo(format))
                    .write("schema", ProviderJson.callersObject("the response schema", format.schema()));
        }
        json.writeEnd();
    }

    private static void tools(JsonGenerator json, InferenceRequest request) {
        if (request.tools().isEmpty()) {
            return;
        }
        StrictTools strict = StrictTools.of(request.parameters());
        json.writeStartArray("tools");
        for (Tool tool : request.tools()) {
            json.writeStartObject().write("type", "function").write("name", tool.name());
            if (tool.description() != null) {
                json.write("description", tool.description());
            }
            json.write(
                            "parameters",
                            ProviderJson.callersObject("the schema of tool " + tool.name(), tool.parametersSchema()))
                    // Here nothing said means yes, and open schemas are refused then.
                    .write("strict", strict.ofFunction(tool).orElseGet(() -> StrictTools.canBeHeld(tool)))
                    .writeEnd();
        }
        json.writeEnd();
        toolChoice(json, request.toolChoice());
        request.parallelToolCalls().ifPresent(parallel -> json.write("parallel_tool_calls", parallel));
    }

    private static void toolChoice(JsonGenerator json, ToolChoice choice) {
        switch (choice.mode()) {
            case AUTO -> {}
            case NONE -> json.write("tool_choice", "none");
            case REQUIRED -> json.write("tool_choice", "required");
            case TOOL ->
                json.writeStartObject("tool_choice")
                        .write("type", "function")
                        .write("name", choice.toolName())
                        .writeEnd();
        }
    }

    private static InferenceException refusal(String message) {
        return new InferenceException(FailureCode.INVALID_REQUEST, message);
    }
}
