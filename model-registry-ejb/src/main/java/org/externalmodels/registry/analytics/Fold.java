package org.externalmodels.registry.analytics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Puts trends together by some of what they are about, so that the database is asked once for all parts of a report. What it
 * keeps of latencies is most of its memory, about 16 KB a group. Not for several threads.
 */
final class Fold {

    private final boolean byTime;
    private final List<Dimension> by;
    private final int mostLatencies;
    private final Map<Group, Sum> sums = new HashMap<>();

    private Fold(boolean byTime, List<Dimension> by, int mostLatencies) {
        this.byTime = byTime;
        this.by = by;
        this.mostLatencies = mostLatencies;
    }

    /** By what trends are about. */
    static Fold by(List<Dimension> by) {
        return new Fold(false, by, Integer.MAX_VALUE);
    }

    /** By time and by what trends are about; only the first so many groups have latencies. */
    static Fold byTimeAnd(List<Dimension> by, int mostLatencies) {
        return new Fold(true, by, mostLatencies);
    }

    /** Many trends in one. */
    record Sum(TrendCounts counts, LatencyCounts durations, LatencyCounts firstChunks) {
        private static Sum with(boolean latencies) {
            return new Sum(new TrendCounts(), new LatencyCounts(latencies), new LatencyCounts(latencies));
        }
    }

    /** Where a trend belongs, by the begin of its period and its {@link Trends#PLACES}. */
    Sum sum(Instant start, List<String> place) {
        List<String> values = new ArrayList<>(by.size());
        for (Dimension dimension : by) {
            values.add(place.get(Trends.PLACES.indexOf(dimension)));
        }
        return sums.computeIfAbsent(
                new Group(byTime ? Optional.of(start) : Optional.empty(), values),
                group -> Sum.with(sums.size() < mostLatencies));
    }

    /** Of what belongs to all groups. */
    Sum sum(Group group) {
        return sums.getOrDefault(group, Sum.with(true));
    }

    /** In order. */
    Map<Group, Sum> sums() {
        Map<Group, Sum> ordered = new TreeMap<>(Group.ORDER);
        ordered.putAll(sums);
        return ordered;
    }

    /** A dimension's value in a group of this; {@code null} if it has none. */
    String value(Dimension dimension, Group group) {
        int at = by.indexOf(dimension);
        return at < 0 || group.values().get(at).isEmpty()
                ? null
                : group.values().get(at);
    }
}
