package org.externalmodels.registry.traces;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Which traces to look at.
 *
 * @param match whether all conditions must hold or any one; of no conditions, everything is meant
 * @param conditions on the traces
 * @param from the earliest begin; holds in any case
 * @param to before which they began; holds in any case
 */
public record TraceFilter(Match match, List<TraceCondition> conditions, Optional<Instant> from, Optional<Instant> to) {

    /** All traces. */
    public static final TraceFilter ALL = new TraceFilter(Match.ALL, List.of(), Optional.empty(), Optional.empty());

    public TraceFilter {
        Objects.requireNonNull(match, "match");
        conditions = List.copyOf(conditions);
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
    }

    /** How conditions are put together. */
    public enum Match {
        ALL,
        ANY
    }

    /** With one more condition. */
    public TraceFilter with(TraceCondition condition) {
        List<TraceCondition> more = new ArrayList<>(conditions);
        more.add(condition);
        return new TraceFilter(match, more, from, to);
    }

    /** Where a field has a value. */
    public TraceFilter with(TraceField field, String value) {
        return with(TraceCondition.equal(field, value));
    }

    /** The same with a value that may not be given. */
    public TraceFilter with(TraceField field, Optional<String> value) {
        return value.map(given -> with(field, given)).orElse(this);
    }

    public TraceFilter between(Optional<Instant> begin, Optional<Instant> end) {
        return new TraceFilter(match, conditions, begin, end);
    }
}
