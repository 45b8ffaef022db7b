package org.externalmodels.connector.dialect;

import jakarta.json.JsonObject;
import java.util.OptionalLong;
import org.externalmodels.inference.TokenUsage;

/**
 * Usage as Anthropic reports it: tokens read from the cache and written to it are counted beside the input's. A stream
 * tells it twice, and what comes later is the newer count of the same.
 */
record AnthropicUsage(OptionalLong input, OptionalLong output, OptionalLong cacheRead, OptionalLong cacheWritten) {

    static final AnthropicUsage NONE =
            new AnthropicUsage(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

    /** With what a document carries in place of what was known. */
    AnthropicUsage with(JsonObject document) {
        JsonObject usage = ProviderJson.object(document, "usage");
        return new AnthropicUsage(
                newer(usage, "input_tokens", input),
                newer(usage, "output_tokens", output),
                newer(usage, "cache_read_input_tokens", cacheRead),
                newer(usage, "cache_creation_input_tokens", cacheWritten));
    }

    /** As more is written: what the beginning says of the output is no count of it, and the end tells it anew. */
    AnthropicUsage writing() {
        return output.isEmpty() ? this : new AnthropicUsage(input, OptionalLong.empty(), cacheRead, cacheWritten);
    }

    private static OptionalLong newer(JsonObject usage, String name, OptionalLong known) {
        return TokenCounts.newer(known, ProviderJson.count(usage, name));
    }

    TokenUsage tokens() {
        // Without the input's own the sum is not known.
        OptionalLong read = input.isEmpty() ? input : TokenCounts.sum(input, TokenCounts.sum(cacheRead, cacheWritten));
        return TokenCounts.of(read, output, cacheRead, cacheWritten, OptionalLong.empty());
    }
}
