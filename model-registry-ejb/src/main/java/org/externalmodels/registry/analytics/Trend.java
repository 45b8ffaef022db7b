package org.externalmodels.registry.analytics;

/** What a row of trends says: counts of attempts, and how long they took. Not for several threads. */
record Trend(TrendCounts counts, LatencySketch durations, LatencySketch firstChunks) {

    Trend() {
        this(new TrendCounts(), new LatencySketch(), new LatencySketch());
    }

    void add(UsageFact fact) {
        counts.add(fact);
        durations.add(fact.millis());
        if (fact.firstChunkMillis() != null) {
            firstChunks.add(fact.firstChunkMillis());
        }
    }

    void add(Trend more) {
        counts.add(more.counts);
        durations.add(more.durations);
        firstChunks.add(more.firstChunks);
    }
}
