package org.externalmodels.admin.console.analytics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.externalmodels.admin.console.Wording;
import org.externalmodels.registry.analytics.Dimension;
import org.externalmodels.registry.analytics.UsageCourse;
import org.externalmodels.registry.analytics.UsagePoint;

/** A course of usage with every stretch of its time, also those in which nothing was called. */
final class Timeline {

    /** More lines than that cannot be told apart. */
    static final int MOST = 7;

    private final List<Instant> starts = new ArrayList<>();
    private final Map<String, Map<Instant, UsagePoint>> groups = new LinkedHashMap<>();
    private final Map<String, UsagePoint> examples = new HashMap<>();
    private final List<UsagePoint> drawn = new ArrayList<>();
    private final Wording wording;
    private final int omitted;

    Timeline(UsageCourse course, List<Dimension> by, Wording wording) {
        this.wording = wording;
        for (Instant start = course.from();
                start.isBefore(course.to());
                start = course.grain().next(start)) {
            starts.add(start);
        }
        Map<String, Long> sizes = new HashMap<>();
        course.points().forEach(point -> sizes.merge(name(point, by), point.requests(), Long::sum));
        List<String> largest = sizes.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
        largest.stream().limit(MOST).forEach(name -> groups.put(name, new HashMap<>()));
        for (UsagePoint point : course.points()) {
            String name = name(point, by);
            if (groups.containsKey(name)) {
                groups.get(name).put(point.time(), point);
                examples.putIfAbsent(name, point);
                drawn.add(point);
            }
        }
        omitted = largest.size() - groups.size() + course.moreGroups();
    }

    private String name(UsagePoint point, List<Dimension> by) {
        if (by.isEmpty()) {
            return "";
        }
        String model = wording.model(point.model());
        return by.contains(Dimension.CONNECTION) ? model + " / " + wording.connection(point.connection()) : model;
    }

    /** When each stretch begins. */
    List<Instant> starts() {
        return starts;
    }

    /** What is shown side by side, the most called first; one without a name if nothing is. */
    List<String> names() {
        return List.copyOf(groups.keySet());
    }

    /** The points of what is shown. */
    List<UsagePoint> drawn() {
        return drawn;
    }

    /** How many are not shown because there are too many. */
    int omitted() {
        return omitted;
    }

    /** A point of the group, for what all of its points have in common. */
    UsagePoint example(String name) {
        return examples.get(name);
    }

    /**
     * A number for each stretch.
     *
     * @param nothing where nothing was called
     */
    <N extends Number> List<N> values(String name, Function<UsagePoint, N> number, N nothing) {
        List<N> values = new ArrayList<>();
        Map<Instant, UsagePoint> points = groups.getOrDefault(name, Map.of());
        for (Instant start : starts) {
            UsagePoint point = points.get(start);
            values.add(point == null ? nothing : number.apply(point));
        }
        return values;
    }
}
