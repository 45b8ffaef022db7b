package org.externalmodels.admin.inference;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.inference.EmbeddingResponse;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.ModelMetaData;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.registry.json.Json;

/**
 * The member {@code external_models}: what the adapter on another server says and hears beyond OpenAI's wire format, so that
 * a call through this server is for its application as one of its own (docs/connector.md, "On another server").
 */
final class OwnMembers {

    static final String NAME = "external_models";

    private static final long LONGEST = Duration.ofDays(1).toMillis();

    private OwnMembers() {}

    /**
     * What a request says there.
     *
     * @param timeout for the whole call
     * @param tags kept with the trace
     * @param extras parameters of one provider's
     * @param hints wishes of one provider's
     * @param output what the answer must be
     */
    record Asked(
            Optional<Duration> timeout,
            Map<String, String> tags,
            Map<String, Object> extras,
            Map<String, Object> hints,
            Optional<InferenceRequest.Output> output) {

        void applyTo(InferenceRequest.Builder request, InferenceParameters parameters) {
            timeout.ifPresent(request::timeout);
            tags.forEach(request::tag);
            output.ifPresent(request::output);
            request.parameters(new InferenceParameters(
                    parameters.temperature(),
                    parameters.topP(),
                    parameters.maxTokens(),
                    parameters.stop(),
                    parameters.seed(),
                    parameters.reasoningEffort(),
                    merged(parameters.extras(), extras),
                    merged(parameters.hints(), hints)));
        }

        private static Map<String, Object> merged(Map<String, Object> some, Map<String, Object> more) {
            Map<String, Object> all = new LinkedHashMap<>(some);
            all.putAll(more);
            return all;
        }
    }

    /** Empty if the request does not have the member, and its answer shall not either. */
    static Optional<Asked> read(Members members) {
        return members.object(
                NAME,
                own -> new Asked(
                        own.whole("timeout_ms", 1, LONGEST).map(Duration::ofMillis),
                        tags(own),
                        named(own, "extras"),
                        named(own, "hints"),
                        own.text("output").map(text -> output(own, text))));
    }

    private static InferenceRequest.Output output(Members own, String text) {
        for (InferenceRequest.Output output : InferenceRequest.Output.values()) {
            if (output.name().equals(text)) {
                return output;
            }
        }
        throw Refusal.invalid(own.path("output"), "TEXT or IMAGES is expected");
    }

    private static Map<String, Object> named(Members own, String name) {
        return own.plainObject(name).map(CommonParameters::javaMap).orElse(Map.of());
    }

    private static Map<String, String> tags(Members own) {
        Map<String, String> tags = new HashMap<>();
        own.plainObject("tags")
                .ifPresent(given -> given.forEach((name, value) -> {
                    if (!(value instanceof JsonString text)) {
                        throw Refusal.invalid(own.path("tags") + "." + name, "a string is expected");
                    }
                    tags.put(name, text.getString());
                }));
        return new LinkedHashMap<>(tags);
    }

    static JsonObject of(InferenceResponse response) {
        JsonArrayBuilder images = Json.createArrayBuilder();
        response.images().forEach(image -> images.add(image(image)));
        JsonObjectBuilder json = served(response.traceId(), response.modelName(), response.connectionName())
                .add("finish_reason", response.finishReason().name())
                .add("structure", response.structure().name())
                .add("usage", usage(response.usage()))
                .add("images", images);
        response.providerModel().ifPresent(model -> json.add("provider_model", model));
        response.stopSequence().ifPresent(stop -> json.add("stop_sequence", stop));
        return told(json, response.fromCache());
    }

    static JsonObject of(EmbeddingResponse response) {
        JsonObjectBuilder json = served(response.traceId(), response.modelName(), response.connectionName())
                .add("usage", usage(response.usage()));
        return told(json, response.fromCache());
    }

    private static JsonObject told(JsonObjectBuilder json, boolean fromCache) {
        return fromCache ? json.add("from_cache", true).build() : json.build();
    }

    static JsonObject of(ModelMetaData model, List<String> connections) {
        JsonArrayBuilder features = Json.createArrayBuilder();
        model.features().forEach(feature -> features.add(feature.wireName()));
        JsonArrayBuilder modalities = Json.createArrayBuilder();
        model.modalities().forEach(modality -> modalities.add(modality.wireName()));
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("name", model.name())
                .add("revision", model.revision())
                .add("features", features)
                .add("modalities", modalities)
                .add("connections", Json.createArrayBuilder(connections));
        model.timeout().ifPresent(timeout -> json.add("timeout_ms", timeout.toMillis()));
        model.addedOn().ifPresent(added -> json.add("added_on", added.getEpochSecond()));
        return model.providerModel() == null
                ? json.build()
                : json.add("provider_model", model.providerModel()).build();
    }

    /** An error with all that is known of the failure behind it. */
    static JsonObject inError(JsonObject error, Refusal refusal) {
        if (!(refusal.getCause() instanceof InferenceException failure)) {
            return error;
        }
        JsonObjectBuilder own = Json.createObjectBuilder();
        failure.traceId().ifPresent(trace -> own.add("trace", trace));
        failure.modelName().ifPresent(model -> own.add("model", model));
        failure.connectionName().ifPresent(connection -> own.add("connection", connection));
        failure.retryAfter().ifPresent(wait -> own.add("retry_after_ms", wait.toMillis()));
        failure.providerStatus().ifPresent(status -> own.add("provider_status", status));
        failure.providerBody().ifPresent(body -> own.add("provider_body", body));
        return Json.createObjectBuilder(error)
                .add(
                        "error",
                        Json.createObjectBuilder(error.getJsonObject("error")).add(NAME, own))
                .build();
    }

    private static JsonObjectBuilder served(String trace, String model, String connection) {
        return Json.createObjectBuilder()
                .add("trace", trace)
                .add("model", model)
                .add("connection", connection);
    }

    private static JsonObject usage(TokenUsage usage) {
        return Json.createObjectBuilder()
                .add("source", usage.source().name())
                .add("input", OpenAiUsage.number(usage.inputTokens()))
                .add("output", OpenAiUsage.number(usage.outputTokens()))
                .add("cached_input", OpenAiUsage.number(usage.cachedInputTokens()))
                .add("cache_write", OpenAiUsage.number(usage.cacheWriteTokens()))
                .add("reasoning", OpenAiUsage.number(usage.reasoningTokens()))
                .build();
    }

    private static JsonObject image(Media image) {
        return Json.createObjectBuilder()
                .add(
                        "media_type",
                        image.mediaType().<JsonValue>map(Json::createValue).orElse(JsonValue.NULL))
                .add(
                        "data",
                        image.bytes()
                                .<JsonValue>map(bytes ->
                                        Json.createValue(Base64.getEncoder().encodeToString(bytes)))
                                .orElse(JsonValue.NULL))
                .add(
                        "uri",
                        image.uri()
                                .<JsonValue>map(uri -> Json.createValue(uri.toString()))
                                .orElse(JsonValue.NULL))
                .build();
    }
}
