package org.externalmodels.connector.dialect;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceResponse.Structure;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.TokenUsage;

/**
 * What another server of External Models tells of an answer beside it.
 *
 * @param json the member, empty if the server did not send it
 */
record GatewayDetails(JsonObject json) {

    static final String MEMBER = "external_models";
    static final GatewayDetails NONE = new GatewayDetails(JsonValue.EMPTY_JSON_OBJECT);

    static GatewayDetails in(JsonObject body) {
        return new GatewayDetails(ProviderJson.object(body, MEMBER));
    }

    /**
     * The answer as the model gave it there.
     *
     * @throws InferenceException {@code INVALID_RESPONSE} if the other server is not of this kind or version
     */
    Answer addedTo(Answer answer) {
        Served served = served();
        return new Answer(
                answer.text(),
                answer.reasoning(),
                answer.toolCalls(),
                images(),
                constant(FinishReason.class, "finish_reason", answer.finishReason()),
                answer.refused(),
                Optional.ofNullable(ProviderJson.string(json, "stop_sequence")),
                constant(Structure.class, "structure", answer.structure()),
                usage(answer.usage()),
                Optional.ofNullable(ProviderJson.string(json, "provider_model")),
                answer.audioMillis(),
                Optional.of(served));
    }

    /** As {@link #addedTo(Answer)}. */
    Vectors addedTo(Vectors vectors) {
        return new Vectors(vectors.vectors(), usage(vectors.usage()), Optional.of(served()));
    }

    private Served served() {
        String trace = ProviderJson.string(json, "trace");
        String model = ProviderJson.string(json, "model");
        String connection = ProviderJson.string(json, "connection");
        if (trace == null || model == null || connection == null) {
            throw new InferenceException(
                    FailureCode.INVALID_RESPONSE,
                    "the gateway does not say who answered: it is no server of External Models, or an older one");
        }
        return new Served(trace, model, connection, json.getBoolean("from_cache", false));
    }

    TokenUsage usage(TokenUsage otherwise) {
        JsonObject usage = ProviderJson.object(json, "usage");
        if (usage.isEmpty()) {
            return otherwise;
        }
        return new TokenUsage(
                ProviderJson.count(usage, "input"),
                ProviderJson.count(usage, "output"),
                ProviderJson.count(usage, "cached_input"),
                ProviderJson.count(usage, "cache_write"),
                ProviderJson.count(usage, "reasoning"),
                constant(usage, TokenUsage.Source.class, "source", otherwise.source()));
    }

    private List<Media> images() {
        List<Media> images = new ArrayList<>();
        if (json.get("images") instanceof JsonArray sent) {
            for (JsonValue item : sent) {
                if (item instanceof JsonObject image) {
                    images.add(image(image));
                }
            }
        }
        return images;
    }

    private static Media image(JsonObject image) {
        String uri = ProviderJson.string(image, "uri");
        try {
            return uri != null
                    ? Media.at(URI.create(uri))
                    : Media.of(
                            String.valueOf(ProviderJson.string(image, "media_type")),
                            Base64.getDecoder().decode(String.valueOf(ProviderJson.string(image, "data"))));
        } catch (IllegalArgumentException e) {
            throw InferenceException.of(FailureCode.INVALID_RESPONSE, "the answer has an image that is none")
                    .cause(e)
                    .build();
        }
    }

    private <E extends Enum<E>> E constant(Class<E> type, String name, E otherwise) {
        return constant(json, type, name, otherwise);
    }

    /** A newer server may know more of them. */
    private static <E extends Enum<E>> E constant(JsonObject json, Class<E> type, String name, E otherwise) {
        String text = ProviderJson.string(json, name);
        for (E one : type.getEnumConstants()) {
            if (one.name().equals(text)) {
                return one;
            }
        }
        return otherwise;
    }
}
