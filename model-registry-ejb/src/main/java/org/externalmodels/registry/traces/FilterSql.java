package org.externalmodels.registry.traces;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.externalmodels.registry.traces.TraceFilter.Match;
import org.externalmodels.registry.zones.TimeSpan;

/** A filter as a condition on rows {@code t} of the table. */
final class FilterSql {

    /** What indexes begin with, the most telling first; the time follows, or follows the first field alone. */
    private static final List<List<TraceField>> INDEXES =
            List.of(List.of(TraceField.CALLER), List.of(TraceField.MODEL, TraceField.CONNECTION));

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

    /** Whether an index finds what the filter lets through and nothing else, so that no other way need be looked for. */
    boolean isLed() {
        List<TraceCondition> conditions = filter.conditions();
        return conditions.isEmpty()
                || (isAboutAll()
                        && (conditions.stream().anyMatch(TraceCondition::isExact)
                                || INDEXES.stream().anyMatch(this::tellsAll)));
    }

    /** Whether each condition holds for whatever is let through. */
    private boolean isAboutAll() {
        return filter.match() == Match.ALL || filter.conditions().size() == 1;
    }

    /** Whether an index begins with what the filter fixes, and the filter asks for nothing else. */
    private boolean tellsAll(List<TraceField> index) {
        return fixed(index.get(0))
                && filter.conditions().stream()
                        .allMatch(condition -> index.stream().anyMatch(condition::fixes));
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
        StringBuilder columns = new StringBuilder();
        if (isAboutAll()) {
            INDEXES.stream()
                    .filter(index -> fixed(index.get(0)))
                    .findFirst()
                    .ifPresent(index -> index.stream()
                            .filter(this::fixed)
                            .forEach(field ->
                                    columns.append("t.").append(field.column()).append(" desc, ")));
        }
        return " order by " + columns + "t.started_at desc, t.id desc";
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
