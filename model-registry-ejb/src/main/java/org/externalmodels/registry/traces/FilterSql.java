package org.externalmodels.registry.traces;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.externalmodels.registry.traces.TraceFilter.Match;
import org.externalmodels.registry.zones.TimeSpan;

/** A filter as a condition on rows {@code t} of the table. */
final class FilterSql {

    /** Those with an index of their own, the most telling first; each is followed by the time. */
    private static final List<TraceField> INDEXED = List.of(TraceField.CALLER, TraceField.MODEL);

    private final TraceFilter filter;
    private final StringBuilder sql = new StringBuilder(" where 1 = 1");
    private final List<Object> parameters = new ArrayList<>();

    FilterSql(TraceFilter filter) {
        this.filter = filter;
        filter.from().ifPresent(from -> and("t.started_at >= ?", from));
        filter.to().ifPresent(to -> and("t.started_at < ?", to));
        if (!filter.conditions().isEmpty()) {
            and(filter.conditions().stream()
                    .map(TraceCondition::sql)
                    .collect(Collectors.joining(filter.match() == Match.ALL ? " and " : " or ", "(", ")")));
            filter.conditions().forEach(condition -> parameters.addAll(condition.parameters()));
        }
    }

    /**
     * Whether an index finds what the filter lets through, so that no other way need be looked for. Of a model's calls over one
     * connection it finds all that are over others as well.
     */
    boolean isLed() {
        return filter.conditions().isEmpty()
                || (isAboutAll()
                        && (leading()
                                        .filter(field -> field != TraceField.MODEL || !fixed(TraceField.CONNECTION))
                                        .isPresent()
                                || filter.conditions().stream().anyMatch(TraceCondition::isExact)));
    }

    /** Whether each condition holds for whatever is let through. */
    private boolean isAboutAll() {
        return filter.match() == Match.ALL || filter.conditions().size() == 1;
    }

    private Optional<TraceField> leading() {
        return INDEXED.stream().filter(this::fixed).findFirst();
    }

    /** Only what began in a time. */
    FilterSql within(TimeSpan span) {
        span.from().ifPresent(from -> and("t.started_at >= ?", from));
        span.to().ifPresent(to -> and("t.started_at < ?", to));
        return this;
    }

    /** Only what is listed after a place. */
    FilterSql after(TracePlace place) {
        and("t.started_at <= ?", place.time());
        and("(t.started_at < ? or t.id < ?)", place.time(), place.row());
        return this;
    }

    /**
     * Newest first. A column that has one value only changes no order, but named first it leads H2 to the index that
     * begins with it; PostgreSQL leaves it out by itself.
     */
    String order() {
        String first = isAboutAll()
                ? leading().map(field -> "t." + field.column() + " desc, ").orElse("")
                : "";
        return " order by " + first + "t.started_at desc, t.id desc";
    }

    private boolean fixed(TraceField field) {
        return filter.conditions().stream().anyMatch(condition -> condition.fixes(field));
    }

    private void and(String condition, Object... values) {
        sql.append(" and ").append(condition);
        parameters.addAll(List.of(values));
    }

    List<Object> parameters() {
        return parameters;
    }

    @Override
    public String toString() {
        return sql.toString();
    }
}
