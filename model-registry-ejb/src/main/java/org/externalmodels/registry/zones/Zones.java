package org.externalmodels.registry.zones;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.externalmodels.registry.Sql;

/** Finds the stretches of time in which something can be. */
public final class Zones {

    /** Zones that are read at first; twice as many each time that they were not enough. */
    private static final int FIRST_STEP = 100;

    private final Sql sql;
    private final int firstStep;

    public Zones(Sql sql) {
        this(sql, FIRST_STEP);
    }

    Zones(Sql sql, int firstStep) {
        this.sql = sql;
        this.firstStep = firstStep;
    }

    /**
     * The stretches of a time in which rows can be that fulfil conditions, newest first. No more zones are read than it takes
     * to find those that are asked for.
     *
     * @param all whether all conditions must hold or any one
     */
    public Iterable<TimeSpan> spans(TimeSpan within, List<ZoneCondition> tests, boolean all) {
        return () -> new Walk(within, tests, all);
    }

    /** From the newest zone of a time to its oldest, step by step. */
    private final class Walk implements Iterator<TimeSpan> {

        private final List<ZoneCondition> tests;
        private final boolean all;
        private final Set<String> columns;
        private final Queue<TimeSpan> found = new ArrayDeque<>();
        private TimeSpan rest;
        private int step = firstStep;
        private boolean over;

        Walk(TimeSpan within, List<ZoneCondition> tests, boolean all) {
            this.rest = within;
            this.tests = tests.stream()
                    .map(test -> test.pattern()
                            .map(pattern -> test.with(new Alike(test.column().orElseThrow(), pattern)))
                            .orElse(test))
                    .toList();
            this.all = all;
            this.columns = tests.stream()
                    .flatMap(test -> test.column().stream())
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        @Override
        public boolean hasNext() {
            while (found.isEmpty() && !over) {
                look();
            }
            return !found.isEmpty();
        }

        @Override
        public TimeSpan next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return found.remove();
        }

        private void look() {
            List<Instant> zones = begins(rest, step);
            over = zones.size() < step;
            if (!zones.isEmpty()) {
                Instant oldest = zones.get(zones.size() - 1);
                found.addAll(candidates(rest, zones, known(columns, oldest, zones.get(0))));
                rest = new TimeSpan(rest.from(), Optional.of(oldest));
                step *= 2;
            }
        }

        /** Those that follow each other are one. */
        private Collection<TimeSpan> candidates(
                TimeSpan within, List<Instant> zones, Map<String, Map<Instant, ZoneColumn>> known) {
            List<TimeSpan> spans = new ArrayList<>();
            Optional<Instant> next = within.to();
            Optional<Instant> end = Optional.empty();
            boolean open = false;
            for (Instant zone : zones) {
                if (isCandidate(zone, known)) {
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

        private boolean isCandidate(Instant zone, Map<String, Map<Instant, ZoneColumn>> known) {
            Predicate<ZoneCondition> mayHold = test -> test.mayHold(test.column()
                    .flatMap(column -> Optional.ofNullable(known.get(column).get(zone))));
            return all ? tests.stream().allMatch(mayHold) : tests.stream().anyMatch(mayHold);
        }
    }

    /** Whether a zone may have a name that is like a pattern. The names are looked up when they are first asked for. */
    private final class Alike implements Predicate<ZoneColumn> {

        private final String column;
        private final String pattern;

        /** Hashes of the names, empty if they are too many; {@code null} if they are not looked up yet. */
        private Optional<int[]> names;

        Alike(String column, String pattern) {
            this.column = column;
            this.pattern = pattern;
        }

        @Override
        public boolean test(ZoneColumn zone) {
            if (zone.hashes() == null || zone.isUnnamed()) {
                return true;
            }
            if (names == null) {
                names = new ZoneNames(sql).like(column, pattern).map(ZoneHashes::of);
            }
            return names.map(zone::mayHave).orElse(true);
        }
    }

    private static Optional<Instant> later(Optional<Instant> begin, Optional<Instant> from) {
        return from.filter(time -> begin.isEmpty() || time.isAfter(begin.get())).or(() -> begin);
    }

    /** Newest first, down to the one that a time begins in. */
    private List<Instant> begins(TimeSpan within, int most) {
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
        parameters.add(most);
        return sql.list(
                "select started_at from trace_zone" + where + " order by started_at desc limit ?",
                parameters,
                row -> Sql.time(row, "started_at"));
    }

    /** What is known of the zones that begin between two times, both included. For columns together H2 reads all zones. */
    private Map<String, Map<Instant, ZoneColumn>> known(Set<String> columns, Instant oldest, Instant newest) {
        Map<String, Map<Instant, ZoneColumn>> known = new HashMap<>();
        // Most zones have the same values.
        Map<String, Set<String>> lists = new HashMap<>();
        for (String column : columns) {
            Map<Instant, ZoneColumn> zones = new HashMap<>();
            sql.whole(
                    "select * from trace_zone_column where column_name = ? and zone >= ? and zone <= ?",
                    List.of(column, oldest, newest),
                    row -> zones.put(
                            Sql.time(row, "zone"),
                            ZoneColumn.read(row, json -> lists.computeIfAbsent(json, ZoneColumn::parse))));
            known.put(column, zones);
        }
        return known;
    }
}
