package org.externalmodels.connector.dialect;

import jakarta.json.JsonObject;
import java.util.OptionalLong;
import org.externalmodels.inference.TokenUsage;

/** Usage as Bedrock reports it: tokens read from the cache and written to it are counted beside the input's. */
final class ConverseUsage {

    private ConverseUsage() {}

    /** The usage that an answer, or the last event of a stream, carries. */
    static TokenUsage in(JsonObject answer) {
        return answer.get("usage") instanceof JsonObject usage ? of(usage) : TokenUsage.UNKNOWN;
    }

    private static TokenUsage of(JsonObject usage) {
        OptionalLong input = ProviderJson.count(usage, "inputTokens");
        OptionalLong output = ProviderJson.count(usage, "outputTokens");
        OptionalLong read = ProviderJson.count(usage, "cacheReadInputTokens");
        OptionalLong written = ProviderJson.count(usage, "cacheWriteInputTokens");
        // Without the input's own the sum is not known.
        OptionalLong all = input.isEmpty() ? input : TokenCounts.sum(input, TokenCounts.sum(read, written));
        return TokenCounts.of(all, output, read, written, OptionalLong.empty());
    }
}
