package org.externalmodels.registry.analytics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts trends together by some of what they are about, so that the database is asked once for all parts of a report. Not for
 * several threads.
 */
final class Fold {

    private final boolean byTime;
    private final List<Dimension> by;
    private final Map<Group, Sum> sums = new HashMap<>();

    Fold(boolean byTime, List<Dimension> by) {
        this.byTime = byTime;
        this.by = by;
    }

    /** Many trends in one. */
    record Sum(TrendCounts counts, LatencyCounts durations, LatencyCounts firstChunks) {
        Sum() {
            this(new TrendCounts(), new LatencyCounts(), new LatencyCounts());
        }

        void add(Sum more) {
            counts.add(more.counts);
            durations.add(more.durations);
            firstChunks.add(more.firstChunks);
        }
    }

    /** Where a trend belongs, by the begin of its period and its {@link Trends#PLACES}. */
    Sum sum(Instant start, List<String> place) {
        List<String> values = new ArrayList<>(by.size());
        for (Dimension dimension : by) {
            values.add(place.get(Trends.PLACES.indexOf(dimension)));
        }
        return sums.computeIfAbsent(
                new Group(byTime ? Optional.of(start) : Optional.empty(), values), group -> new Sum());
    }

    /** In order. */
    Map<Group, Sum> sums() {
        Map<Group, Sum> ordered = new TreeMap<>(Group.ORDER);
        ordered.putAll(sums);
        return ordered;
    }

    Sum total() {
        Sum total = new Sum();
        sums.values().forEach(total::add);
        return total;
    }

    /** A dimension's value in a group of this; {@code null} if it has none. */
    String value(Dimension dimension, Group group) {
        int at = by.indexOf(dimension);
        return at < 0 || group.values().get(at).isEmpty()
                ? null
                : group.values().get(at);
    }
}
