package org.externalmodels.registry.analytics;

import java.time.Instant;
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

    private record Row(long id, UsageFact fact) {}

    /**
     * Makes the sums of a day and of its hours. All of its attempts must be there.
     *
     * @param start of the day
     * @return how many attempts there are
     */
    public long day(Instant start) {
        Instant end = Grain.DAY.next(start);
        for (Grain grain : Grain.values()) {
            List<Long> ids = List.of(SumIds.first(grain, start), SumIds.first(grain, end));
            for (String table : RollUps.TABLES) {
                sql.update("delete from " + table + " where id >= ? and id < ?", ids);
            }
        }
        long count = 0;
        long after = 0;
        while (true) {
            List<Row> rows = sql.list(
                    "select t.* from trace t where t.started_at >= ? and t.started_at < ? and t.id > ? order by t.id limit "
                            + AT_ONCE,
                    List.of(start, end, after),
                    row -> new Row(row.getLong("id"), UsageFact.read(row)));
            if (rows.isEmpty()) {
                return count;
            }
            sums.add(rows.stream().map(Row::fact).toList());
            count += rows.size();
            after = rows.get(rows.size() - 1).id();
        }
    }
}
