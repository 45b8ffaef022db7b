package org.externalmodels.registry.analytics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.externalmodels.registry.DatabaseText;
import org.externalmodels.registry.Sql;

/** Reads what charts are drawn from, all that is asked about a time in one pass over few rows. */
final class Trends {

    /** What rows are about. */
    static final List<Dimension> PLACES = List.of(Dimension.MODEL, Dimension.CONNECTION, Dimension.APPLICATION);

    private static final String COUNTS = "s." + String.join(", s.", Trend.COLUMNS);

    private static final String PLACES_AND_COUNTS =
            PLACES.stream().map(Dimension::ofSum).collect(Collectors.joining(", ")) + ", " + COUNTS;

    private static final int FIRST_PLACE = 2;

    private final Sql sql;

    Trends(Sql sql) {
        this.sql = sql;
    }

    private record Condition(String text, List<Object> parameters) {
        static Condition of(Analytics.Time time, Map<Dimension, String> where) {
            StringBuilder text = new StringBuilder(" where s.id >= ? and s.id < ?");
            List<Object> parameters = new ArrayList<>(
                    List.of(SumIds.first(time.grain(), time.begin()), SumIds.first(time.grain(), time.end())));
            where.forEach((dimension, value) -> {
                text.append(" and ").append(dimension.ofSum()).append(" = ?");
                parameters.add(DatabaseText.of(dimension.wireName(), value));
            });
            return new Condition(text.toString(), parameters);
        }
    }

    /** Adds what all hours or days come to to each of some folds, which are by time at most. */
    void readTotals(Analytics.Time time, List<Fold> folds) {
        Condition condition = Condition.of(time, Map.of());
        read("select s.id, " + COUNTS + " from usage_total s" + condition.text(), condition.parameters(), 0, folds);
    }

    /** Adds hours or days to each of some folds. */
    void read(Analytics.Time time, Map<Dimension, String> where, List<Fold> folds) {
        Condition condition = Condition.of(time, where);
        read(
                "select s.id, " + PLACES_AND_COUNTS + " from usage_trend s" + condition.text(),
                condition.parameters(),
                PLACES.size(),
                folds);
    }

    /** Which groups were called most, so many at most. The database counts and orders them, and reads no sketch for it. */
    Ranking rank(Analytics.Time time, Map<Dimension, String> where, List<Dimension> by, int most) {
        Condition condition = Condition.of(time, where);
        String common = by.stream().map(Dimension::ofSum).collect(Collectors.joining(", "));
        List<Group> groups = new ArrayList<>();
        int[] all = new int[1];
        sql.whole(
                "select " + common + ", count(*) over () from usage_trend s" + condition.text() + " group by " + common
                        + " order by sum(s.calls) desc, sum(s.requests) desc, " + common + " limit " + most,
                condition.parameters(),
                row -> {
                    List<String> values = new ArrayList<>(by.size());
                    for (int i = 1; i <= by.size(); i++) {
                        values.add(row.getString(i));
                    }
                    groups.add(new Group(Optional.empty(), values));
                    all[0] = row.getInt(by.size() + 1);
                });
        return new Ranking(by, groups, all[0] - groups.size());
    }

    /** Adds hours or days of the groups of a ranking of the same time. */
    void read(Analytics.Time time, Map<Dimension, String> where, Ranking ranking, Fold fold) {
        if (ranking.more() == 0) {
            read(time, where, List.of(fold));
            return;
        }
        List<Dimension> by = ranking.by();
        String values = "(" + String.join(", ", Collections.nCopies(by.size(), "cast(? as varchar(200))")) + ")";
        String names = IntStream.range(0, by.size()).mapToObj(i -> "common" + i).collect(Collectors.joining(", "));
        String equal = IntStream.range(0, by.size())
                .mapToObj(i -> by.get(i).ofSum() + " = g.common" + i)
                .collect(Collectors.joining(" and "));
        List<Object> parameters = new ArrayList<>();
        ranking.groups().forEach(group -> parameters.addAll(group.values()));
        Condition condition = Condition.of(time, where);
        parameters.addAll(condition.parameters());
        read(
                "select s.id, " + PLACES_AND_COUNTS + " from (values "
                        + String.join(", ", Collections.nCopies(ranking.groups().size(), values)) + ") g(" + names
                        + ") join usage_trend s on " + equal + condition.text(),
                parameters,
                PLACES.size(),
                List.of(fold));
    }

    private void read(String select, List<Object> parameters, int places, List<Fold> folds) {
        int counted = FIRST_PLACE + places;
        int sketches = counted + TrendCounts.COLUMNS.size();
        List<LatencyCounts> durations = new ArrayList<>(folds.size());
        List<LatencyCounts> firstChunks = new ArrayList<>(folds.size());
        sql.each(select, parameters, row -> {
            Instant start = SumIds.start(row.getLong(1));
            List<String> place = new ArrayList<>(places);
            for (int i = 0; i < places; i++) {
                place.add(row.getString(FIRST_PLACE + i));
            }
            TrendCounts counts = TrendCounts.read(row, counted);
            durations.clear();
            firstChunks.clear();
            for (Fold fold : folds) {
                Fold.Sum sum = fold.sum(start, place);
                sum.counts().add(counts);
                durations.add(sum.durations());
                firstChunks.add(sum.firstChunks());
            }
            LatencyCounts.add(row.getString(sketches), durations);
            LatencyCounts.add(row.getString(sketches + 1), firstChunks);
        });
    }
}
