package org.externalmodels.connector.dialect;

import jakarta.json.stream.JsonGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.ReasoningEffort;
import org.externalmodels.inference.ResponseFormat;
import org.externalmodels.inference.Tool;
import org.externalmodels.inference.ToolCall;
import org.externalmodels.inference.ToolChoice;

/** Writes a request of OpenAI Chat Completions. */
final class OpenAiChatRequest {

    /** What this class writes, and older names for it. */
    private static final Set<String> OWN_MEMBERS = Set.of(
            "model",
            "messages",
            "stream",
            "stream_options",
            "temperature",
            "top_p",
            "max_tokens",
            "max_completion_tokens",
            "stop",
            "seed",
            "reasoning_effort",
            "response_format",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "functions",
            "function_call",
            "modalities",
            "n");

    private static final Set<String> HINTS =
            Stream.concat(Hints.OPENAI.stream(), Stream.of(Hints.VERBOSITY)).collect(Collectors.toUnmodifiableSet());

    /**
     * Models that reason refuse {@code max_tokens}; most servers that speak this format know nothing else. Deployments of
     * Azure have names of their own, most often with the model's in it.
     */
    private static final Pattern REASONING_MODEL = Pattern.compile("(^|[^a-z0-9])(o[1-9]|gpt-?[5-9])([^a-z0-9]|$)");

    private final String providerModel;
    private final UnaryOperator<String> ids;
    private final BiConsumer<JsonGenerator, ChatMessage.AssistantMessage> drawn;
    private final boolean reasons;

    OpenAiChatRequest(String providerModel) {
        this(
                providerModel,
                ToolCallId::own,
                (json, assistant) -> DrawnImages.refuse("OpenAI's Chat Completions take", assistant));
    }

    /**
     * A writer of requests.
     *
     * @param ids what becomes of the ids of tool calls
     * @param drawn writes the images of an assistant's message into it, or refuses them
     */
    OpenAiChatRequest(
            String providerModel,
            UnaryOperator<String> ids,
            BiConsumer<JsonGenerator, ChatMessage.AssistantMessage> drawn) {
        this.providerModel = providerModel;
        this.ids = ids;
        this.drawn = drawn;
        this.reasons =
                REASONING_MODEL.matcher(providerModel.toLowerCase(Locale.ROOT)).find();
    }

    byte[] encode(InferenceRequest request, boolean streaming) {
        return encode(request, streaming, json -> {});
    }

    /**
     * Writes a request.
     *
     * @param more writes members that the wire format does not have
     */
    byte[] encode(InferenceRequest request, boolean streaming, Consumer<JsonGenerator> more) {
        return ProviderJson.write(json -> {
            json.writeStartObject().write("model", providerModel).writeStartArray("messages");
            request.messages().forEach(message -> message(json, message));
            json.writeEnd();
            parameters(json, request.parameters());
            responseFormat(json, request.responseFormat());
            tools(json, request);
            if (streaming) {
                json.write("stream", true)
                        .writeStartObject("stream_options")
                        .write("include_usage", true)
                        .writeEnd();
            }
            more.accept(json);
            json.writeEnd();
        });
    }

    private void message(JsonGenerator json, ChatMessage message) {
        json.writeStartObject();
        if (message instanceof ChatMessage.SystemMessage system) {
            json.write("role", "system").write("content", system.text());
        } else if (message instanceof ChatMessage.UserMessage user) {
            json.write("role", "user");
            content(json, user.content());
        } else if (message instanceof ChatMessage.AssistantMessage assistant) {
            assistant(json, assistant);
        } else if (message instanceof ChatMessage.ToolMessage tool) {
            json.write("role", "tool")
                    .write("tool_call_id", ids.apply(tool.toolCallId()))
                    .write("content", tool.text());
        }
        json.writeEnd();
    }

    private static void content(JsonGenerator json, List<Content> content) {
        if (content.size() == 1 && content.get(0) instanceof Content.Text only) {
            json.write("content", only.text());
            return;
        }
        json.writeStartArray("content");
        for (Content part : content) {
            json.writeStartObject();
            if (part instanceof Content.Text text) {
                json.write("type", "text").write("text", text.text());
            } else if (part instanceof Content.Image image) {
                image(json, image.media());
            } else if (part instanceof Content.Audio audio) {
                audio(json, audio.media());
            }
            json.writeEnd();
        }
        json.writeEnd();
    }

    /** The members of a part that is an image. */
    static void image(JsonGenerator json, Media media) {
        json.write("type", "image_url")
                .writeStartObject("image_url")
                .write("url", DataUrl.address(media))
                .writeEnd();
    }

