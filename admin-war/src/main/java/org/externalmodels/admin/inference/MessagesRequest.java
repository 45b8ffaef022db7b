package org.externalmodels.admin.inference;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        CacheBreakpoints breakpoints = new CacheBreakpoints();
        StrictHint strict = StrictHint.ofAnthropic();
        InferenceRequest.Builder request = conversation(members, breakpoints, strict);
        InferenceParameters hinted = strict.addedTo(hints(members, breakpoints, parameters(members)));
        request.parameters(outputConfig(members, hinted, request));
        members.object("metadata", metadata -> metadata.text("user_id"))
                .flatMap(user -> user)
                .ifPresent(user -> request.tag("user", user));
        refuseWhatIsNotCarried(members);
        request.output(InferenceRequest.Output.TEXT);
        boolean stream = members.isTrue("stream");
        members.refuseOthers();
        return new AskedInference(model, request.build(), stream, new MessagesAnswer());
    }

    /** A request whose tokens are counted: it says nothing of how to answer. */
    static AskedInference readToCount(JsonObject body) {
        Members members = Members.of(body);
        String model = members.requiredText("model");
        CacheBreakpoints breakpoints = new CacheBreakpoints();
        StrictHint strict = StrictHint.ofAnthropic();
        InferenceRequest.Builder request = conversation(members, breakpoints, strict);
        InferenceParameters hinted = strict.addedTo(hints(members, breakpoints, InferenceParameters.DEFAULTS));
        request.parameters(outputConfig(members, hinted, request));
        members.text("speed");
        refuseWhatIsNotCarried(members);
        members.refuseOthers();
        return new AskedInference(model, request.build(), false, new MessagesAnswer());
    }

    private static InferenceRequest.Builder conversation(
            Members members, CacheBreakpoints breakpoints, StrictHint strict) {
        InferenceRequest.Builder request = InferenceRequest.builder();
        Optional<String> system = system(members, breakpoints);
        system.ifPresent(request::system);
        if (members.array("messages")
                .orElseThrow(() -> Refusal.missing("messages"))
                .isEmpty()) {
            throw Refusal.invalid("messages", "at least one message is expected");
        }
        MessageBlocks blocks = new MessageBlocks(system.isPresent() ? 1 : 0, breakpoints);
        members.objects("messages", blocks::read);
        request.messages(blocks.messages());
        List<Optional<Map<String, Object>>> marks = new ArrayList<>();
        List<Tool> tools = members.objects("tools", tool -> tool(tool, marks, strict));
        breakpoints.afterTools(marks);
        tools.forEach(request::tool);
        members.object("tool_choice", choice -> toolChoice(choice, request));
        return request;
    }

    private static Optional<String> system(Members members, CacheBreakpoints breakpoints) {
        return members.value("system").map(system -> {
            if (system instanceof JsonString text) {
                return text.getString();
            }
            List<Optional<Map<String, Object>>> marks = new ArrayList<>();
            List<String> texts = members.objects("system", block -> {
                ChatMessages.requireType(block, "text");
                marks.add(MessageBlocks.mark(block));
                return block.requiredText("text");
            });
            breakpoints.afterSystem(marks);
            return String.join("\n\n", texts);
        });
    }

    private static InferenceParameters parameters(Members members) {
        InferenceParameters parameters = CommonParameters.temperatureAndTopP(members, 1);
        // Nobody can do without it here, so a model that has no place for it is asked all the same.
        parameters = parameters
                .withMaxTokens(
                        CommonParameters.tokens(members, "max_tokens").orElseThrow(() -> Refusal.missing("max_tokens")))
                .withHint("max_tokens_required", true);
        parameters = parameters.withStop(
                CommonParameters.strings(members, "stop_sequences").toArray(String[]::new));
        return CommonParameters.extras(parameters, members, "top_k", "service_tier", "inference_geo", "speed");
    }

    /** What Anthropic's models make of their own way of thinking and caching, and others as much as they can. */
    private static InferenceParameters hints(
            Members members, CacheBreakpoints breakpoints, InferenceParameters parameters) {
        members.object("thinking", thinking -> {
            String type = thinking.requiredText("type");
            switch (type) {
                case "enabled" -> {
                    thinking.required("budget_tokens");
                    thinking.whole("budget_tokens", 1, Integer.MAX_VALUE);
                }
                case "adaptive", "between_tools", "disabled" -> {}
                default ->
                    throw Refusal.invalid(
                            thinking.path("type"), "one of enabled, adaptive, between_tools and disabled is expected");
            }
            return thinking.text("display");
        });
        CacheBreakpoints.mark(members);
        return breakpoints.addedTo(CommonParameters.hints(parameters, members, "thinking", "cache_control"));
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

    private static Tool tool(Members tool, List<Optional<Map<String, Object>>> marks, StrictHint strict) {
        ChatMessages.requireType(tool, "custom");
        marks.add(CacheBreakpoints.mark(tool));
        JsonSchemas.passToolHints(tool);
        tool.truth("eager_input_streaming");
        tool.array("input_examples");
        return strict.read(tool, "input_schema");
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
        members.refuse(
                "a call has one answer in text and tool calls", "mcp_servers", "container", "context_management");
        members.refuse("nothing is kept between calls", "diagnostics");
    }
}
