package org.externalmodels.registry.analytics;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.externalmodels.registry.Sql;

/** Makes sums anew from single attempts, in the transaction that is under way. The lock must be held. */
public final class Rebuilding {

    private static final int AT_ONCE = 5_000;

    private final Sql sql;
    private final RollUps sums;

    public Rebuilding(Sql sql) {
        this.sql = sql;
        sums = new RollUps(sql);
    }

    /** Makes the sums of the hour that begins at a time. */
    public void hour(Instant start) {
        rebuild(Grain.HOUR, start);
    }

    /** Makes the sums of the day that begins at a time. */
    public void day(Instant start) {
        rebuild(Grain.DAY, start);
    }

    private void rebuild(Grain grain, Instant start) {
        for (String table : List.of("usage_sum", "usage_trend")) {
            sql.update(
                    "delete from " + table + " where grain = ? and period_start = ?", List.of(grain.wireName(), start));
        }
        long after = 0;
        while (true) {
            List<Row> rows = sql.list(
                    "select t.* from trace t where t.started_at >= ? and t.started_at < ? and t.id > ? order by t.id limit "
                            + AT_ONCE,
                    List.of(start, grain.next(start), after),
                    Row::read);
            if (rows.isEmpty()) {
                return;
            }
            List<UsageFact> facts = new ArrayList<>();
            rows.forEach(row -> facts.add(row.fact()));
            sums.add(grain, facts);
            after = rows.get(rows.size() - 1).id();
        }
    }

    private record Row(long id, UsageFact fact) {
        static Row read(ResultSet row) throws SQLException {
            return new Row(
                    row.getLong("id"),
                    new UsageFact(
                            Sql.time(row, "started_at"),
                            row.getString("model_id") == null ? null : row.getString("model_name"),
                            row.getString("connection_id") == null ? null : row.getString("connection_name"),
                            row.getString("application"),
                            row.getString("component"),
                            row.getString("caller"),
                            row.getString("application_key"),
                            row.getString("source"),
                            row.getString("workflow_activity"),
                            row.getString("code"),
                            row.getLong("millis"),
                            Sql.nullable(row, "waited_millis"),
                            Sql.nullable(row, "first_chunk_millis"),
                            Sql.nullable(row, "input_tokens"),
                            Sql.nullable(row, "output_tokens"),
                            Sql.nullable(row, "cached_input_tokens"),
                            Sql.nullable(row, "cache_write_tokens"),
                            Sql.nullable(row, "reasoning_tokens"),
                            Sql.nullable(row, "images"),
                            Sql.nullable(row, "audio_millis"),
                            row.getBigDecimal("cost"),
                            row.getString("currency")));
        }
    }
}
