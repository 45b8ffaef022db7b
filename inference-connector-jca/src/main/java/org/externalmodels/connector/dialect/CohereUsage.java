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
        boolean bills = TokenCounts.isPositive(ProviderJson.count(billed, "input_tokens"));
        OptionalLong input = either(bills, billed, counted, "input_tokens");
        OptionalLong output = either(bills, billed, counted, "output_tokens");
        OptionalLong cached = ProviderJson.count(usage, "cached_tokens");
        // Counted among all that was read, so it may be more than what is billed, and then says nothing about that.
        boolean within = cached.isPresent() && input.isPresent() && cached.getAsLong() <= input.getAsLong();
        return TokenCounts.of(
                input, output, within ? cached : OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
    }

    /** Zeros of a bill without input are of nobody's bill. */
    private static OptionalLong either(boolean bills, JsonObject billed, JsonObject counted, String name) {
        OptionalLong first = ProviderJson.count(billed, name);
        OptionalLong second = ProviderJson.count(counted, name);
        if (bills) {
            return first.isPresent() ? first : second;
        }
        return TokenCounts.newer(second, first);
    }
}
