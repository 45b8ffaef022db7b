package org.externalmodels.connector.submission;

import static org.externalmodels.connector.submission.StoredJson.list;
import static org.externalmodels.connector.submission.StoredJson.number;
import static org.externalmodels.connector.submission.StoredJson.object;
import static org.externalmodels.connector.submission.StoredJson.optionalText;
import static org.externalmodels.connector.submission.StoredJson.text;
import static org.externalmodels.connector.submission.StoredJson.write;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.externalmodels.connector.json.JsonStreams;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.ReasoningEffort;
import org.externalmodels.inference.ResponseFormat;
import org.externalmodels.inference.Tool;
import org.externalmodels.inference.ToolCall;
import org.externalmodels.inference.ToolChoice;
import org.externalmodels.inference.spi.CallOrigin;

/**
 * What is asked, and by whom, as it is kept.
 *
 * @param origin who submitted it
 * @param request what is asked
 * @param defaultTimeout where neither the request nor the model has a limit
 */
record StoredRequest(CallOrigin origin, InferenceRequest request, Optional<Duration> defaultTimeout) {

    byte[] encode() {
        return JsonStreams.write(json -> {
            json.writeStartObject();
            json.writeStartObject("origin").write("source", origin.source().name());
            write(json, "application", origin.application());
            write(json, "component", origin.component());
            write(json, "caller", origin.caller());
            write(json, "key", origin.key());
            json.writeEnd();
            json.writeStartArray("messages");
            request.messages().forEach(message -> message(json, message));
            json.writeEnd();
            StoredJson.writeValues(json, "variables", request.variables());
            parameters(json, request.parameters());
            format(json, request.responseFormat());
            tools(json);
            request.parallelToolCalls().ifPresent(parallel -> json.write("parallelToolCalls", parallel));
            write(json, "output", request.output().map(Enum::name));
            write(json, "timeout", request.timeout().map(Duration::toString));
            write(json, "defaultTimeout", defaultTimeout.map(Duration::toString));
            StoredJson.writeTexts(json, "tags", request.tags());
            json.writeEnd();
        });
    }

    private static void message(JsonGenerator json, ChatMessage message) {
        json.writeStartObject();
        if (message instanceof ChatMessage.SystemMessage system) {
            json.write("role", "system").write("text", system.text());
        } else if (message instanceof ChatMessage.AssistantMessage assistant) {
            json.write("role", "assistant").write("text", assistant.text());
            toolCalls(json, assistant.toolCalls());
            json.writeStartArray("images");
            assistant.images().forEach(image -> {
                json.writeStartObject();
                media(json, "image", image);
                json.writeEnd();
            });
            json.writeEnd();
        } else if (message instanceof ChatMessage.ToolMessage tool) {
            json.write("role", "tool").write("id", tool.toolCallId()).write("text", tool.text());
        } else if (message instanceof ChatMessage.UserMessage user) {
            json.write("role", "user").writeStartArray("content");
            user.content().forEach(part -> content(json, part));
            json.writeEnd();
        }
        json.writeEnd();
    }

    private static void content(JsonGenerator json, Content part) {
        json.writeStartObject();
        if (part instanceof Content.Text words) {
            json.write("text", words.text());
        } else if (part instanceof Content.Image image) {
            media(json, "image", image.media());
        } else if (part instanceof Content.Audio audio) {
            media(json, "audio", audio.media());
        }
        json.writeEnd();
    }

    static void media(JsonGenerator json, String name, Media media) {
        json.writeStartObject(name);
        write(json, "uri", media.uri().map(URI::toString));
        write(json, "type", media.mediaType());
        write(json, "bytes", media.bytes().map(Base64.getEncoder()::encodeToString));
        json.writeEnd();
    }

    static void toolCalls(JsonGenerator json, Iterable<ToolCall> calls) {
        json.writeStartArray("toolCalls");
        for (ToolCall call : calls) {
            json.writeStartObject()
                    .write("id", call.id())
                    .write("name", call.name())
                    .write("arguments", call.arguments())
                    .writeEnd();
        }
        json.writeEnd();
    }

    private static void parameters(JsonGenerator json, InferenceParameters parameters) {
        json.writeStartObject("parameters");
        if (parameters.temperature() != null) {
            json.write("temperature", parameters.temperature());
        }
        if (parameters.topP() != null) {
            json.write("topP", parameters.topP());
        }
        if (parameters.maxTokens() != null) {
            json.write("maxTokens", parameters.maxTokens());
        }
        if (parameters.seed() != null) {
            json.write("seed", parameters.seed());
        }
        write(
                json,
                "reasoningEffort",
                Optional.ofNullable(parameters.reasoningEffort()).map(Enum::name));
        json.writeStartArray("stop");
        parameters.stop().forEach(json::write);
        json.writeEnd();
        StoredJson.writeValues(json, "extras", parameters.extras());
        StoredJson.writeValues(json, "hints", parameters.hints());
        json.writeEnd();
    }

