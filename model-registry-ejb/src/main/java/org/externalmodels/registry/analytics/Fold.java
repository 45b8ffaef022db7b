package org.externalmodels.registry.analytics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.externalmodels.registry.analytics.Latencies.Sketches;

/**
 * Puts fine sums together by less than what they are broken down by, so that the database is asked once for all parts of a
 * report. Not for several threads.
 */
final class Fold {

    private static final Sketches NONE = new Sketches();

    private final boolean byTime;
    private final List<Dimension> by;
    private final Map<Group, Map<String, Totals>> sums = new TreeMap<>(Group.ORDER);
    private final Map<Group, Sketches> latencies = new HashMap<>();

    Fold(boolean byTime, List<Dimension> by) {
        this.byTime = byTime;
        this.by = by;
    }

    /** Adds sums by currency of what is in a group of these dimensions. */
    void add(List<Dimension> dimensions, Group fine, Map<String, Totals> byCurrency) {
        Map<String, Totals> sum = sums.computeIfAbsent(coarse(dimensions, fine), g -> new TreeMap<>());
        byCurrency.forEach((currency, totals) -> sum.merge(currency, totals, Totals::plus));
    }

    void add(List<Dimension> dimensions, Group fine, Sketches sketches) {
        latencies.computeIfAbsent(coarse(dimensions, fine), g -> new Sketches()).add(sketches);
    }

    private Group coarse(List<Dimension> dimensions, Group fine) {
        List<String> values = new ArrayList<>(by.size());
        for (Dimension dimension : by) {
            values.add(fine.values().get(dimensions.indexOf(dimension)));
        }
        return new Group(byTime ? fine.time() : Optional.empty(), values);
    }

    /** In order. */
    Map<Group, Map<String, Totals>> sums() {
        return sums;
    }

    Sketches latency(Group group) {
        return latencies.getOrDefault(group, NONE);
    }

    /** A dimension's value in a group of this; {@code null} if it has none. */
    String value(Dimension dimension, Group group) {
        int at = by.indexOf(dimension);
        return at < 0 || group.values().get(at).isEmpty()
                ? null
                : group.values().get(at);
    }
}
