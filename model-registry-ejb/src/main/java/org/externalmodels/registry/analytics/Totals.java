package org.externalmodels.registry.analytics;

import java.math.BigDecimal;

/**
 * Counts and sums of attempts. A sum of nothing but unknown numbers is unknown, {@code null}.
 *
 * @param requests attempts
 * @param failures of them, those that are not complete
 * @param calls attempts after which their call was over: as many as callers made
 * @param failedCalls of the calls, those without a whole answer
 * @param inputTokens tokens read
 * @param outputTokens tokens written
 * @param cachedInputTokens of the tokens read, those from the provider's cache
 * @param cacheWriteTokens of the tokens read, those written to it
 * @param reasoningTokens of the tokens written, those spent on reasoning
 * @param images made
 * @param audioMillis of sound listened to
 * @param unknownUsage attempts of which tokens are unknown
 * @param cost at the prices of their times
 * @param unknownCost attempts of which the cost is unknown
 */
public record Totals(
        long requests,
        long failures,
        long calls,
        long failedCalls,
        Long inputTokens,
        Long outputTokens,
        Long cachedInputTokens,
        Long cacheWriteTokens,
        Long reasoningTokens,
        Long images,
        Long audioMillis,
        long unknownUsage,
        BigDecimal cost,
        long unknownCost) {

    public static final Totals NONE = new Totals(0, 0, 0, 0, null, null, null, null, null, null, null, 0, null, 0);

    public Totals plus(Totals more) {
        return new Totals(
                requests + more.requests,
                failures + more.failures,
                calls + more.calls,
                failedCalls + more.failedCalls,
                sum(inputTokens, more.inputTokens),
                sum(outputTokens, more.outputTokens),
                sum(cachedInputTokens, more.cachedInputTokens),
                sum(cacheWriteTokens, more.cacheWriteTokens),
                sum(reasoningTokens, more.reasoningTokens),
                sum(images, more.images),
                sum(audioMillis, more.audioMillis),
                unknownUsage + more.unknownUsage,
                cost == null ? more.cost : more.cost == null ? cost : cost.add(more.cost),
                unknownCost + more.unknownCost);
    }

    /** The same where what is known of the cost says nothing of the rest. */
    public Totals withoutCost() {
        return new Totals(
                requests,
                failures,
                calls,
                failedCalls,
                inputTokens,
                outputTokens,
                cachedInputTokens,
                cacheWriteTokens,
                reasoningTokens,
                images,
                audioMillis,
                unknownUsage,
                null,
                unknownCost);
    }

    private static Long sum(Long a, Long b) {
        return a == null ? b : b == null ? a : (Long) (a + b);
    }
}
