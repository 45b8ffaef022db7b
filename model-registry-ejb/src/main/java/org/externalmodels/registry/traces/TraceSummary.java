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
 * @param calls attempts after which their call was over: as many as callers made
 * @param failedCalls of the calls, those without a whole answer
 * @param p50WaitedMillis what half of the callers did not wait longer for, retries included
 * @param p90WaitedMillis the same of nine of ten
 * @param p99WaitedMillis the same of 99 of a hundred
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
        long calls,
        long failedCalls,
        Long p50WaitedMillis,
        Long p90WaitedMillis,
        Long p99WaitedMillis,
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
