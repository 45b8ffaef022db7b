package org.externalmodels.registry.analytics;

import java.math.BigDecimal;

/**
 * Counts and sums of attempts. A sum of nothing but unknown numbers is unknown, {@code null}.
 *
 * @param requests attempts
 * @param failures of them, those that are not complete
 * @param inputTokens tokens read
 * @param outputTokens tokens written
 * @param cachedInputTokens of the tokens read, those from the provider's cache
 * @param cacheWriteTokens of the tokens read, those written to it
 * @param reasoningTokens of the tokens written, those spent on reasoning
 * @param unknownUsage attempts of which tokens are unknown
 * @param cost at the prices of their times
 * @param unknownCost attempts of which the cost is unknown
 */
public record Totals(
        long requests,
        long failures,
        Long inputTokens,
        Long outputTokens,
        Long cachedInputTokens,
        Long cacheWriteTokens,
        Long reasoningTokens,
        long unknownUsage,
        BigDecimal cost,
        long unknownCost) {

    public static final Totals NONE = new Totals(0, 0, null, null, null, null, null, 0, null, 0);

    public Totals plus(Totals more) {
        return new Totals(
                requests + more.requests,
                failures + more.failures,
                sum(inputTokens, more.inputTokens),
                sum(outputTokens, more.outputTokens),
                sum(cachedInputTokens, more.cachedInputTokens),
                sum(cacheWriteTokens, more.cacheWriteTokens),
                sum(reasoningTokens, more.reasoningTokens),
                unknownUsage + more.unknownUsage,
                cost == null ? more.cost : more.cost == null ? cost : cost.add(more.cost),
                unknownCost + more.unknownCost);
    }

    private static Long sum(Long a, Long b) {
        return a == null ? b : b == null ? a : (Long) (a + b);
    }
}
