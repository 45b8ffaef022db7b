package org.externalmodels.connector.dialect;

import jakarta.json.JsonObject;
import java.util.OptionalLong;
import org.externalmodels.inference.TokenUsage;

/**
 * Usage as Cohere reports it: what is billed, and what the model read and wrote, which includes words of the provider's own.
 * What is billed is what the caller pays for; only where it is not told the other counts.
 */
final class CohereUsage {

    private CohereUsage() {}

    /** The usage of an answer, or of the end of a streamed one. */
    static TokenUsage in(JsonObject document) {
        return of(ProviderJson.object(document, "usage"));
    }

    static TokenUsage of(JsonObject usage) {
        JsonObject billed = ProviderJson.object(usage, "billed_units");
        JsonObject counted = ProviderJson.object(usage, "tokens");
        OptionalLong input = either(billed, counted, "input_tokens");
        OptionalLong output = either(billed, counted, "output_tokens");
        if (input.orElse(0) == 0 && output.orElse(0) == 0) {
            return TokenUsage.UNKNOWN;
        }
        OptionalLong cached = ProviderJson.count(usage, "cached_tokens");
        // Counted among all that was read, so it may be more than what is billed, and then says nothing about that.
        boolean within = cached.isPresent() && input.isPresent() && cached.getAsLong() <= input.getAsLong();
        return new TokenUsage(
                input,
                output,
                within ? cached : OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                TokenUsage.Source.PROVIDER);
    }

    private static OptionalLong either(JsonObject billed, JsonObject counted, String name) {
        OptionalLong first = ProviderJson.count(billed, name);
        return first.isPresent() ? first : ProviderJson.count(counted, name);
    }
}
