package org.externalmodels.registry.analytics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A part of a stretch of time, and where its sums are best taken from.
 *
 * @param from its begin
 * @param to its end, not included
 * @param grain of the sums that cover it wholly; empty if single attempts must be counted
 */
record Stretch(Instant from, Instant to, Optional<Grain> grain) {

    /** Whole days by days, then whole hours by hours, and what remains at the ends by attempts. */
    static List<Stretch> of(Instant from, Instant to, boolean days) {
        List<Stretch> parts = new ArrayList<>();
        if (!days) {
            hours(from, to, parts);
            return parts;
        }
        Instant first = Grain.DAY.ceiling(from);
        Instant last = Grain.DAY.start(to);
        if (first.isBefore(last)) {
            hours(from, first, parts);
            parts.add(new Stretch(first, last, Optional.of(Grain.DAY)));
            hours(last, to, parts);
        } else {
            hours(from, to, parts);
        }
        return parts;
    }

    private static void hours(Instant from, Instant to, List<Stretch> parts) {
        Instant first = Grain.HOUR.ceiling(from);
        Instant last = Grain.HOUR.start(to);
        if (first.isBefore(last)) {
            add(from, first, Optional.empty(), parts);
            add(first, last, Optional.of(Grain.HOUR), parts);
            add(last, to, Optional.empty(), parts);
        } else {
            add(from, to, Optional.empty(), parts);
        }
    }

    private static void add(Instant from, Instant to, Optional<Grain> grain, List<Stretch> parts) {
        if (from.isBefore(to)) {
            parts.add(new Stretch(from, to, grain));
        }
    }
}
