package org.externalmodels.sandbox.google;

import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.externalmodels.sandbox.model.WordVector;
import org.externalmodels.sandbox.model.Words;
import org.externalmodels.sandbox.wire.Answer;
import org.externalmodels.sandbox.wire.Json;
import org.externalmodels.sandbox.wire.TokenCount;

/** {@code embedContent} and {@code batchEmbedContents}. */
final class Embeddings {
    private static final Set<String> REQUEST =
            Set.of("model", "content", "taskType", "title", "outputDimensionality", "embedContentConfig");
    private static final Set<String> CONFIG =
            Set.of("taskType", "title", "outputDimensionality", "autoTruncate", "documentOcr", "audioTrackExtraction");
    private static final int DIMENSIONS = 256;
    private static final int MOST_DIMENSIONS = 3_072;
    private static final int MOST_REQUESTS = 100;

    private Embeddings() {}

    static Answer one(String model, JsonObject body) {
        Fields request = Fields.of("", body, REQUEST);
        int words = words(request);
        return Answer.json(
                        200,
                        Json.object()
                                .add("embedding", vector(model, request))
                                .add("usageMetadata", usage(words))
                                .build())
                .with(new TokenCount(words, 0));
    }

    static Answer batch(String model, JsonObject body) {
        List<Fields> requests = Fields.of("", body, Set.of("requests")).objects("requests", REQUEST);
        if (requests.isEmpty() || requests.size() > MOST_REQUESTS) {
            throw GoogleError.invalid("* BatchEmbedContentsRequest.requests: "
                    + (requests.isEmpty() ? "requests is not specified" : "at most 100 requests can be in one batch")
                    + "\n");
        }
        var embeddings = Json.array();
        int words = 0;
        for (Fields request : requests) {
            request.requiredText(
                    "model", "* BatchEmbedContentsRequest." + request.path("model") + ": model is not specified\n");
            embeddings.add(vector(model, request));
            words += words(request);
        }
        return Answer.json(
                        200,
                        Json.object()
                                .add("embeddings", embeddings)
                                .add("usageMetadata", usage(words))
                                .build())
                .with(new TokenCount(words, 0));
    }

    private static JsonObject usage(int words) {
        return Json.object()
                .add("promptTokenCount", words)
                .add("promptTokenDetails", Usage.details(words))
                .build();
    }

    private static JsonObject vector(String model, Fields request) {
        ModelName.checkSame(model, request.text("model"));
        request.text("taskType");
        int dimensions = request.nested("embedContentConfig", CONFIG)
                .map(config -> config.integer("outputDimensionality"))
                .filter(OptionalInt::isPresent)
                .orElse(request.integer("outputDimensionality"))
                .orElse(DIMENSIONS);
        if (dimensions < 1 || dimensions > MOST_DIMENSIONS) {
            throw GoogleError.invalid(
                    "* EmbedContentRequest.output_dimensionality: must be between 1 and " + MOST_DIMENSIONS + "\n");
        }
        var values = Json.array();
        for (float part : WordVector.of(text(request), dimensions)) {
            values.add(new BigDecimal(Float.toString(part)));
        }
        return Json.object().add("values", values).build();
    }

    private static int words(Fields request) {
        return Words.count(text(request));
    }

    private static String text(Fields request) {
        String text = request.nested("content", Contents.CONTENT).map(Part::readAll).orElse(List.of()).stream()
                .flatMap(part -> part.text().stream())
                .collect(Collectors.joining(" "));
        if (text.isEmpty()) {
            throw GoogleError.invalid("* EmbedContentRequest.content: content contains an empty Part\n");
        }
        return text;
    }
}
