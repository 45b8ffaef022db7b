package org.externalmodels.admin.inference;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Base64;
import java.util.function.Supplier;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.registry.json.Json;

/** Answers of OpenAI's image generations. */
final class ImagesAnswer implements AnswerFormat {

    @Override
    public JsonObject whole(InferenceResponse response) {
        if (response.images().isEmpty()) {
            throw InferenceException.of(FailureCode.INVALID_RESPONSE, "The model answered without an image.")
                    .modelName(response.modelName())
                    .connectionName(response.connectionName())
                    .traceId(response.traceId())
                    .build();
        }
        JsonArrayBuilder data = Json.createArrayBuilder();
        response.images().forEach(image -> data.add(image(image)));
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("created", System.currentTimeMillis() / 1_000)
                .add("data", data);
        TokenUsage usage = response.usage();
        if (usage.inputTokens().isPresent() && usage.outputTokens().isPresent()) {
            json.add("usage", OpenAiUsage.ofImages(usage));
        }
        return json.build();
    }

    private static JsonObjectBuilder image(Media image) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        image.bytes()
                .ifPresentOrElse(
                        bytes -> json.add("b64_json", Base64.getEncoder().encodeToString(bytes)),
                        () -> json.add("url", image.uri().orElseThrow().toString()));
        return json;
    }

    /** Never asked for: a request that wants one is refused. */
    @Override
    public StreamFormat stream(String traceId, Supplier<String> model) {
        throw new IllegalStateException("Images are not streamed");
    }
}
