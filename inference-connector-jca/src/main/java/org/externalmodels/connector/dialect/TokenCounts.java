package org.externalmodels.connector.dialect;

import java.util.OptionalLong;
import org.externalmodels.inference.TokenUsage;

/**
 * What providers' counts mean, whatever they call them. Who did not count says so with zeros as often as with nothing: no
 * request is empty, so an input of no tokens is one that was not counted, and an output of none counts only beside a real
 * input. Numbers beyond {@link TokenUsage#MOST} are no counts.
 */
final class TokenCounts {

    private static final OptionalLong UNKNOWN = OptionalLong.empty();

    private TokenCounts() {}

    /** Of a provider that counts only the two sums. */
    static TokenUsage of(OptionalLong input, OptionalLong output) {
        return of(input, output, UNKNOWN, UNKNOWN, UNKNOWN);
    }

    /** As a {@link TokenUsage} has them: what was cached is in the input, and reasoning in the output. */
    static TokenUsage of(
            OptionalLong input,
            OptionalLong output,
            OptionalLong cached,
            OptionalLong cacheWrite,
            OptionalLong reasoning) {
        OptionalLong read = believed(input);
        OptionalLong written = believed(output);
        if (!isPositive(read) && !isPositive(written)) {
            return TokenUsage.UNKNOWN;
        }
        return new TokenUsage(
                isPositive(read) ? read : UNKNOWN,
                written,
                believed(cached),
                believed(cacheWrite),
                believed(reasoning),
                TokenUsage.Source.PROVIDER);
    }

    /** What is known once more is told, as in a stream that tells it more than once. */
    static TokenUsage newer(TokenUsage known, TokenUsage told) {
        if (told.source() == TokenUsage.Source.UNKNOWN) {
            return known;
        }
        return new TokenUsage(
                newer(known.inputTokens(), told.inputTokens()),
                newer(known.outputTokens(), told.outputTokens()),
                newer(known.cachedInputTokens(), told.cachedInputTokens()),
                newer(known.cacheWriteTokens(), told.cacheWriteTokens()),
                newer(known.reasoningTokens(), told.reasoningTokens()),
                told.source());
    }

    /** The newer count of the same, unless there is none: 0 after a real number is no count. */
    static OptionalLong newer(OptionalLong known, OptionalLong told) {
        return told.isEmpty() || (!isPositive(told) && isPositive(known)) ? known : told;
    }

    /** Of counts beside each other, those that are known; unknown if none is. */
    static OptionalLong sum(OptionalLong one, OptionalLong other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isPresent() ? one : other;
        }
        return OptionalLong.of(one.getAsLong() + other.getAsLong());
    }

    static boolean isPositive(OptionalLong count) {
        return count.orElse(0) > 0;
    }

    private static OptionalLong believed(OptionalLong count) {
        return count.orElse(0) > TokenUsage.MOST ? UNKNOWN : count;
    }
}
