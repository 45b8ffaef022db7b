package org.externalmodels.sandbox.google;

import jakarta.json.JsonObject;
import org.externalmodels.sandbox.model.Words;
import org.externalmodels.sandbox.wire.Json;
import org.externalmodels.sandbox.wire.TokenCount;

/** Filters, on request: a prompt with {@code sandbox:block} is refused, for {@code sandbox:safety} the answer is withheld. */
final class Safety {
    private Safety() {}

    static boolean blocksPrompt(GenerateRequest request) {
        return request.prompt().last().contains("sandbox:block");
    }

    static boolean withholds(GenerateRequest request) {
        return request.prompt().last().contains("sandbox:safety");
    }

    static TokenCount tokens(GenerateRequest request) {
        return new TokenCount(
                request.prompt().texts().stream().mapToInt(Words::count).sum(), 0);
    }

    /** The answer to a blocked prompt has no candidate. */
    static JsonObject blocked(GenerateRequest request, String id) {
        return GenerateContent.head(request, id)
                .add("promptFeedback", Json.object().add("blockReason", "SAFETY"))
                .add("usageMetadata", Usage.of(tokens(request), 0))
                .build();
    }
}
