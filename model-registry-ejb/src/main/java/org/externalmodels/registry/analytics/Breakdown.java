package org.externalmodels.registry.analytics;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Which attempts to sum up, and by what.
 *
 * @param from the earliest begin
 * @param to before which they began
 * @param by what they have in common in each sum
 * @param tag the name of a tag of which they have the value in common as well
 * @param time the length of time that they have in common as well
 * @param where what all of them must have
 * @param whereTag tags that all of them must have
 */
public record Breakdown(
        Instant from,
        Instant to,
        List<Dimension> by,
        Optional<String> tag,
        Optional<Span> time,
        Map<Dimension, String> where,
        Map<String, String> whereTag) {

    /** Before and after every attempt. */
    public static final Instant BEGINNING = Instant.parse("1999-01-01T00:00:00Z");

    public static final Instant END = Instant.parse("3000-01-01T00:00:00Z");

    public Breakdown {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        by = List.copyOf(by);
        Objects.requireNonNull(tag, "tag");
        Objects.requireNonNull(time, "time");
        where = Map.copyOf(where);
        whereTag = Map.copyOf(whereTag);
    }

    /** Tags and instances of workflows are not in the sums: they are found at single attempts only. */
    boolean needsRows() {
        return tag.isPresent()
                || !whereTag.isEmpty()
                || !by.stream().allMatch(Dimension::isSummed)
                || !where.keySet().stream().allMatch(Dimension::isSummed);
    }
}
