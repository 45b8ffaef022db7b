package org.externalmodels.registry.traces;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.externalmodels.registry.DatabaseText;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.Sql;
import org.externalmodels.registry.access.Role;
import org.externalmodels.registry.zones.TimeSpan;
import org.externalmodels.registry.zones.Zones;

/** Looks up traces. */
@Stateless
@RolesAllowed({Role.ADMIN, Role.EDITOR, Role.VIEWER, Role.AUDITOR})
public class TraceLog {

    private static final int MOST_ATTEMPTS = 100;

    private final Sql sql;

    /** The container's proxies are made with it. */
    public TraceLog() {
        this(null);
    }

    @Inject
    public TraceLog(DataSource database) {
        sql = new Sql(database);
    }

    /**
     * Lists traces, newest first, from where another part ended.
     *
     * @param limit the most lines, at least 1
     * @param after {@link Slice#next} of the part before, empty for the newest
     */
    public Slice<TraceItem> slice(TraceFilter filter, int limit, Optional<String> after) {
        Optional<TracePlace> place = after.map(TracePlace::parse);
        List<TraceItem> found = new ArrayList<>();
        for (TimeSpan span : spans(filter, place)) {
            found.addAll(list(filter, place, span, limit + 1 - found.size()));
            if (found.size() > limit) {
                break;
            }
        }
        Optional<String> next = found.size() > limit
                ? Optional.of(TracePlace.of(found.get(limit - 1)).toString())
                : Optional.empty();
        return new Slice<>(found.stream().limit(limit).toList(), next);
    }

    /** Where to look, newest first. */
    private Iterable<TimeSpan> spans(TraceFilter filter, Optional<TracePlace> place) {
        if (new FilterSql(filter).isLed()) {
            return List.of(TimeSpan.ALL);
        }
        Optional<Instant> end = place.map(last -> last.time().plus(1, ChronoUnit.MICROS))
                .filter(time ->
                        filter.to().isEmpty() || time.isBefore(filter.to().get()))
                .or(filter::to);
        return new Zones(sql)
                .spans(
                        new TimeSpan(filter.from(), end),
                        filter.conditions().stream().map(TraceCondition::zones).toList(),
                        filter.match() == TraceFilter.Match.ALL);
    }

    private List<TraceItem> list(TraceFilter filter, Optional<TracePlace> place, TimeSpan span, int limit) {
        FilterSql where = new FilterSql(filter).within(span);
        place.ifPresent(where::after);
        List<Object> parameters = new ArrayList<>(where.parameters());
        parameters.add(limit);
        return sql.list("select t.* from trace t" + where + where.order() + " limit ?", parameters, TraceItem::read);
    }

    /** Sums up all traces that a filter lets through. */
    public TraceSummary summary(TraceFilter filter) {
        Summing summing = new Summing();
        for (TimeSpan span : spans(filter, Optional.empty())) {
            FilterSql where = new FilterSql(filter).within(span);
            sql.each(
                    "select " + Summing.COLUMNS + " from trace t" + where + Summing.GROUPS,
                    where.parameters(),
                    summing::add);
        }
        return summing.summary();
    }

    /** All attempts of a call in their order, without what was said; empty if there is no such call. */
    public List<TraceItem> attempts(String traceId) {
        return sql.list(
                "select t.* from trace t where t.trace_id = ? order by t.attempt, t.id limit " + MOST_ATTEMPTS,
                List.of(DatabaseText.of("id", traceId)),
                TraceItem::read);
    }

    /** All attempts of some calls by the calls' ids; nothing of one that is not there. */
    public Map<String, List<TraceItem>> attempts(Set<String> traceIds) {
        if (traceIds.isEmpty()) {
            return Map.of();
        }
        List<String> ids =
                traceIds.stream().map(id -> DatabaseText.of("id", id)).toList();
        return sql
                .list(
                        "select t.* from trace t where t.trace_id in (" + Sql.marks(ids.size())
                                + ") order by t.trace_id, t.attempt, t.id limit " + MOST_ATTEMPTS * ids.size(),
                        ids,
                        TraceItem::read)
                .stream()
                .collect(Collectors.groupingBy(TraceItem::id));
    }

    /** All attempts of a call with what was said, as far as it was captured. */
    @RolesAllowed({Role.ADMIN, Role.AUDITOR})
    public List<TraceDetail> attemptsWithBodies(String traceId) {
        return sql.list(
                "select t.*, b.input, b.output from trace t left join trace_body b on b.trace_row = t.id"
                        + " where t.trace_id = ? order by t.attempt, t.id limit " + MOST_ATTEMPTS,
                List.of(DatabaseText.of("id", traceId)),
                row -> new TraceDetail(TraceItem.read(row), row.getString("input"), row.getString("output")));
    }
}
