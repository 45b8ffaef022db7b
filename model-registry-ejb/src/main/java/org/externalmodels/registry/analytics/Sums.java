package org.externalmodels.registry.analytics;

import java.math.BigDecimal;

/** Counts and sums of attempts. A sum of nothing but unknown numbers is unknown, {@code null}. Not for several threads. */
final class Sums {

    private long requests;
    private long calls;
    private long failedCalls;
    private long unknownUsage;
    private long unknownCost;
    private Long inputTokens;
    private Long outputTokens;
    private Long cachedInputTokens;
    private Long cacheWriteTokens;
    private Long reasoningTokens;
    private Long images;
    private Long audioMillis;
    private BigDecimal cost;

    void add(UsageFact fact) {
        requests++;
        boolean last = fact.waitedMillis() != null;
        calls += last ? 1 : 0;
        failedCalls += last && fact.code() != null ? 1 : 0;
        unknownUsage += fact.inputTokens() == null || fact.outputTokens() == null ? 1 : 0;
        unknownCost += fact.cost() == null ? 1 : 0;
        inputTokens = sum(inputTokens, fact.inputTokens());
        outputTokens = sum(outputTokens, fact.outputTokens());
        cachedInputTokens = sum(cachedInputTokens, fact.cachedInputTokens());
        cacheWriteTokens = sum(cacheWriteTokens, fact.cacheWriteTokens());
        reasoningTokens = sum(reasoningTokens, fact.reasoningTokens());
        images = sum(images, fact.images());
        audioMillis = sum(audioMillis, fact.audioMillis());
        cost = cost == null ? fact.cost() : fact.cost() == null ? cost : cost.add(fact.cost());
    }

    private static Long sum(Long a, Long b) {
        return a == null ? b : b == null ? a : (Long) (a + b);
    }

    /** In the order of the table's columns. */
    Object[] columns() {
        return new Object[] {
            requests,
            calls,
            failedCalls,
            unknownUsage,
            unknownCost,
            inputTokens,
            outputTokens,
            cachedInputTokens,
            cacheWriteTokens,
            reasoningTokens,
            images,
            audioMillis,
            cost
        };
    }
}
