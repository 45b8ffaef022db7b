package org.externalmodels.sandbox.google;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import org.externalmodels.sandbox.wire.Json;
import org.externalmodels.sandbox.wire.TokenCount;

/** The usage of an answer; what is zero is left out. */
final class Usage {
    private Usage() {}

    /**
     * The document.
     *
     * @param thoughts of the tokens out, those the model thought with
     */
    static JsonObject of(TokenCount spent, int thoughts) {
        var usage = Json.object().add("promptTokenCount", spent.in());
        if (spent.out() > thoughts) {
            usage.add("candidatesTokenCount", spent.out() - thoughts);
        }
        usage.add("totalTokenCount", spent.total());
        if (spent.in() > 0) {
            usage.add("promptTokensDetails", details(spent.in()));
        }
        if (thoughts > 0) {
            usage.add("thoughtsTokenCount", thoughts);
        }
        return usage.build();
    }

    static JsonArrayBuilder details(long tokens) {
        return Json.array().add(Json.object().add("modality", "TEXT").add("tokenCount", tokens));
    }
}
