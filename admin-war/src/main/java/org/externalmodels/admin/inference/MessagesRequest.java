package org.externalmodels.admin.inference;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.ResponseFormat;
import org.externalmodels.inference.Tool;
import org.externalmodels.inference.ToolChoice;

/** A request of Anthropic's Messages. */
final class MessagesRequest {

    private MessagesRequest() {}

    static AskedInference read(JsonObject body) {
        Members members = Members.of(body);
        String model = members.requiredText("model");
        InferenceRequest.Builder request = conversation(members);
        request.parameters(outputConfig(members, parameters(members), request));
        members.object("metadata", metadata -> metadata.text("user_id"))
                .flatMap(user -> user)
                .ifPresent(user -> request.tag("user", user));
        refuseWhatIsNotCarried(members);
        boolean stream = members.isTrue("stream");
        members.refuseOthers();
        return new AskedInference(model, request.build(), stream, new MessagesAnswer());
    }

    /** A request whose tokens are counted: it says nothing of how to answer. */
    static AskedInference readToCount(JsonObject body) {
        Members members = Members.of(body);
        String model = members.requiredText("model");
        InferenceRequest.Builder request = conversation(members);
        request.parameters(outputConfig(members, InferenceParameters.DEFAULTS, request));
        refuseWhatIsNotCarried(members);
        members.refuseOthers();
        return new AskedInference(model, request.build(), false, new MessagesAnswer());
    }

    private static InferenceRequest.Builder conversation(Members members) {
        InferenceRequest.Builder request = InferenceRequest.builder();
        system(members).ifPresent(request::system);
        if (members.array("messages")
                .orElseThrow(() -> Refusal.missing("messages"))
                .isEmpty()) {
            throw Refusal.invalid("messages", "at least one message is expected");
        }
        members.objects("messages", MessageBlocks::read).forEach(request::messages);
        List<Tool> tools = members.objects("tools", MessagesRequest::tool);
        tools.forEach(request::tool);
        members.object("tool_choice", choice -> toolChoice(choice, request));
        return request;
    }

    private static Optional<String> system(Members members) {
        return members.value("system").map(system -> {
            if (system instanceof JsonString text) {
                return text.getString();
            }
            return String.join("\n\n", members.objects("system", block -> {
                ChatMessages.requireType(block, "text");
                MessageBlocks.passHints(block);
                return block.requiredText("text");
            }));
        });
    }

    private static InferenceParameters parameters(Members members) {
        InferenceParameters parameters = CommonParameters.temperatureAndTopP(members, 1);
        parameters = parameters.withMaxTokens(
                CommonParameters.tokens(members, "max_tokens").orElseThrow(() -> Refusal.missing("max_tokens")));
        parameters = parameters.withStop(
                CommonParameters.strings(members, "stop_sequences").toArray(String[]::new));
        return CommonParameters.extras(parameters, members, "top_k", "service_tier");
    }

    private static InferenceParameters outputConfig(
            Members members, InferenceParameters parameters, InferenceRequest.Builder request) {
        return members.object("output_config", config -> {
                    config.object("format", MessagesRequest::format).ifPresent(request::responseFormat);
                    return CommonParameters.effort(config, "effort")
                            .map(parameters::withReasoningEffort)
                            .orElse(parameters);
                })
                .orElse(parameters);
    }

    private static ResponseFormat format(Members format) {
        ChatMessages.requireType(format, "json_schema");
        JsonObject schema = format.plainObject("schema").orElseThrow(() -> Refusal.missing(format.path("schema")));
        return ResponseFormat.jsonSchema("answer", schema.toString());
    }

    private static Tool tool(Members tool) {
        ChatMessages.requireType(tool, "custom");
        MessageBlocks.passHints(tool);
        return JsonSchemas.tool(tool, "input_schema");
    }

    private static InferenceRequest.Builder toolChoice(Members choice, InferenceRequest.Builder request) {
        String type = choice.requiredText("type");
        choice.truth("disable_parallel_tool_use")
                .filter(disabled -> disabled)
                .ifPresent(disabled -> request.parallelToolCalls(false));
        return request.toolChoice(
                switch (type) {
                    case "auto" -> ToolChoice.AUTO;
                    case "any" -> ToolChoice.REQUIRED;
                    case "none" -> ToolChoice.NONE;
                    case "tool" -> ToolChoice.tool(choice.requiredText("name"));
                    default ->
                        throw Refusal.invalid(choice.path("type"), "one of auto, any, tool and none is expected");
                });
    }

    private static void refuseWhatIsNotCarried(Members members) {
        members.plainObject("thinking").ifPresent(thinking -> {
            if (!thinking.getString("type", "").equals("disabled")) {
                throw Refusal.unsupported("thinking", "use output_config.effort");
            }
        });
        members.refuse(
                "a call has one answer in text and tool calls", "mcp_servers", "container", "context_management");
    }
}
