package org.externalmodels.connector.dialect;

import jakarta.json.JsonObject;
import java.util.OptionalLong;
import org.externalmodels.inference.TokenUsage;

/**
 * Usage as OpenAI reports it: cached tokens are part of the prompt's, reasoning tokens part of the completion's.
 * Compatible servers leave it out or send zeros where they did not count.
 */
final class OpenAiUsage {

    private OpenAiUsage() {}

    static TokenUsage of(JsonObject usage) {
        OptionalLong input = ProviderJson.count(usage, "prompt_tokens");
        OptionalLong output = ProviderJson.count(usage, "completion_tokens");
        boolean counted = input.orElse(0) > 0 || output.orElse(0) > 0;
        if (!counted) {
            return TokenUsage.UNKNOWN;
        }
        return new TokenUsage(
                input,
                output,
                ProviderJson.count(ProviderJson.object(usage, "prompt_tokens_details"), "cached_tokens"),
                OptionalLong.empty(),
                ProviderJson.count(ProviderJson.object(usage, "completion_tokens_details"), "reasoning_tokens"),
                TokenUsage.Source.PROVIDER);
    }
}
