package org.externalmodels.inference;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * Tokens of one call. An empty number is unknown, which is not zero.
 *
 * @param inputTokens all tokens read, cached ones included
 * @param outputTokens all tokens written, reasoning included
 * @param cachedInputTokens of the input, those read from the provider's cache
 * @param cacheWriteTokens of the input, those written to the provider's cache
 * @param reasoningTokens of the output, those spent on reasoning
 * @param source who counted
 */
public record TokenUsage(
        OptionalLong inputTokens,
        OptionalLong outputTokens,
        OptionalLong cachedInputTokens,
        OptionalLong cacheWriteTokens,
        OptionalLong reasoningTokens,
        Source source) {

    /** Nobody counted. */
    public static final TokenUsage UNKNOWN = new TokenUsage(
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Source.UNKNOWN);

    /** Nothing was read and nothing written, which is certain. */
    public static final TokenUsage NONE = new TokenUsage(
            OptionalLong.of(0),
            OptionalLong.of(0),
            OptionalLong.of(0),
            OptionalLong.of(0),
            OptionalLong.of(0),
            Source.PROVIDER);

    public TokenUsage {
        Objects.requireNonNull(inputTokens, "inputTokens");
        Objects.requireNonNull(outputTokens, "outputTokens");
        Objects.requireNonNull(cachedInputTokens, "cachedInputTokens");
        Objects.requireNonNull(cacheWriteTokens, "cacheWriteTokens");
        Objects.requireNonNull(reasoningTokens, "reasoningTokens");
        Objects.requireNonNull(source, "source");
    }

    /** What a provider says that counts only the two sums. */
    public static TokenUsage reported(OptionalLong inputTokens, OptionalLong outputTokens) {
        if (inputTokens.isEmpty() && outputTokens.isEmpty()) {
            return UNKNOWN;
        }
        return new TokenUsage(
                inputTokens,
                outputTokens,
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Source.PROVIDER);
    }

    /** Who counted the tokens. */
    public enum Source {
        PROVIDER,
        ESTIMATED,
        UNKNOWN
    }
}
