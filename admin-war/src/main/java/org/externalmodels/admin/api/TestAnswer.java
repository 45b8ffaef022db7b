package org.externalmodels.admin.api;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.ProbeResult;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.lifecycle.PathSuggestions;

/** The result of a test call as it is shown. */
final class TestAnswer {

    private TestAnswer() {}

    static JsonObject of(ProbeResult result) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("output", JsonRecords.json(result.response().map(InferenceResponse::text)))
                .add(
                        "usage",
                        usage(result.response().map(InferenceResponse::usage).orElse(TokenUsage.UNKNOWN)))
                .add(
                        "request",
                        Json.createObjectBuilder()
                                .add("method", result.sent().method())
                                .add("url", result.sent().url().toString())
                                .add("headers", JsonRecords.json(result.sent().headers()))
                                .add("body", result.sent().body()))
                .add("response", result.received().map(TestAnswer::received).orElse(JsonValue.NULL))
                .add("millis", result.duration().toMillis())
                .add("error", result.failure().map(TestAnswer::error).orElse(JsonValue.NULL))
                .add("suggestions", JsonRecords.write(PathSuggestions.of(result)));
        return json.build();
    }

    private static JsonObject usage(TokenUsage usage) {
        return Json.createObjectBuilder()
                .add("inputTokens", number(usage.inputTokens()))
                .add("outputTokens", number(usage.outputTokens()))
                .build();
    }

    private static JsonValue number(java.util.OptionalLong number) {
        return JsonRecords.json(number.isPresent() ? number.getAsLong() : null);
    }

    private static JsonValue received(ProbeResult.Received received) {
        return Json.createObjectBuilder()
                .add("status", received.status())
                .add("headers", JsonRecords.json(received.headers()))
                .add("body", received.body())
                .build();
    }

    private static JsonValue error(InferenceException failure) {
        return Json.createObjectBuilder()
                .add("code", failure.code().name())
                .add("message", String.valueOf(failure.getMessage()))
                .build();
    }
}
