package org.externalmodels.connector.dialect;

import jakarta.json.JsonObject;
import java.util.OptionalLong;
import org.externalmodels.inference.TokenUsage;

/**
 * Usage as Gemini reports it: the prompt's tokens include the cached ones, thoughts are counted beside the candidates, and
 * a count of zero is left out like any other default of a protocol buffer.
 */
final class GoogleUsage {

    private GoogleUsage() {}

    /** The usage that an answer, or a chunk of one, carries. In a stream each counts from the start. */
    static TokenUsage in(JsonObject answer) {
        return answer.get("usageMetadata") instanceof JsonObject usage ? of(usage) : TokenUsage.UNKNOWN;
    }

    private static TokenUsage of(JsonObject usage) {
        OptionalLong total = ProviderJson.count(usage, "totalTokenCount");
        OptionalLong input = TokenCounts.sum(
                ProviderJson.count(usage, "promptTokenCount"), ProviderJson.count(usage, "toolUsePromptTokenCount"));
        OptionalLong thoughts = ProviderJson.count(usage, "thoughtsTokenCount");
        OptionalLong output = TokenCounts.sum(ProviderJson.count(usage, "candidatesTokenCount"), thoughts);
        if (output.isEmpty() && total.equals(input)) {
            output = OptionalLong.of(0);
        }
        return TokenCounts.of(
                input, output, ProviderJson.count(usage, "cachedContentTokenCount"), OptionalLong.empty(), thoughts);
    }
}
