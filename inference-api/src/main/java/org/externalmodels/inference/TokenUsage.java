package org.externalmodels.inference;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * Tokens of one call. An empty number is unknown, which is not zero; none is negative.
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

    /** 10<sup>12</sup>, which no call has: who tells of more did not count, and what is told counts as unknown. */
    public static final long MOST = 1_000_000_000_000L;

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

    /** @throws IllegalArgumentException if a number is negative */
    public TokenUsage {
        check("inputTokens", inputTokens);
        check("outputTokens", outputTokens);
        check("cachedInputTokens", cachedInputTokens);
        check("cacheWriteTokens", cacheWriteTokens);
        check("reasoningTokens", reasoningTokens);
        Objects.requireNonNull(source, "source");
    }

    private static void check(String name, OptionalLong tokens) {
        if (Objects.requireNonNull(tokens, name).orElse(0) < 0) {
            throw new IllegalArgumentException(name + " must not be negative: " + tokens.getAsLong());
        }
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

        /** The provider told them with its answer. */
        PROVIDER,

        /**
         * They were worked out in some other way. This server never does that: what the provider does not tell is
         * {@link #UNKNOWN}, and costs what is unknown. It is for records that are had from elsewhere.
         */
        ESTIMATED,

        /** Nobody, so every number is empty. */
        UNKNOWN
    }
}
