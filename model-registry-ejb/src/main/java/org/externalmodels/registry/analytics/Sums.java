package org.externalmodels.registry.analytics;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.Stream;

/** Counts and sums of attempts. A sum of nothing but unknown numbers is unknown, {@code null}. Not for several threads. */
final class Sums {

    private final CallCounts counts = new CallCounts();
    private Long cachedInputTokens;
    private Long cacheWriteTokens;
    private Long reasoningTokens;
    private Long images;
    private Long audioMillis;
    private BigDecimal cost;

    void add(UsageFact fact) {
        counts.add(fact);
        cachedInputTokens = CallCounts.sum(cachedInputTokens, fact.cachedInputTokens());
        cacheWriteTokens = CallCounts.sum(cacheWriteTokens, fact.cacheWriteTokens());
        reasoningTokens = CallCounts.sum(reasoningTokens, fact.reasoningTokens());
        images = CallCounts.sum(images, fact.images());
        audioMillis = CallCounts.sum(audioMillis, fact.audioMillis());
        cost = cost == null ? fact.cost() : fact.cost() == null ? cost : cost.add(fact.cost());
    }

    /** In the order of the table's columns. */
    Object[] columns() {
        Object[] others = {cachedInputTokens, cacheWriteTokens, reasoningTokens, images, audioMillis, cost};
        return Stream.of(counts.columns(), others).flatMap(Arrays::stream).toArray();
    }
}
