package org.externalmodels.registry.analytics;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * A number of attempts that belong together, in numbers. {@code null} is unknown, or what they do not have in common.
 *
 * @param time the begin of their hour or day
 * @param model the model's name
 * @param connection the connection's name
 * @param application that called
 * @param requests attempts
 * @param failures of them, those that are not complete
 * @param calls attempts after which their call was over: as many as callers made
 * @param failedCalls of the calls, those without a whole answer
 * @param inputTokens tokens read
 * @param outputTokens tokens written
 * @param unknownUsage attempts of which tokens are unknown
 * @param cost at the prices of their times; {@code null} also where there are several currencies
 * @param currency of the cost
 * @param costs by currency
 * @param unknownCost attempts of which the cost is unknown
 * @param p50Millis what half of them did not exceed
 * @param p90Millis what nine of ten did not exceed
 * @param p99Millis what 99 of a hundred did not exceed
 * @param p50FirstChunkMillis the same of the time to the first piece of the answer
 * @param p90FirstChunkMillis the same
 * @param p99FirstChunkMillis the same
 */
public record UsagePoint(
        Instant time,
        String model,
        String connection,
        String application,
        long requests,
        long failures,
        long calls,
        long failedCalls,
        Long inputTokens,
        Long outputTokens,
        long unknownUsage,
        BigDecimal cost,
        String currency,
        List<Money> costs,
        long unknownCost,
        Long p50Millis,
        Long p90Millis,
        Long p99Millis,
        Long p50FirstChunkMillis,
        Long p90FirstChunkMillis,
        Long p99FirstChunkMillis) {
    public UsagePoint {
        costs = List.copyOf(costs);
    }

    /** A sum in one currency. */
    public record Money(String currency, BigDecimal cost) {}
}
