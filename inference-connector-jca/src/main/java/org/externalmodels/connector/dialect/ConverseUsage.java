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
        long beside = read.orElse(0) + written.orElse(0);
        if (input.orElse(0) + output.orElse(0) + beside == 0) {
            return TokenUsage.UNKNOWN;
        }
        return new TokenUsage(
                input.isPresent() ? OptionalLong.of(input.getAsLong() + beside) : input,
                output,
                read,
                written,
                OptionalLong.empty(),
                TokenUsage.Source.PROVIDER);
    }
}
