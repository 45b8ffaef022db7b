package org.externalmodels.admin.console.playground;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Base64;
import java.util.OptionalLong;
import org.externalmodels.admin.console.ConnectionSettings;
import org.externalmodels.admin.console.FieldNames;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.Media;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonRecords;

/** The last line of a call: what came of it. */
final class CallLines {

    private CallLines() {}

    /** @param firstChunk in milliseconds, 0 if the answer came as a whole */
    static JsonObjectBuilder done(InferenceResponse response, PlaygroundCall.Form form, long millis, long firstChunk) {
        return Json.createObjectBuilder()
                .add("type", "done")
                .add("text", response.text())
                .add("finishReason", response.finishReason().name())
                .add("form", form(response, form))
                .add("toolCalls", toolCalls(response))
                .add("images", images(response))
                .add("inputTokens", number(response.usage().inputTokens()))
                .add("outputTokens", number(response.usage().outputTokens()))
                .add("reasoningTokens", number(response.usage().reasoningTokens()))
                .add("connection", response.connectionName())
                .add("providerModel", JsonRecords.json(response.providerModel()))
                .add("traceId", response.traceId())
                .add("millis", millis)
                .add("firstChunkMillis", firstChunk == 0 ? JsonValue.NULL : Json.createValue(firstChunk));
    }

    /** How the answer came by its form: the page says so. */
    private static String form(InferenceResponse response, PlaygroundCall.Form asked) {
        if (asked == PlaygroundCall.Form.TEXT_INSTEAD) {
            return "text-instead";
        }
        return switch (response.structure()) {
            case NONE -> "text";
            case NATIVE -> "native";
            case PROMPTED -> "prompted";
        };
    }

    private static JsonArrayBuilder toolCalls(InferenceResponse response) {
        JsonArrayBuilder calls = Json.createArrayBuilder();
        response.toolCalls()
                .forEach(call -> calls.add(
                        Json.createObjectBuilder().add("name", call.name()).add("arguments", call.arguments())));
        return calls;
    }

    private static JsonArrayBuilder images(InferenceResponse response) {
        JsonArrayBuilder images = Json.createArrayBuilder();
        for (Media image : response.images()) {
            images.add(image.uri()
                    .map(uri -> Json.createObjectBuilder().add("uri", uri.toString()))
                    .orElseGet(() -> Json.createObjectBuilder().add("data", data(image))));
        }
        return images;
    }

    private static String data(Media image) {
        return "data:" + image.mediaType().orElse("image/png") + ";base64,"
                + Base64.getEncoder().encodeToString(image.bytes().orElseThrow());
    }

    private static JsonValue number(OptionalLong value) {
        return value.isPresent() ? Json.createValue(value.getAsLong()) : JsonValue.NULL;
    }

    static JsonObjectBuilder failure(InferenceException failed, long millis) {
        return Json.createObjectBuilder()
                .add("type", "failure")
                .add("code", failed.code().name())
                .add("message", FieldNames.inFailure(failed.getMessage()))
                .add("traceId", JsonRecords.json(failed.traceId()))
                .add(
                        "retryAfterSeconds",
                        failed.retryAfter()
                                .<JsonValue>map(wait -> Json.createValue(wait.toSeconds()))
                                .orElse(JsonValue.NULL))
                .add("body", JsonRecords.json(failed.providerBody()))
                .add("model", JsonRecords.json(failed.modelName()))
                .add("connection", JsonRecords.json(failed.connectionName()))
                .add("ofConnection", ConnectionSettings.mayMend(failed.code(), failed.providerStatus()))
                .add("millis", millis);
    }
}
