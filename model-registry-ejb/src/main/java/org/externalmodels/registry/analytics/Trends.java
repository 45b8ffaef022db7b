package org.externalmodels.registry.analytics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.externalmodels.registry.DatabaseText;
import org.externalmodels.registry.Sql;

/** Reads trends, all that is asked about a time in one pass over few rows. */
final class Trends {

    /** What rows are about. */
    static final List<Dimension> PLACES = List.of(Dimension.MODEL, Dimension.CONNECTION, Dimension.APPLICATION);

    private static final String COLUMNS = "s.id, s.model, s.connection, s.application, s."
            + String.join(", s.", TrendCounts.COLUMNS) + ", s.durations, s.first_chunks";

    private static final int FIRST_PLACE = 2;
    private static final int FIRST_COUNT = FIRST_PLACE + PLACES.size();
    private static final int DURATIONS = FIRST_COUNT + TrendCounts.COLUMNS.size();

    private final Sql sql;

    Trends(Sql sql) {
        this.sql = sql;
    }

    /** Adds hours or days to each of some folds. */
    void read(Analytics.Time time, Map<Dimension, String> where, List<Fold> folds) {
        StringBuilder condition = new StringBuilder("s.id >= ? and s.id < ?");
        List<Object> parameters = new ArrayList<>(
                List.of(SumIds.first(time.grain(), time.begin()), SumIds.first(time.grain(), time.end())));
        where.forEach((dimension, value) -> {
            condition.append(" and ").append(dimension.ofSum()).append(" = ?");
            parameters.add(DatabaseText.of(dimension.wireName(), value));
        });
        List<LatencyCounts> durations = new ArrayList<>(folds.size());
        List<LatencyCounts> firstChunks = new ArrayList<>(folds.size());
        sql.each("select " + COLUMNS + " from usage_trend s where " + condition, parameters, row -> {
            Instant start = SumIds.start(row.getLong(1));
            List<String> place = new ArrayList<>(PLACES.size());
            for (int i = 0; i < PLACES.size(); i++) {
                place.add(row.getString(FIRST_PLACE + i));
            }
            TrendCounts counts = TrendCounts.read(row, FIRST_COUNT);
            durations.clear();
            firstChunks.clear();
            for (Fold fold : folds) {
                fold.sum(start, place).ifPresent(sum -> {
                    sum.counts().add(counts);
                    durations.add(sum.durations());
                    firstChunks.add(sum.firstChunks());
                });
            }
            LatencyCounts.add(row.getString(DURATIONS), durations);
            LatencyCounts.add(row.getString(DURATIONS + 1), firstChunks);
        });
    }
}
