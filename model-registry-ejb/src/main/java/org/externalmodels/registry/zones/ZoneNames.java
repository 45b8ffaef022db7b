package org.externalmodels.registry.zones;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.externalmodels.registry.Sql;

/**
 * The texts that zones have hashes of, each once, so that those with a part in common are found without their rows. Who adds
 * some must hold the lock of the sums.
 */
final class ZoneNames {

    /** Of a column. Where there are more, callers make up a new one for each call. */
    private static final int MOST = 100_000;

    /** So many are in zones everywhere. */
    private static final int MOST_ALIKE = 1_000;

    private static final int AT_ONCE = 1_000;

    private final Sql sql;
    private final int most;

    ZoneNames(Sql sql) {
        this(sql, MOST);
    }

    ZoneNames(Sql sql, int most) {
        this.sql = sql;
        this.most = most;
    }

    /**
     * Remembers texts of a column.
     *
     * @param used each with a time after which no row has it yet
     * @return whether there is room for all of them
     */
    boolean remember(String column, Map<String, Instant> used) {
        Map<String, Instant> known = known(column, List.copyOf(used.keySet()));
        List<Object[]> fresh = new ArrayList<>();
        List<Object[]> later = new ArrayList<>();
        used.forEach((name, until) -> {
            if (!known.containsKey(name)) {
                fresh.add(new Object[] {column, name, until});
            } else if (until.isAfter(known.get(name))) {
                later.add(new Object[] {until, column, name});
            }
        });
        sql.batch("update trace_name set used_until = ? where column_name = ? and name = ?", later);
        if (!fresh.isEmpty() && count(column) + fresh.size() > most) {
            return false;
        }
        sql.insert("insert into trace_name (column_name, name, used_until)", fresh);
        return true;
    }

    private Map<String, Instant> known(String column, List<String> names) {
        Map<String, Instant> known = new HashMap<>();
        for (int from = 0; from < names.size(); from += AT_ONCE) {
            List<String> some = names.subList(from, Math.min(names.size(), from + AT_ONCE));
            List<Object> parameters = new ArrayList<>(List.of(column));
            parameters.addAll(some);
            sql.each(
                    "select name, used_until from trace_name where column_name = ? and name in ("
                            + Sql.marks(some.size()) + ")",
                    parameters,
                    row -> known.put(row.getString("name"), Sql.time(row, "used_until")));
        }
        return known;
    }

    private long count(String column) {
        return sql.list("select count(*) from trace_name where column_name = ?", List.of(column), row -> row.getLong(1))
                .get(0);
    }

    /**
     * Those that are like a pattern in lower case, as the database finds it.
     *
     * @return empty if they are too many
     */
    Optional<Set<String>> like(String column, String pattern) {
        Set<String> found = new HashSet<>(sql.list(
                "select name from trace_name where column_name = ? and lower(name) like ? escape '"
                        + ZoneCondition.ESCAPE + "' limit " + (MOST_ALIKE + 1),
                List.of(column, pattern),
                row -> row.getString("name")));
        return found.size() > MOST_ALIKE ? Optional.empty() : Optional.of(found);
    }

    /** Forgets those that no row has any more, unless all rows are gone. */
    void forget() {
        sql.update("delete from trace_name where used_until <= (select min(t.started_at) from trace t)", List.of());
    }
}
