package org.externalmodels.admin.inference;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.OptionalLong;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.registry.json.Json;

/** Tokens as OpenAI's wire formats count them: cached ones are part of the input. What is unknown is {@code null}. */
final class OpenAiUsage {

    private OpenAiUsage() {}

    static JsonValue ofChat(TokenUsage usage) {
        return of(usage, "prompt_tokens", "completion_tokens");
    }

    static JsonValue ofResponses(TokenUsage usage) {
        return of(usage, "input_tokens", "output_tokens");
    }

    /** A generation reads a text and nothing else, so all tokens read are text's. Both numbers are known. */
    static JsonObject ofImages(TokenUsage usage) {
        return Json.createObjectBuilder()
                .add("input_tokens", number(usage.inputTokens()))
                .add(
                        "input_tokens_details",
                        Json.createObjectBuilder()
                                .add("text_tokens", number(usage.inputTokens()))
                                .add("image_tokens", 0))
                .add("output_tokens", number(usage.outputTokens()))
                .add("total_tokens", number(total(usage)))
                .build();
    }

    /** What of the input was sound and what was text is not known, and not said. Both numbers are known. */
    static JsonObject ofTranscriptions(TokenUsage usage) {
        return Json.createObjectBuilder()
                .add("type", "tokens")
                .add("input_tokens", number(usage.inputTokens()))
                .add("output_tokens", number(usage.outputTokens()))
                .add("total_tokens", number(total(usage)))
                .build();
    }

    private static JsonValue of(TokenUsage usage, String input, String output) {
        if (usage.inputTokens().isEmpty() && usage.outputTokens().isEmpty()) {
            return JsonValue.NULL;
        }
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add(input, number(usage.inputTokens()))
                .add(output, number(usage.outputTokens()))
                .add("total_tokens", number(total(usage)));
        boolean responses = input.equals("input_tokens");
        if (responses || usage.cachedInputTokens().isPresent()) {
            json.add(
                    input + "_details",
                    Json.createObjectBuilder().add("cached_tokens", number(usage.cachedInputTokens())));
        }
        if (responses || usage.reasoningTokens().isPresent()) {
            json.add(
                    output + "_details",
                    Json.createObjectBuilder().add("reasoning_tokens", number(usage.reasoningTokens())));
        }
        return json.build();
    }

    private static OptionalLong total(TokenUsage usage) {
        return usage.inputTokens().isPresent() && usage.outputTokens().isPresent()
                ? OptionalLong.of(
                        usage.inputTokens().getAsLong() + usage.outputTokens().getAsLong())
                : OptionalLong.empty();
    }

    static JsonValue number(OptionalLong number) {
        return number.isPresent() ? Json.createValue(number.getAsLong()) : JsonValue.NULL;
    }
}
