package org.externalmodels.connector.submission;

import static org.externalmodels.connector.submission.StoredJson.number;
import static org.externalmodels.connector.submission.StoredJson.object;
import static org.externalmodels.connector.submission.StoredJson.optionalText;
import static org.externalmodels.connector.submission.StoredJson.text;
import static org.externalmodels.connector.submission.StoredJson.write;

import jakarta.json.JsonObject;
import jakarta.json.stream.JsonGenerator;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.externalmodels.connector.json.JsonStreams;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.TokenUsage;

/**
 * What became of a call, as it is kept until it is delivered.
 *
 * @param response the answer
 * @param failure why there is none
 */
record StoredResult(Optional<InferenceResponse> response, Optional<InferenceException> failure) {

    static StoredResult of(InferenceResponse response) {
        return new StoredResult(Optional.of(response), Optional.empty());
    }

    static StoredResult of(InferenceException failure) {
        return new StoredResult(Optional.empty(), Optional.of(failure));
    }

    byte[] encode() {
        return JsonStreams.write(json -> {
            json.writeStartObject();
            response.ifPresent(answer -> response(json, answer));
            failure.ifPresent(why -> failure(json, why));
            json.writeEnd();
        });
    }

    private static void response(JsonGenerator json, InferenceResponse response) {
        json.writeStartObject("response").write("text", response.text());
        write(json, "reasoning", response.reasoning());
        StoredRequest.toolCalls(json, response.toolCalls());
        json.writeStartArray("images");
        for (Media image : response.images()) {
            json.writeStartObject();
            StoredRequest.media(json, "image", image);
            json.writeEnd();
        }
        json.writeEnd();
        json.write("finishReason", response.finishReason().name())
                .write("structure", response.structure().name());
        write(json, "stopSequence", response.stopSequence());
        usage(json, response.usage());
        write(json, "model", Optional.ofNullable(response.modelName()));
        write(json, "connection", Optional.ofNullable(response.connectionName()));
        write(json, "providerModel", response.providerModel());
        if (response.fromCache()) {
            json.write("fromCache", true);
        }
        if (response.refused()) {
            json.write("refused", true);
        }
        json.write("traceId", response.traceId()).writeEnd();
    }

    private static void usage(JsonGenerator json, TokenUsage usage) {
        json.writeStartObject("usage").write("source", usage.source().name());
        write(json, "input", usage.inputTokens());
        write(json, "output", usage.outputTokens());
        write(json, "cachedInput", usage.cachedInputTokens());
        write(json, "cacheWrite", usage.cacheWriteTokens());
        write(json, "reasoning", usage.reasoningTokens());
        json.writeEnd();
    }

    private static void failure(JsonGenerator json, InferenceException why) {
        json.writeStartObject("failure").write("code", why.code().name());
        write(json, "message", Optional.ofNullable(why.getMessage()));
        write(json, "model", why.modelName());
        write(json, "connection", why.connectionName());
        write(json, "traceId", why.traceId());
        write(json, "retryAfter", why.retryAfter().map(Duration::toString));
        write(json, "providerStatus", why.providerStatus());
        write(json, "providerBody", why.providerBody());
        json.writeEnd();
    }

    static StoredResult decode(byte[] document) {
        JsonObject json = StoredJson.read(document);
        return json.containsKey("failure")
                ? of(failure(object(json, "failure")))
                : of(response(object(json, "response")));
    }

    private static InferenceResponse response(JsonObject json) {
        List<Media> images = StoredJson.list(json, "images", image -> StoredRequest.media(object(image, "image")));
        return new InferenceResponse(
                text(json, "text"),
                optionalText(json, "reasoning"),
                StoredRequest.toolCalls(json),
                images,
                FinishReason.valueOf(text(json, "finishReason")),
                optionalText(json, "stopSequence"),
                InferenceResponse.Structure.valueOf(text(json, "structure")),
                usage(object(json, "usage")),
                optionalText(json, "model").orElse(null),
                optionalText(json, "connection").orElse(null),
                optionalText(json, "providerModel"),
                text(json, "traceId"),
                json.getBoolean("fromCache", false),
                json.getBoolean("refused", false));
    }

    private static TokenUsage usage(JsonObject json) {
        return new TokenUsage(
                tokens(json, "input"),
                tokens(json, "output"),
                tokens(json, "cachedInput"),
                tokens(json, "cacheWrite"),
                tokens(json, "reasoning"),
                TokenUsage.Source.valueOf(text(json, "source")));
    }

    /** A result is handed over whatever was written when nobody refused negative numbers. */
    private static OptionalLong tokens(JsonObject json, String name) {
        OptionalLong number = number(json, name);
        return number.orElse(0) < 0 ? OptionalLong.empty() : number;
    }

    private static InferenceException failure(JsonObject json) {
        OptionalLong status = number(json, "providerStatus");
        return InferenceException.of(
                        FailureCode.valueOf(text(json, "code")),
                        optionalText(json, "message").orElse(""))
                .modelName(optionalText(json, "model").orElse(null))
                .connectionName(optionalText(json, "connection").orElse(null))
                .traceId(optionalText(json, "traceId").orElse(null))
                .retryAfter(
                        optionalText(json, "retryAfter").map(Duration::parse).orElse(null))
                .providerStatus(status.isPresent() ? (Integer) (int) status.getAsLong() : null)
                .providerBody(optionalText(json, "providerBody").orElse(null))
                .build();
    }
}
