package org.externalmodels.registry.analytics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.externalmodels.registry.Sql;

/** Adds to rows of trends what is new: they are read, added to and written back, so the lock must be held. */
final class StoredTrends {

    private static final int MOST_KEYS = 500;

    private static final String COLUMNS = String.join(", ", Trend.COLUMNS);

    private static final String NEW =
            "insert into usage_trend (id, grain, period_start, trend_key, model, connection, application, " + COLUMNS
                    + ")";

    private static final String CHANGE =
            "update usage_trend set " + String.join(" = ?, ", Trend.COLUMNS) + " = ? where id = ?";

    private final Sql sql;
    private final SumIds ids;

    StoredTrends(Sql sql, SumIds ids) {
        this.sql = sql;
        this.ids = ids;
    }

    private record Row(long id, Trend trend) {}

    void add(Map<SumKey, Trend> added) {
        Map<String, Row> known = known(added.keySet());
        List<Object[]> changes = new ArrayList<>();
        List<Object[]> fresh = new ArrayList<>();
        added.forEach((key, more) -> {
            Row row = known.get(place(key.start(), key.hash()));
            if (row == null) {
                List<Object> values = new ArrayList<>(
                        List.of(ids.next(key.grain(), key.start()), key.grain().wireName(), key.start(), key.hash()));
                values.addAll(key.texts());
                values.addAll(more.columns());
                fresh.add(values.toArray());
            } else {
                row.trend().add(more);
                List<Object> values = row.trend().columns();
                values.add(row.id());
                changes.add(values.toArray());
            }
        });
        sql.batch(CHANGE, changes);
        sql.insert(NEW, fresh);
    }

    /** What is there already, of one length of time, by begin and key; in few queries, whatever there is to look for. */
    private Map<String, Row> known(Collection<SumKey> keys) {
        Map<String, Row> known = new HashMap<>();
        Map<Instant, List<SumKey>> byStart = keys.stream().collect(Collectors.groupingBy(SumKey::start));
        byStart.forEach((start, ofStart) -> {
            for (int i = 0; i < ofStart.size(); i += MOST_KEYS) {
                List<SumKey> some = ofStart.subList(i, Math.min(i + MOST_KEYS, ofStart.size()));
                List<Object> parameters =
                        new ArrayList<>(List.of(some.get(0).grain().wireName(), start));
                some.forEach(key -> parameters.add(key.hash()));
                sql.each(
                        "select trend_key, id, " + COLUMNS + " from usage_trend where grain = ?"
                                + " and period_start = ? and trend_key in (" + Sql.marks(some.size()) + ")",
                        parameters,
                        row -> known.put(place(start, row.getString(1)), new Row(row.getLong(2), Trend.read(row, 3))));
            }
        });
        return known;
    }

    private static String place(Instant start, String key) {
        return start + " " + key;
    }
}
