package org.externalmodels.sandbox.cohere;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.externalmodels.sandbox.model.WordVector;
import org.externalmodels.sandbox.model.Words;
import org.externalmodels.sandbox.wire.Answer;
import org.externalmodels.sandbox.wire.Json;
import org.externalmodels.sandbox.wire.TokenCount;

/** {@code POST /v2/embed}: texts to vectors of floating-point numbers. */
final class Embed {
    private static final Set<String> KNOWN = Set.of(
            "model",
            "texts",
            "images",
            "inputs",
            "input_type",
            "max_tokens",
            "output_dimension",
            "embedding_types",
            "truncate",
            "priority");
    private static final List<String> PURPOSES =
            List.of("search_document", "search_query", "classification", "clustering", "image");
    private static final List<Integer> DIMENSIONS = List.of(256, 512, 1_024, 1_536);
    private static final int MOST_TEXTS = 96;

    private Embed() {}

    static Answer answer(JsonObject body, String id) {
        Fields request = Fields.of("embed", body).onlyKnown(KNOWN);
        ModelName.check(request.requiredText("model"));
        request.oneOf("input_type", PURPOSES);
        if (request.has("truncate")) {
            request.oneOf("truncate", List.of("NONE", "START", "END"));
        }
        List<String> types = request.texts("embedding_types");
        if (!types.isEmpty() && !types.equals(List.of("float"))) {
            throw CohereError.invalid("the sandbox has embeddings of type float only");
        }
        List<String> texts = request.texts("texts");
        if (texts.isEmpty() || texts.size() > MOST_TEXTS) {
            throw CohereError.invalid("'texts' must have between 1 and " + MOST_TEXTS + " elements");
        }
        int dimensions =
                request.integer("output_dimension", 1, Integer.MAX_VALUE).orElse(DIMENSIONS.get(3));
        if (!DIMENSIONS.contains(dimensions)) {
            throw CohereError.invalid("'output_dimension' must be one of " + DIMENSIONS);
        }
        int words = texts.stream().mapToInt(Words::count).sum();
        return Answer.json(200, document(texts, dimensions, words, id)).with(new TokenCount(words, 0));
    }

    private static JsonObject document(List<String> texts, int dimensions, int words, String id) {
        var vectors = Json.array();
        var given = Json.array();
        for (String text : texts) {
            vectors.add(vector(text, dimensions));
            given.add(text);
        }
        return Json.object()
                .add("id", id)
                .add("embeddings", Json.object().add("float", vectors))
                .add("texts", given)
                .add(
                        "meta",
                        Json.object()
                                .add("api_version", Json.object().add("version", "2"))
                                .add("billed_units", Json.object().add("input_tokens", words)))
                .add("response_type", "embeddings_by_type")
                .build();
    }

    private static JsonArrayBuilder vector(String text, int dimensions) {
        var values = Json.array();
        for (float part : WordVector.of(text, dimensions)) {
            values.add(new BigDecimal(Float.toString(part)));
        }
        return values;
    }
}
