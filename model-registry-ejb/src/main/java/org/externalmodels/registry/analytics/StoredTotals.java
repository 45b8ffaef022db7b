package org.externalmodels.registry.analytics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.externalmodels.registry.Sql;

/**
 * Adds what is new to what all attempts of hours and days come to: rows are read, added to and written back, so the lock
 * must be held.
 */
final class StoredTotals {

    private static final int MOST_ROWS = 500;

    /** In the order of {@link #row}. */
    static final List<String> COLUMNS = Stream.concat(Stream.of("id", "grain", "period_start"), Trend.COLUMNS.stream())
            .toList();

    static final String NEW = "insert into usage_total (" + String.join(", ", COLUMNS) + ")";

    private static final String CHANGE =
            "update usage_total set " + String.join(" = ?, ", Trend.COLUMNS) + " = ? where id = ?";

    private final Sql sql;

    StoredTotals(Sql sql) {
        this.sql = sql;
    }

    /** A period has one row, which is found by its time. */
    static long id(Grain grain, Instant start) {
        return SumIds.first(grain, start);
    }

    static Object[] row(long id, Trend total) {
        List<Object> values = new ArrayList<>(List.of(id, SumIds.grain(id).wireName(), SumIds.start(id)));
        values.addAll(total.columns());
        return values.toArray();
    }

    void add(Grain grain, Map<Instant, Trend> added) {
        Map<Instant, Trend> known = known(grain, List.copyOf(added.keySet()));
        List<Object[]> changes = new ArrayList<>();
        List<Object[]> fresh = new ArrayList<>();
        added.forEach((start, more) -> {
            Trend total = known.get(start);
            if (total == null) {
                fresh.add(row(id(grain, start), more));
            } else {
                total.add(more);
                List<Object> values = total.columns();
                values.add(id(grain, start));
                changes.add(values.toArray());
            }
        });
        sql.batch(CHANGE, changes);
        sql.insert(NEW, fresh);
    }

    private Map<Instant, Trend> known(Grain grain, List<Instant> starts) {
        Map<Instant, Trend> known = new HashMap<>();
        for (int i = 0; i < starts.size(); i += MOST_ROWS) {
            List<Instant> some = starts.subList(i, Math.min(i + MOST_ROWS, starts.size()));
            sql.each(
                    "select id, " + String.join(", ", Trend.COLUMNS) + " from usage_total where id in ("
                            + Sql.marks(some.size()) + ")",
                    some.stream().map(start -> id(grain, start)).toList(),
                    row -> known.put(SumIds.start(row.getLong(1)), Trend.read(row, 2)));
        }
        return known;
    }
}
