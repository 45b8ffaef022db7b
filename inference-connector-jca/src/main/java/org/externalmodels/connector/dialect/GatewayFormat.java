package org.externalmodels.connector.dialect;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;
import jakarta.json.stream.JsonParser;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.externalmodels.connector.transport.ResponseHead;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse.Structure;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.TokenUsage;

/**
 * What servers of External Models speak with each other: OpenAI's wire format, and in a member of its own what that has no
 * place for (docs/http.md). Nothing is decided here that the other server decides.
 */
public final class GatewayFormat implements ProviderDialect {

    private final String host;
    private final String target;
    private final OpenAiChatRequest encoder;

    /**
     * The format for calls of one model.
     *
     * @param host of the other server, with its port
     * @param target its registered name, or {@code name/connection}
     */
    public GatewayFormat(String host, String target) {
        this.host = host;
        this.target = target;
        this.encoder = new OpenAiChatRequest(target, UnaryOperator.identity(), GatewayFormat::drawn);
    }

    /** As an answer has them there. */
    private static void drawn(JsonGenerator json, ChatMessage.AssistantMessage assistant) {
        if (assistant.images().isEmpty()) {
            return;
        }
        json.writeStartArray("images");
        for (Media image : assistant.images()) {
            json.writeStartObject();
            OpenAiChatRequest.image(json, image);
            json.writeEnd();
        }
        json.writeEnd();
    }

    @Override
    public Set<Operation> operations() {
        return EnumSet.of(Operation.CHAT, Operation.CHAT_STREAM, Operation.EMBEDDINGS);
    }

    @Override
    public URI address(URI endpoint, Operation operation) {
        return OpenAiAddresses.of(endpoint, operation);
    }

    @Override
    public Payload encode(InferenceRequest request, Operation operation) {
        InferenceParameters all = request.parameters();
        InferenceRequest plain = request.toBuilder()
                .parameters(new InferenceParameters(
                        all.temperature(),
                        all.topP(),
                        all.maxTokens(),
                        all.stop(),
                        all.seed(),
                        all.reasoningEffort(),
                        Map.of()))
                .build();
        return Payload.json(encoder.encode(plain, operation == Operation.CHAT_STREAM, json -> {
            if (!request.variables().isEmpty()) {
                json.write(
                        "variables",
                        Json.createObjectBuilder(request.variables()).build());
            }
            own(json, request.timeout(), request.tags(), all, request.output());
        }));
    }

    private static void own(
            JsonGenerator json,
            Optional<Duration> timeout,
            Map<String, String> tags,
            InferenceParameters parameters,
            Optional<InferenceRequest.Output> output) {
        json.writeStartObject(GatewayDetails.MEMBER);
        timeout.ifPresent(time -> json.write("timeout_ms", Math.max(time.toMillis(), 1)));
        output.ifPresent(wanted -> json.write("output", wanted.name()));
        if (!tags.isEmpty()) {
            json.writeStartObject("tags");
            tags.forEach(json::write);
            json.writeEnd();
        }
        if (!parameters.extras().isEmpty()) {
            json.write("extras", Json.createObjectBuilder(parameters.extras()).build());
        }
        if (!parameters.hints().isEmpty()) {
            json.write("hints", Json.createObjectBuilder(parameters.hints()).build());
        }
        json.writeEnd();
    }

    @Override
    public Answer decode(AnswerBody body, InferenceRequest request, Operation operation) {
        return GatewayDetails.in(ProviderJson.readObject(body, JsonParser::getObject))
                .addedTo(OpenAiCompletion.read(body, Structure.NONE));
    }

    @Override
    public TokenUsage usage(AnswerBody body, Operation operation) {
        JsonObject answer = ProviderJson.members(body);
        TokenUsage told = operation == Operation.EMBEDDINGS
                ? OpenAiEmbeddings.usage(ProviderJson.object(answer, "usage"))
                : ProviderJson.readObject(body, OpenAiDocument::read).usage();
        return GatewayDetails.in(answer).usage(told);
    }

    @Override
    public StreamDecoder streamDecoder(InferenceRequest request) {
        return new GatewayStream();
    }

    @Override
    public Payload encode(EmbeddingRequest request) {
        return Payload.json(ProviderJson.write(json -> {
            json.writeStartObject().write("model", target).write("encoding_format", "base64");
            json.writeStartArray("input");
            request.inputs().forEach(json::write);
            json.writeEnd();
            if (request.dimensions() != null) {
                json.write("dimensions", request.dimensions());
            }
            if (request.purpose() != null) {
                json.write("input_type", request.purpose().wireName());
            }
            own(
                    json,
                    Optional.ofNullable(request.timeout()),
                    request.tags(),
                    InferenceParameters.DEFAULTS,
                    Optional.empty());
            json.writeEnd();
        }));
    }

    @Override
    public Vectors decode(AnswerBody body, EmbeddingRequest request) {
        return GatewayDetails.in(ProviderJson.readObject(body, JsonParser::getObject))
                .addedTo(OpenAiEmbeddings.read(body, request));
    }

    @Override
    public Optional<InferenceException> failure(ResponseHead head, String body) {
        return Optional.of(
                failure(host, head.status(), head.header("retry-after").orElse(null), body));
    }

    /** The failure that an answer without success tells. */
    public static InferenceException failure(String host, int status, String body) {
        return failure(host, status, null, body);
    }

    /** Where nobody of this kind wrote it, the gateway is not there: a proxy answers, or a server whose application starts. */
    private static InferenceException failure(String host, int status, String retryAfter, String body) {
        try {
            return ProviderJson.readObject(body).get("error") instanceof JsonObject error
                    ? GatewayFailure.of(status, retryAfter, error)
                    : GatewayFailure.ofAnother(host, status, retryAfter);
        } catch (InferenceException noJson) {
            return GatewayFailure.ofAnother(host, status, retryAfter);
        }
    }

    /**
     * What a good answer tells beside it; empty if nothing.
     *
     * @throws InferenceException if it is no JSON
     */
    public static JsonObject details(String body) {
        return GatewayDetails.in(ProviderJson.readObject(body)).json();
    }

    /** The error in an event of a stream; empty if it is none. */
    static Optional<JsonObject> error(String event) {
        return event.contains("\"error\"")
                        && ProviderJson.readObject(event).getOrDefault("error", JsonValue.NULL)
                                instanceof JsonObject error
                ? Optional.of(error)
                : Optional.empty();
    }
}
