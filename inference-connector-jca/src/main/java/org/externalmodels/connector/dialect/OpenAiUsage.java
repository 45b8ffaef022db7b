package org.externalmodels.connector.dialect;

import jakarta.json.JsonObject;
import jakarta.json.stream.JsonParser;
import java.util.OptionalLong;
import org.externalmodels.inference.TokenUsage;

/**
 * Usage as OpenAI reports it: cached tokens are part of the prompt's, reasoning tokens part of the completion's.
 * Compatible servers leave it out or send zeros where they did not count.
 */
final class OpenAiUsage {

    private final JsonParser parser;
    private OptionalLong input = OptionalLong.empty();
    private OptionalLong output = OptionalLong.empty();
    private OptionalLong total = OptionalLong.empty();
    private OptionalLong cached = OptionalLong.empty();
    private OptionalLong cacheHits = OptionalLong.empty();
    private OptionalLong cacheWrite = OptionalLong.empty();
    private OptionalLong reasoning = OptionalLong.empty();

    private OpenAiUsage(JsonParser parser) {
        this.parser = parser;
    }

    /** Of a chat completion, read member by member where the parser stands before it; unknown if it is no object. */
    static TokenUsage read(JsonParser parser) {
        return new OpenAiUsage(parser).chat();
    }

    /** Of Responses, and of what else has taken over its names. */
    static TokenUsage ofResponse(JsonObject usage) {
        JsonObject details = ProviderJson.object(usage, "input_tokens_details");
        return TokenCounts.of(
                ProviderJson.count(usage, "input_tokens"),
                ProviderJson.count(usage, "output_tokens"),
                ProviderJson.count(details, "cached_tokens"),
                ProviderJson.count(details, "cache_write_tokens"),
                ProviderJson.count(ProviderJson.object(usage, "output_tokens_details"), "reasoning_tokens"));
    }

    private TokenUsage chat() {
        ProviderJson.members(parser, name -> {
            switch (name) {
                case "prompt_tokens" -> input = ProviderJson.count(parser);
                case "completion_tokens" -> output = ProviderJson.count(parser);
                case "total_tokens" -> total = ProviderJson.count(parser);
                // DeepSeek's name for it.
                case "prompt_cache_hit_tokens" -> cacheHits = ProviderJson.count(parser);
                case "prompt_tokens_details" -> ProviderJson.members(parser, this::promptDetail);
                case "completion_tokens_details" -> ProviderJson.members(parser, this::completionDetail);
                default -> ProviderJson.skipNext(parser);
            }
        });
        return TokenCounts.of(
                input,
                withReasoning(input, output, reasoning, total),
                cached.isPresent() ? cached : cacheHits,
                cacheWrite,
                reasoning);
    }

    private void promptDetail(String name) {
        switch (name) {
            case "cached_tokens" -> cached = ProviderJson.count(parser);
            case "cache_write_tokens" -> cacheWrite = ProviderJson.count(parser);
            default -> ProviderJson.skipNext(parser);
        }
    }

    private void completionDetail(String name) {
        if (name.equals("reasoning_tokens")) {
            reasoning = ProviderJson.count(parser);
        } else {
            ProviderJson.skipNext(parser);
        }
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
