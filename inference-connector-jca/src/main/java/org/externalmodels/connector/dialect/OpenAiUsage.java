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

    /** Of a chat completion. */
    static TokenUsage of(JsonObject usage) {
        OptionalLong input = ProviderJson.count(usage, "prompt_tokens");
        OptionalLong output = ProviderJson.count(usage, "completion_tokens");
        JsonObject details = ProviderJson.object(usage, "prompt_tokens_details");
        OptionalLong cached = ProviderJson.count(details, "cached_tokens");
        OptionalLong reasoning =
                ProviderJson.count(ProviderJson.object(usage, "completion_tokens_details"), "reasoning_tokens");
        return counted(
                input,
                withReasoning(input, output, reasoning, ProviderJson.count(usage, "total_tokens")),
                // DeepSeek's name for it.
                cached.isPresent() ? cached : ProviderJson.count(usage, "prompt_cache_hit_tokens"),
                ProviderJson.count(details, "cache_write_tokens"),
                reasoning);
    }

    /** Of Responses, and of what else has taken over its names. */
    static TokenUsage ofResponse(JsonObject usage) {
        JsonObject details = ProviderJson.object(usage, "input_tokens_details");
        return counted(
                ProviderJson.count(usage, "input_tokens"),
                ProviderJson.count(usage, "output_tokens"),
                ProviderJson.count(details, "cached_tokens"),
                ProviderJson.count(details, "cache_write_tokens"),
                ProviderJson.count(ProviderJson.object(usage, "output_tokens_details"), "reasoning_tokens"));
    }

    private static TokenUsage counted(
            OptionalLong input,
            OptionalLong output,
            OptionalLong cached,
            OptionalLong cacheWrite,
            OptionalLong reasoning) {
        if (input.orElse(0) == 0 && output.orElse(0) == 0) {
            return TokenUsage.UNKNOWN;
        }
        // No request is empty: a prompt of no tokens is one that was not counted.
        OptionalLong read = input.orElse(0) == 0 ? OptionalLong.empty() : input;
        return new TokenUsage(read, output, cached, cacheWrite, reasoning, TokenUsage.Source.PROVIDER);
    }

    /** Some, such as xAI, count reasoning beside the completion; their total tells. */
    private static OptionalLong withReasoning(
            OptionalLong input, OptionalLong output, OptionalLong reasoning, OptionalLong total) {
        boolean beside = reasoning.orElse(0) > 0
                && input.isPresent()
                && output.isPresent()
                && total.isPresent()
                && total.getAsLong() == input.getAsLong() + output.getAsLong() + reasoning.getAsLong();
        return beside ? OptionalLong.of(output.getAsLong() + reasoning.getAsLong()) : output;
    }
}
