package org.externalmodels.registry.analytics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Puts trends together by some of what they are about, so that the database is asked once for all parts of a report. What it
 * keeps of latencies is most of its memory, about 16 KB a group. Not for several threads.
 */
final class Fold {

    /** The most called first. */
    private static final Comparator<Map.Entry<Group, Sum>> CALLED = Comparator.<Map.Entry<Group, Sum>>comparingLong(
                    group -> group.getValue().counts().calls().calls())
            .thenComparingLong(group -> group.getValue().counts().calls().requests())
            .reversed()
            .thenComparing(Map.Entry::getKey, Group.ORDER);

    private final boolean byTime;
    private final List<Dimension> by;
    private final int mostLatencies;
    private final Optional<Set<List<String>>> only;
    private final Map<Group, Sum> sums = new HashMap<>();

    private Fold(boolean byTime, List<Dimension> by, int mostLatencies, Optional<Set<List<String>>> only) {
        this.byTime = byTime;
        this.by = by;
        this.mostLatencies = mostLatencies;
        this.only = only;
    }

    /** One of all trends, by what they are about, of which only the first so many groups have latencies. */
    static Fold by(List<Dimension> by, int mostLatencies) {
        return new Fold(false, by, mostLatencies, Optional.empty());
    }

    /** One of all trends, by time and by what they are about. */
    static Fold byTimeAnd(List<Dimension> by, int mostLatencies) {
        return new Fold(true, by, mostLatencies, Optional.empty());
    }

    /** One of the trends that belong to some groups of this, with latencies, perhaps by time as well. */
    Fold narrowed(boolean andTime, List<Group> groups) {
        return new Fold(
                andTime,
                by,
                Integer.MAX_VALUE,
                Optional.of(groups.stream().map(Group::values).collect(Collectors.toSet())));
    }

    /** Many trends in one. */
    record Sum(TrendCounts counts, LatencyCounts durations, LatencyCounts firstChunks) {
        private static Sum with(boolean latencies) {
            return new Sum(new TrendCounts(), new LatencyCounts(latencies), new LatencyCounts(latencies));
        }
    }

    /** Where a trend belongs, by the begin of its period and its {@link Trends#PLACES}; empty if it does not. */
    Optional<Sum> sum(Instant start, List<String> place) {
        List<String> values = new ArrayList<>(by.size());
        for (Dimension dimension : by) {
            values.add(place.get(Trends.PLACES.indexOf(dimension)));
        }
        if (only.isPresent() && !only.get().contains(values)) {
            return Optional.empty();
        }
        return Optional.of(sums.computeIfAbsent(
                new Group(byTime ? Optional.of(start) : Optional.empty(), values),
                group -> Sum.with(sums.size() < mostLatencies)));
    }

    int size() {
        return sums.size();
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

    /** The groups that were called most, the most called first. */
    List<Group> mostCalled(int most) {
        return sums.entrySet().stream()
                .sorted(CALLED)
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** A dimension's value in a group of this; {@code null} if it has none. */
    String value(Dimension dimension, Group group) {
        int at = by.indexOf(dimension);
        return at < 0 || group.values().get(at).isEmpty()
                ? null
                : group.values().get(at);
    }
}
