package org.externalmodels.registry.zones;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.externalmodels.registry.Sql;

/** Finds the stretches of time in which something can be. */
public final class Zones {

    private final Sql sql;

    public Zones(Sql sql) {
        this.sql = sql;
    }

    /**
     * The stretches of a time in which rows can be that fulfil conditions, newest first; those that follow each other are one.
     *
     * @param all whether all conditions must hold or any one
     */
    public List<TimeSpan> spans(TimeSpan within, List<ZoneCondition> tests, boolean all) {
        Map<String, Map<Instant, ZoneColumn>> known = known(
                tests.stream().flatMap(test -> test.column().stream()).collect(Collectors.toCollection(TreeSet::new)));
        Predicate<Instant> candidate = zone -> {
            Predicate<ZoneCondition> mayHold = test -> test.mayHold(test.column()
                    .flatMap(column -> Optional.ofNullable(known.get(column).get(zone))));
            return all ? tests.stream().allMatch(mayHold) : tests.stream().anyMatch(mayHold);
        };
        List<TimeSpan> spans = new ArrayList<>();
        Optional<Instant> next = within.to();
        Optional<Instant> end = Optional.empty();
        boolean open = false;
        for (Instant zone : begins(within)) {
            if (candidate.test(zone)) {
                end = open ? end : next;
                open = true;
            } else if (open) {
                spans.add(new TimeSpan(next, end));
                open = false;
            }
            next = Optional.of(zone);
        }
        if (open) {
            spans.add(new TimeSpan(later(next, within.from()), end));
        }
        return spans;
    }

    private static Optional<Instant> later(Optional<Instant> begin, Optional<Instant> from) {
        return from.filter(time -> begin.isEmpty() || time.isAfter(begin.get())).or(() -> begin);
    }

    /** Newest first, down to the one that a time begins in. */
    private List<Instant> begins(TimeSpan within) {
        StringBuilder where = new StringBuilder(" where 1 = 1");
        List<Object> parameters = new ArrayList<>();
        within.to().ifPresent(to -> {
            where.append(" and started_at < ?");
            parameters.add(to);
        });
        within.from().ifPresent(from -> {
            where.append(" and last_at >= ?");
            parameters.add(from);
        });
        return sql.list(
                "select started_at from trace_zone" + where + " order by started_at desc",
                parameters,
                row -> Sql.time(row, "started_at"));
    }

    private Map<String, Map<Instant, ZoneColumn>> known(Set<String> columns) {
        Map<String, Map<Instant, ZoneColumn>> known = new HashMap<>();
        columns.forEach(column -> known.put(column, new HashMap<>()));
        // Most zones have the same values.
        Map<String, Set<String>> lists = new HashMap<>();
        if (!columns.isEmpty()) {
            sql.whole(
                    "select * from trace_zone_column where column_name in (" + Sql.marks(columns.size()) + ")",
                    List.copyOf(columns),
                    row -> known.get(row.getString("column_name"))
                            .put(
                                    Sql.time(row, "zone"),
                                    ZoneColumn.read(row, json -> lists.computeIfAbsent(json, ZoneColumn::parse))));
        }
        return known;
    }
}