    private static void format(JsonGenerator json, ResponseFormat format) {
        json.writeStartObject("format").write("kind", format.kind().name());
        write(json, "name", Optional.ofNullable(format.name()));
        write(json, "schema", Optional.ofNullable(format.schema()));
        json.writeEnd();
    }

    private void tools(JsonGenerator json) {
        json.writeStartArray("tools");
        for (Tool tool : request.tools()) {
            json.writeStartObject().write("name", tool.name()).write("schema", tool.parametersSchema());
            write(json, "description", Optional.ofNullable(tool.description()));
            json.writeEnd();
        }
        json.writeEnd();
        json.writeStartObject("toolChoice")
                .write("mode", request.toolChoice().mode().name());
        write(json, "tool", Optional.ofNullable(request.toolChoice().toolName()));
        json.writeEnd();
    }

    static StoredRequest decode(byte[] document) {
        JsonObject json = StoredJson.read(document);
        JsonObject origin = object(json, "origin");
        InferenceRequest.Builder request = InferenceRequest.builder()
                .messages(list(json, "messages", StoredRequest::message))
                .variables(StoredJson.values(json, "variables"))
                .parameters(parameters(object(json, "parameters")))
                .responseFormat(format(object(json, "format")))
                .toolChoice(toolChoice(object(json, "toolChoice")))
                .output(optionalText(json, "output")
                        .map(name -> InferenceRequest.Output.valueOf(name))
                        .orElse(null))
                .timeout(optionalText(json, "timeout").map(Duration::parse).orElse(null));
        list(json, "tools", StoredRequest::tool).forEach(request::tool);
        if (json.get("parallelToolCalls") != null) {
            request.parallelToolCalls(json.getBoolean("parallelToolCalls"));
        }
        StoredJson.namedTexts(json, "tags").forEach(request::tag);
        return new StoredRequest(
                new CallOrigin(
                        CallOrigin.Source.valueOf(text(origin, "source")),
                        optionalText(origin, "application"),
                        optionalText(origin, "component"),
                        optionalText(origin, "caller"),
                        optionalText(origin, "key")),
                request.build(),
                optionalText(json, "defaultTimeout").map(Duration::parse));
    }

    private static ChatMessage message(JsonObject json) {
        String role = text(json, "role");
        return switch (role) {
            case "system" -> new ChatMessage.SystemMessage(text(json, "text"));
            case "user" -> new ChatMessage.UserMessage(list(json, "content", StoredRequest::content));
            case "assistant" ->
                new ChatMessage.AssistantMessage(
                        text(json, "text"),
                        toolCalls(json),
                        list(json, "images", image -> media(object(image, "image"))));
            case "tool" -> new ChatMessage.ToolMessage(text(json, "id"), text(json, "text"));
            default -> throw new IllegalArgumentException("A stored message has the role " + role);
        };
    }

    private static Content content(JsonObject json) {
        if (json.containsKey("image")) {
            return new Content.Image(media(object(json, "image")));
        }
        if (json.containsKey("audio")) {
            return new Content.Audio(media(object(json, "audio")));
        }
        return new Content.Text(text(json, "text"));
    }

    static Media media(JsonObject json) {
        return optionalText(json, "uri")
                .map(uri -> Media.at(URI.create(uri)))
                .orElseGet(
                        () -> Media.of(text(json, "type"), Base64.getDecoder().decode(text(json, "bytes"))));
    }

    static List<ToolCall> toolCalls(JsonObject json) {
        return list(
                json, "toolCalls", call -> new ToolCall(text(call, "id"), text(call, "name"), text(call, "arguments")));
    }

    private static InferenceParameters parameters(JsonObject json) {
        OptionalLong maxTokens = number(json, "maxTokens");
        OptionalLong seed = number(json, "seed");
        return new InferenceParameters(
                fraction(json, "temperature"),
                fraction(json, "topP"),
                maxTokens.isPresent() ? (Integer) (int) maxTokens.getAsLong() : null,
                StoredJson.texts(json, "stop"),
                seed.isPresent() ? (Long) seed.getAsLong() : null,
                optionalText(json, "reasoningEffort")
                        .map(name -> ReasoningEffort.valueOf(name))
                        .orElse(null),
                StoredJson.values(json, "extras"),
                json.containsKey("hints") ? StoredJson.values(json, "hints") : Map.of());
    }

    private static Double fraction(JsonObject json, String name) {
        JsonValue value = json.get(name);
        return value instanceof JsonNumber number ? (Double) number.doubleValue() : null;
    }

    private static ResponseFormat format(JsonObject json) {
        return new ResponseFormat(
                ResponseFormat.Kind.valueOf(text(json, "kind")),
                optionalText(json, "name").orElse(null),
                optionalText(json, "schema").orElse(null));
    }

    private static ToolChoice toolChoice(JsonObject json) {
        return new ToolChoice(
                ToolChoice.Mode.valueOf(text(json, "mode")),
                optionalText(json, "tool").orElse(null));
    }

    private static Tool tool(JsonObject json) {
        return new Tool(text(json, "name"), optionalText(json, "description").orElse(null), text(json, "schema"));
    }
}
