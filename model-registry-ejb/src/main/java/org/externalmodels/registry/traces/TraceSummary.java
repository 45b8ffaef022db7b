package org.externalmodels.registry.traces;

import java.math.BigDecimal;
import java.util.List;

/**
 * Many traces in a few numbers. {@code null} is unknown, never zero.
 *
 * @param requests attempts of calls
 * @param failures of them, those that are not complete
 * @param failureRate failures per request, from 0 to 1
 * @param p50Millis what half of them did not exceed
 * @param p90Millis what nine of ten did not exceed
 * @param p99Millis what 99 of a hundred did not exceed
 * @param inputTokens the sum of those known
 * @param outputTokens the sum of those known
 * @param unknownUsage attempts of which tokens are unknown
 * @param costs the sum of those known, for each currency
 * @param unknownCost attempts of which the cost is unknown
 */
public record TraceSummary(
        long requests,
        long failures,
        BigDecimal failureRate,
        Long p50Millis,
        Long p90Millis,
        Long p99Millis,
        Long inputTokens,
        Long outputTokens,
        long unknownUsage,
        List<CurrencySum> costs,
        long unknownCost) {
    public TraceSummary {
        costs = List.copyOf(costs);
    }

    /** A sum of money. */
    public record CurrencySum(String currency, BigDecimal cost) {}
}
