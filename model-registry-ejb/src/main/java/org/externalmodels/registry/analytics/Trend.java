package org.externalmodels.registry.analytics;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What a row of trends or totals says: counts of attempts, and how long they took. Not for several threads. */
record Trend(TrendCounts counts, LatencySketch durations, LatencySketch firstChunks) {

    /** In the order of {@link #columns}. */
    static final List<String> COLUMNS = Stream.concat(
                    TrendCounts.COLUMNS.stream(), Stream.of("durations", "first_chunks"))
            .toList();

    Trend() {
        this(new TrendCounts(), new LatencySketch(), new LatencySketch());
    }

    /** Reads {@link #COLUMNS}, of which the first is at a place of the row. */
    static Trend read(ResultSet row, int at) throws SQLException {
        int sketches = at + TrendCounts.COLUMNS.size();
        return new Trend(
                TrendCounts.read(row, at),
                LatencySketch.parse(row.getString(sketches)),
                LatencySketch.parse(row.getString(sketches + 1)));
    }

    List<Object> columns() {
        List<Object> columns = new ArrayList<>(Arrays.asList(counts.columns()));
        columns.add(durations.toString());
        columns.add(firstChunks.toString());
        return columns;
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
