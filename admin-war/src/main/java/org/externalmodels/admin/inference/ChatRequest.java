package org.externalmodels.admin.inference;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.ResponseFormat;
import org.externalmodels.inference.Tool;
import org.externalmodels.inference.ToolChoice;

/** A request of OpenAI's Chat Completions. */
final class ChatRequest {

    private static final String ONE_CALL = "a call has one answer in text and tool calls";

    static final String NO_MODERATION = "an answer has no place for what a moderation finds";

    private ChatRequest() {}

    static AskedInference read(JsonObject body) {
        Members members = Members.of(body);
        String model = members.requiredText("model");
        InferenceRequest.Builder request = InferenceRequest.builder();
        boolean variables = members.value("variables").isPresent();
        if (members.array("messages")
                        .orElseThrow(() -> Refusal.missing("messages"))
                        .isEmpty()
                && !variables) {
            throw Refusal.invalid("messages", "at least one message is expected");
        }
        request.messages(members.objects("messages", ChatMessages::read));
        StrictHint strict = StrictHint.ofOpenAi();
        List<Tool> tools = members.objects("tools", tool -> tool(tool, strict));
        InferenceParameters parameters = strict.addedTo(parameters(members));
        request.parameters(parameters);
        request.responseFormat(
                members.object("response_format", ChatRequest::responseFormat).orElse(ResponseFormat.TEXT));
        tools.forEach(request::tool);
        request.toolChoice(toolChoice(members));
        members.truth("parallel_tool_calls").filter(wanted -> !tools.isEmpty()).ifPresent(request::parallelToolCalls);
        members.text("user").ifPresent(user -> request.tag("user", user));
        CommonParameters.metadata(members, request);
        CommonParameters.variables(members, request);
        refuseWhatIsNotCarried(members);
        Optional<OwnMembers.Asked> own = OwnMembers.read(members);
        // An application on another server gets images as well, and says so if it has no use for them.
        own.ifPresentOrElse(
                asked -> asked.applyTo(request, parameters), () -> request.output(InferenceRequest.Output.TEXT));
        boolean stream = members.isTrue("stream");
        boolean usage = streamOptions(members, stream);
        members.refuseOthers();
        return new AskedInference(
                model, request.build(), stream, new ChatAnswer(usage, own.isPresent()), own.isPresent());
    }

    private static InferenceParameters parameters(Members members) {
        InferenceParameters parameters = CommonParameters.temperatureAndTopP(members, 2);
        Optional<Integer> newer = CommonParameters.tokens(members, "max_completion_tokens");
        Optional<Integer> most = newer.or(() -> CommonParameters.tokens(members, "max_tokens"));
        members.pass("max_tokens");
        if (most.isPresent()) {
            parameters = parameters.withMaxTokens(most.get());
        }
        parameters = parameters.withStop(CommonParameters.stop(members, "stop").toArray(String[]::new));
        Optional<Long> seed = members.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE);
        if (seed.isPresent()) {
            parameters = parameters.withSeed(seed.get());
        }
        var effort = CommonParameters.effort(members, "reasoning_effort");
        if (effort.isPresent()) {
            parameters = parameters.withReasoningEffort(effort.get());
        }
        parameters = CommonParameters.extras(
                parameters, members, "frequency_penalty", "presence_penalty", "logit_bias", "service_tier");
        parameters = CommonParameters.hints(parameters, members, "verbosity");
        return CommonParameters.openAiHints(parameters, members);
    }

    private static void refuseWhatIsNotCarried(Members members) {
        if (members.whole("n", 1, 128).orElse(1L) != 1) {
            throw Refusal.unsupported("n", ONE_CALL);
        }
        members.array("modalities").ifPresent(modalities -> {
            if (!(modalities.size() == 1
                    && modalities.get(0) instanceof JsonString text
                    && text.getString().equals("text"))) {
                throw Refusal.unsupported("modalities", ONE_CALL);
            }
        });
        members.refuse(ONE_CALL, "audio", "logprobs", "top_logprobs", "prediction", "web_search_options");
        members.refuse(NO_MODERATION, "moderation");
        members.refuse("use tools and tool_choice", "functions", "function_call");
        members.refuse("answers are not kept for being asked for again", "store");
    }

    private static boolean streamOptions(Members members, boolean stream) {
        Optional<Boolean> usage = members.object("stream_options", options -> {
            options.truth("include_obfuscation");
            return options.isTrue("include_usage");
        });
        if (usage.isPresent() && !stream) {
            throw Refusal.invalid("stream_options", "it goes with stream only");
        }
        return usage.orElse(false);
    }

    private static ResponseFormat responseFormat(Members format) {
        String type = format.requiredText("type");
        return switch (type) {
            case "text" -> ResponseFormat.TEXT;
            case "json_object" -> ResponseFormat.JSON;
            case "json_schema" ->
                format.object("json_schema", JsonSchemas::format)
                        .orElseThrow(() -> Refusal.missing(format.path("json_schema")));
            default ->
                throw Refusal.invalid(format.path("type"), "one of text, json_object and json_schema is expected");
        };
    }

    private static Tool tool(Members tool, StrictHint strict) {
        if (!tool.requiredText("type").equals("function")) {
            throw Refusal.invalid(tool.path("type"), "function is expected");
        }
        return tool.object("function", function -> strict.read(function, "parameters"))
                .orElseThrow(() -> Refusal.missing(tool.path("function")));
    }

    private static ToolChoice toolChoice(Members members) {
        Optional<JsonValue> choice = members.value("tool_choice");
        if (choice.isEmpty()) {
            return ToolChoice.AUTO;
        }
        if (choice.get() instanceof JsonString word) {
            return mode(word.getString(), members.path("tool_choice"));
        }
        return Members.read(members.path("tool_choice"), choice.get(), named -> {
            if (!named.requiredText("type").equals("function")) {
                throw Refusal.invalid(named.path("type"), "function is expected");
            }
            return named.object("function", function -> ToolChoice.tool(function.requiredText("name")))
                    .orElseThrow(() -> Refusal.missing(named.path("function")));
        });
    }

    static ToolChoice mode(String word, String at) {
        return switch (word) {
            case "auto" -> ToolChoice.AUTO;
            case "none" -> ToolChoice.NONE;
            case "required" -> ToolChoice.REQUIRED;
            default -> throw Refusal.invalid(at, "auto, none, required or a function is expected");
        };
    }
}
