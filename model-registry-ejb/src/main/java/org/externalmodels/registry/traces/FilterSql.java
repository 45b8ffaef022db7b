package org.externalmodels.registry.traces;

import java.util.ArrayList;
import java.util.List;
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

    /** Whether an index finds what the filter lets through, so that no other way need be looked for. */
    boolean isLed() {
        boolean one = filter.match() == Match.ALL || filter.conditions().size() == 1;
        return filter.conditions().isEmpty()
                || (one
                        && (INDEXED.stream().anyMatch(this::fixed)
                                || filter.conditions().stream().anyMatch(TraceCondition::isExact)));
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
        if (filter.match() == Match.ALL || filter.conditions().size() == 1) {
            INDEXED.stream().filter(this::fixed).findFirst().ifPresent(field -> {
                columns.append("t.").append(field.column()).append(" desc, ");
                if (field == TraceField.MODEL && fixed(TraceField.CONNECTION)) {
                    columns.append("t.connection_name desc, ");
                }
            });
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
