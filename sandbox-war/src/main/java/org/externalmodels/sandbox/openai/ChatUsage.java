package org.externalmodels.sandbox.openai;

import jakarta.json.JsonObject;
import org.externalmodels.sandbox.wire.Json;
import org.externalmodels.sandbox.wire.TokenCount;

/** The usage object of a chat completion. */
final class ChatUsage {
    private ChatUsage() {}

    static JsonObject of(TokenCount tokens) {
        return Json.object()
                .add("prompt_tokens", tokens.in())
                .add("completion_tokens", tokens.out())
                .add("total_tokens", tokens.total())
                .add(
                        "prompt_tokens_details",
                        Json.object().add("cached_tokens", 0).add("audio_tokens", 0))
                .add(
                        "completion_tokens_details",
                        Json.object()
                                .add("reasoning_tokens", 0)
                                .add("audio_tokens", 0)
                                .add("accepted_prediction_tokens", 0)
                                .add("rejected_prediction_tokens", 0))
                .build();
    }
}
