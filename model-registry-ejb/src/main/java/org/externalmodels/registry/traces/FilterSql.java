package org.externalmodels.registry.traces;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.externalmodels.registry.traces.TraceFilter.Match;

/** A filter as a condition on rows {@code t} of the table. */
final class FilterSql {

    private final StringBuilder sql = new StringBuilder(" where 1 = 1");
    private final List<Object> parameters = new ArrayList<>();

    FilterSql(TraceFilter filter) {
        filter.from().ifPresent(from -> and("t.started_at >= ?", from));
        filter.to().ifPresent(to -> and("t.started_at < ?", to));
        if (!filter.conditions().isEmpty()) {
            and(filter.conditions().stream()
                    .map(TraceCondition::sql)
                    .collect(Collectors.joining(filter.match() == Match.ALL ? " and " : " or ", "(", ")")));
            filter.conditions().forEach(condition -> parameters.addAll(condition.parameters()));
        }
    }

    /** Only what is listed after a place. */
    FilterSql after(TracePlace place) {
        and("t.started_at <= ?", place.time());
        and("(t.started_at < ? or t.id < ?)", place.time(), place.row());
        return this;
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
