package org.externalmodels.admin.inference;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    private ResponsesRequest() {}

    static AskedInference read(JsonObject body) {
        Members members = Members.of(body);
        String model = members.requiredText("model");
        InferenceRequest.Builder request = InferenceRequest.builder();
        members.text("instructions").ifPresent(request::system);
        request.messages(input(members));
        request.parameters(parameters(members));
        request.responseFormat(members.object("text", ResponsesRequest::format).orElse(ResponseFormat.TEXT));
        List<Tool> tools = members.objects("tools", ResponsesRequest::tool);
        tools.forEach(request::tool);
        request.toolChoice(toolChoice(members));
        members.truth("parallel_tool_calls").filter(wanted -> !tools.isEmpty()).ifPresent(request::parallelToolCalls);
        members.text("user").ifPresent(user -> request.tag("user", user));
        CommonParameters.metadata(members, request);
        refuseWhatIsNotCarried(members);
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
        List<ChatMessage> messages = new ArrayList<>();
        members.objects("input", item -> {
            ResponseItems.read(item, messages);
            return item;
        });
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
        Optional<ReasoningEffort> effort =
                members.object("reasoning", ResponsesRequest::effort).flatMap(each -> each);
        if (effort.isPresent()) {
            parameters = parameters.withReasoningEffort(effort.get());
        }
        return CommonParameters.extras(parameters, members, "service_tier", "prompt_cache_key", "safety_identifier");
    }

    private static Optional<ReasoningEffort> effort(Members reasoning) {
        // What a model lets be seen of its thinking is handed on in any case.
        reasoning.pass("summary", "generate_summary");
        return CommonParameters.effort(reasoning, "effort");
    }

    private static ResponseFormat format(Members text) {
        text.refuse("not every provider has it", "verbosity");
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

    private static Tool tool(Members tool) {
        if (!tool.requiredText("type").equals("function")) {
            throw Refusal.invalid(
                    tool.path("type"), "function is expected; tools of one provider's own are not carried");
        }
        return JsonSchemas.tool(tool, "parameters");
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
        members.refuse("not every provider has it", "include", "max_tool_calls", "top_logprobs");
        if (!members.text("truncation").orElse("disabled").equals("disabled")) {
            throw Refusal.unsupported("truncation", "a conversation is sent whole");
        }
    }
}