    private static void audio(JsonGenerator json, Media media) {
        byte[] bytes = media.bytes()
                .orElseThrow(() -> new InferenceException(
                        FailureCode.INVALID_REQUEST, "the provider takes audio as bytes, not by address"));
        json.write("type", "input_audio")
                .writeStartObject("input_audio")
                .write("data", Base64.getEncoder().encodeToString(bytes))
                .write("format", audioFormat(media.mediaType().orElseThrow()))
                .writeEnd();
    }

    /** The provider takes two formats, and would take any other for what it is told. */
    private static String audioFormat(String mediaType) {
        return switch (MediaTypes.bare(mediaType)) {
            case "audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave" -> "wav";
            case "audio/mpeg", "audio/mp3" -> "mp3";
            default ->
                throw new InferenceException(
                        FailureCode.INVALID_REQUEST,
                        "the provider takes audio/wav and audio/mpeg in a conversation, not " + mediaType);
        };
    }

    private void assistant(JsonGenerator json, ChatMessage.AssistantMessage assistant) {
        json.write("role", "assistant");
        if (assistant.toolCalls().isEmpty() || !assistant.text().isEmpty()) {
            json.write("content", assistant.text());
        }
        drawn.accept(json, assistant);
        if (!assistant.toolCalls().isEmpty()) {
            json.writeStartArray("tool_calls");
            for (ToolCall call : assistant.toolCalls()) {
                json.writeStartObject()
                        .write("id", ids.apply(call.id()))
                        .write("type", "function")
                        .writeStartObject("function")
                        .write("name", call.name())
                        .write("arguments", call.arguments())
                        .writeEnd()
                        .writeEnd();
            }
            json.writeEnd();
        }
    }

    private void parameters(JsonGenerator json, InferenceParameters parameters) {
        ReasoningEffort effort = Hints.effort(parameters);
        if (parameters.temperature() != null) {
            json.write("temperature", parameters.temperature());
        }
        if (parameters.topP() != null) {
            json.write("top_p", parameters.topP());
        }
        if (parameters.maxTokens() != null) {
            json.write(reasons || effort != null ? "max_completion_tokens" : "max_tokens", parameters.maxTokens());
        }
        if (!parameters.stop().isEmpty()) {
            json.writeStartArray("stop");
            parameters.stop().forEach(json::write);
            json.writeEnd();
        }
        if (parameters.seed() != null) {
            json.write("seed", parameters.seed());
        }
        if (effort != null) {
            json.write("reasoning_effort", effort.name().toLowerCase(Locale.ROOT));
        }
        Hints.write(json, parameters, HINTS);
        if (!parameters.extras().isEmpty()) {
            refuseOwnMembers(parameters.extras().keySet());
            Json.createObjectBuilder(parameters.extras()).build().forEach(json::write);
        }
    }

    /** Extras pass through what this format does not know; they do not get around what the engine has admitted. */
    private static void refuseOwnMembers(Set<String> extras) {
        for (String name : extras) {
            if (OWN_MEMBERS.contains(name)) {
                throw new InferenceException(
                        FailureCode.INVALID_REQUEST,
                        "the extra parameter " + name + " is set by the request itself and cannot be overridden");
            }
        }
    }

    private static void responseFormat(JsonGenerator json, ResponseFormat format) {
        switch (format.kind()) {
            case TEXT -> {}
            case JSON ->
                json.writeStartObject("response_format")
                        .write("type", "json_object")
                        .writeEnd();
            case JSON_SCHEMA ->
                json.writeStartObject("response_format")
                        .write("type", "json_schema")
                        .writeStartObject("json_schema")
                        .write("name", format.name())
                        .write("strict", OpenAiSchemas.isHeldTo(format))
                        .write("schema", ProviderJson.callersObject("the response schema", format.schema()))
                        .writeEnd()
                        .writeEnd();
        }
    }

    private static void tools(JsonGenerator json, InferenceRequest request) {
        if (request.tools().isEmpty()) {
            return;
        }
        StrictTools strict = StrictTools.of(request.parameters());
        json.writeStartArray("tools");
        for (Tool tool : request.tools()) {
            json.writeStartObject()
                    .write("type", "function")
                    .writeStartObject("function")
                    .write("name", tool.name());
            if (tool.description() != null) {
                json.write("description", tool.description());
            }
            json.write(
                    "parameters",
                    ProviderJson.callersObject("the schema of tool " + tool.name(), tool.parametersSchema()));
            // Here nothing said means no, and not every server that speaks this format knows the word.
            if (strict.ofFunction(tool).orElse(false)) {
                json.write("strict", true);
            }
            json.writeEnd().writeEnd();
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
                        .writeStartObject("function")
                        .write("name", choice.toolName())
                        .writeEnd()
                        .writeEnd();
        }
    }
}
