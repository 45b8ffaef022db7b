package org.externalmodels.admin.inference;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.ReasoningEffort;
import org.externalmodels.inference.ResponseFormat;
import org.externalmodels.inference.Tool;
import org.externalmodels.inference.ToolChoice;

/** A request of OpenAI's Responses. Nothing is kept between calls, so each brings its whole conversation. */
final class ResponsesRequest {

    private static final String NOTHING_KEPT = "nothing is kept between calls; send the whole conversation as input";

    /** Of reasoning and of tools of the provider's own; answers here have neither. */
    private static final Set<String> INCLUDED = Set.of(
            "reasoning.encrypted_content",
            "file_search_call.results",
            "web_search_call.results",
            "web_search_call.action.sources",
            "message.input_image.image_url",
            "computer_call_output.output.image_url",
            "code_interpreter_call.outputs");

    private ResponsesRequest() {}

    static AskedInference read(JsonObject body) {
        Members members = Members.of(body);
        String model = members.requiredText("model");
        InferenceRequest.Builder request = InferenceRequest.builder();
        members.text("instructions").ifPresent(request::system);
        request.messages(input(members));
        StrictHint strict = StrictHint.ofOpenAi();
        List<Tool> tools = members.objects("tools", tool -> tool(tool, strict));
        request.parameters(strict.addedTo(parameters(members)));
        request.responseFormat(members.object("text", ResponsesRequest::format).orElse(ResponseFormat.TEXT));
        tools.forEach(request::tool);
        request.toolChoice(toolChoice(members));
        members.truth("parallel_tool_calls").filter(wanted -> !tools.isEmpty()).ifPresent(request::parallelToolCalls);
        members.text("user").ifPresent(user -> request.tag("user", user));
        CommonParameters.metadata(members, request);
        refuseWhatIsNotCarried(members);
        request.output(InferenceRequest.Output.TEXT);
        boolean stream = members.isTrue("stream");
        members.object("stream_options", options -> options.truth("include_obfuscation"));
        members.refuseOthers();
        return new AskedInference(model, request.build(), stream, new ResponsesAnswer(body));
    }

    private static List<ChatMessage> input(Members members) {
        JsonValue input = members.required("input");
        if (input instanceof JsonString text) {
            return List.of(ChatMessage.user(text.getString()));
        }
        ResponseItems items = new ResponseItems();
        members.objects("input", item -> {
            items.read(item);
            return item;
        });
        List<ChatMessage> messages = items.messages();
        if (messages.isEmpty()) {
            throw Refusal.invalid("input", "at least one message is expected");
        }
        return messages;
    }

    private static InferenceParameters parameters(Members members) {
        InferenceParameters parameters = CommonParameters.temperatureAndTopP(members, 2);
        Optional<Integer> most = CommonParameters.tokens(members, "max_output_tokens");
        if (most.isPresent()) {
            parameters = parameters.withMaxTokens(most.get());
        }
        parameters = members.object("reasoning", reasoning(parameters)).orElse(parameters);
        Optional<Object> verbosity =
                members.object("text", ResponsesRequest::verbosity).flatMap(each -> each);
        if (verbosity.isPresent()) {
            parameters = parameters.withHint("verbosity", verbosity.get());
        }
        parameters = CommonParameters.extras(parameters, members, "service_tier", "access_programs", "image");
        return CommonParameters.openAiHints(parameters, members);
    }

    private static Function<Members, InferenceParameters> reasoning(InferenceParameters parameters) {
        return reasoning -> {
            InferenceParameters more = parameters;
            Optional<ReasoningEffort> effort = CommonParameters.effort(reasoning, "effort");
            if (effort.isPresent()) {
                more = more.withReasoningEffort(effort.get());
            }
            Optional<String> older = reasoning.text("generate_summary");
            Optional<String> summary = reasoning.text("summary").or(() -> older);
            if (summary.isPresent()) {
                more = more.withHint("reasoning_summary", summary.get());
            }
            for (String name : new String[] {"context", "mode"}) {
                Optional<String> value = reasoning.text(name);
                if (value.isPresent()) {
                    more = more.withHint("reasoning_" + name, value.get());
                }
            }
            return more;
        };
    }

    private static Optional<Object> verbosity(Members text) {
        text.pass("format");
        return text.text("verbosity").map(each -> each);
    }

    private static ResponseFormat format(Members text) {
        text.pass("verbosity");
        return text.object("format", format -> {
                    String type = format.requiredText("type");
                    return switch (type) {
                        case "text" -> ResponseFormat.TEXT;
                        case "json_object" -> ResponseFormat.JSON;
                        case "json_schema" -> JsonSchemas.format(format);
                        default ->
                            throw Refusal.invalid(
                                    format.path("type"), "one of text, json_object and json_schema is expected");
                    };
                })
                .orElse(ResponseFormat.TEXT);
    }

    private static Tool tool(Members tool, StrictHint strict) {
        if (!tool.requiredText("type").equals("function")) {
            throw Refusal.invalid(
                    tool.path("type"), "function is expected; tools of one provider's own are not carried");
        }
        JsonSchemas.passToolHints(tool);
        tool.plainObject("output_schema");
        tool.refuse("the answer waits for no tool, and no tool for the answer", "async");
        return strict.read(tool, "parameters");
    }

    private static ToolChoice toolChoice(Members members) {
        Optional<JsonValue> choice = members.value("tool_choice");
        if (choice.isEmpty()) {
            return ToolChoice.AUTO;
        }
        if (choice.get() instanceof JsonString word) {
            return ChatRequest.mode(word.getString(), "tool_choice");
        }
        return Members.read("tool_choice", choice.get(), named -> {
            if (!named.requiredText("type").equals("function")) {
                throw Refusal.invalid(named.path("type"), "function is expected");
            }
            return ToolChoice.tool(named.requiredText("name"));
        });
    }

    private static void refuseWhatIsNotCarried(Members members) {
        members.refuse(NOTHING_KEPT, "previous_response_id", "conversation", "store", "background", "prompt");
        members.refuse("not every provider has it", "max_tool_calls", "top_logprobs");
        members.refuse("a conversation is sent whole", "context_management");
        members.refuse(ChatRequest.NO_MODERATION, "moderation");
        include(members);
        if (!members.text("truncation").orElse("disabled").equals("disabled")) {
            throw Refusal.unsupported("truncation", "a conversation is sent whole");
        }
    }

    /** More of what an answer has, if it has it; only probabilities are what a caller could count on. */
    private static void include(Members members) {
        for (String more : CommonParameters.strings(members, "include")) {
            if (more.equals("message.output_text.logprobs")) {
                throw Refusal.unsupported("include", "not every provider has logprobs");
            }
            if (!INCLUDED.contains(more)) {
                throw Refusal.invalid("include", "'" + more + "' is nothing that an answer has");
            }
        }
    }
}
