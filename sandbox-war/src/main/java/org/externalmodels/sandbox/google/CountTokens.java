package org.externalmodels.sandbox.google;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Set;
import org.externalmodels.sandbox.model.Words;
import org.externalmodels.sandbox.wire.Answer;
import org.externalmodels.sandbox.wire.Json;

/** {@code countTokens}: of contents, or of a whole request. */
final class CountTokens {
    private CountTokens() {}

    static Answer answer(String model, JsonObject body) {
        Fields request = Fields.of("", body, Set.of("contents", "generateContentRequest"));
        List<String> texts = GenerateRequest.nested(model, request, "generateContentRequest")
                .map(whole -> whole.prompt().texts())
                .orElseGet(() -> Contents.read(request, false).texts());
        long words = texts.stream().mapToLong(Words::count).sum();
        var counted = Json.object().add("totalTokens", words).add("promptTokensDetails", Usage.details(words));
        return Answer.json(200, counted.build());
    }
}
