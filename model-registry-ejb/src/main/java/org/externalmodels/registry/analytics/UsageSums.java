package org.externalmodels.registry.analytics;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.externalmodels.registry.DatabaseText;
import org.externalmodels.registry.Sql;

/**
 * Reads sums, from those per day and hour where they cover the time asked for, and from single attempts at its ends. A
 * sum is kept apart for each currency; attempts without a known cost are under the empty one.
 */
public final class UsageSums {

    private static final String OF_SUMS =
            "sum(s.requests) requests, sum(case when s.code <> '' then s.requests else 0 end) failures,"
                    + " sum(s.calls) calls, sum(s.failed_calls) failed_calls, sum(s.images) images,"
                    + " sum(s.audio_millis) audio_millis,"
                    + " sum(s.input_tokens) input_tokens, sum(s.output_tokens) output_tokens,"
                    + " sum(s.cached_input_tokens) cached_input_tokens, sum(s.cache_write_tokens) cache_write_tokens,"
                    + " sum(s.reasoning_tokens) reasoning_tokens, sum(s.unknown_usage) unknown_usage, sum(s.cost) cost,"
                    + " sum(s.unknown_cost) unknown_cost, s.currency currency";

    private static final String OF_ROWS =
            "count(*) requests, sum(case when t.code is not null then 1 else 0 end) failures,"
                    + " count(t.waited_millis) calls,"
                    + " sum(case when t.waited_millis is not null and t.code is not null then 1 else 0 end) failed_calls,"
                    + " sum(t.images) images, sum(t.audio_millis) audio_millis,"
                    + " sum(t.input_tokens) input_tokens, sum(t.output_tokens) output_tokens,"
                    + " sum(t.cached_input_tokens) cached_input_tokens, sum(t.cache_write_tokens) cache_write_tokens,"
                    + " sum(t.reasoning_tokens) reasoning_tokens,"
                    + " sum(case when t.input_tokens is null or t.output_tokens is null then 1 else 0 end) unknown_usage,"
                    + " sum(t.cost) cost, sum(case when t.cost is null then 1 else 0 end) unknown_cost,"
                    + " coalesce(t.currency, '') currency";

    private final Sql sql;

    public UsageSums(Sql sql) {
        this.sql = sql;
    }

    /** Sums by what they have in common, in order, and in each by currency. */
    public Map<Group, Map<String, Totals>> read(Breakdown breakdown) {
        Map<Group, Map<String, Totals>> found = new HashMap<>();
        for (Stretch part : parts(breakdown)) {
            if (part.grain().isPresent()) {
                readSums(breakdown, part, part.grain().get(), found);
            } else {
                readRows(breakdown, part, found);
            }
        }
        Map<Group, Map<String, Totals>> ordered = new TreeMap<>(Group.ORDER);
        ordered.putAll(found);
        return ordered;
    }

    private List<Stretch> parts(Breakdown breakdown) {
        boolean days = breakdown.time().filter(grain -> grain == Grain.HOUR).isEmpty();
        if (!breakdown.needsRows()) {
            return Stretch.of(breakdown.from(), breakdown.to(), days);
        }
        if (breakdown.time().isEmpty()) {
            return List.of(new Stretch(breakdown.from(), breakdown.to(), Optional.empty()));
        }
        // Single attempts do not know their hour or day in words of every database, so each is asked for by itself.
        List<Stretch> parts = new ArrayList<>();
        Grain grain = breakdown.time().get();
        Instant from = edge("min", breakdown.from(), Comparator.reverseOrder());
        Instant end = edge("max", breakdown.to(), Comparator.naturalOrder());
        while (from.isBefore(end)) {
            Instant next = grain.next(from);
            Instant to = next.isBefore(end) ? next : end;
            parts.add(new Stretch(from, to, Optional.empty()));
            from = to;
        }
        return parts;
    }

    /** Nothing is asked for before the first attempt and after the last. */
    private Instant edge(String function, Instant wanted, Comparator<Instant> nearer) {
        return sql
                .list("select " + function + "(started_at) edge from trace", List.of(), row -> {
                    OffsetDateTime time = row.getObject("edge", OffsetDateTime.class);
                    return time == null ? Instant.EPOCH : time.toInstant().plusMillis(function.equals("max") ? 1 : 0);
                })
                .stream()
                .min(Comparator.comparing((Instant time) -> time, nearer))
                .filter(time -> nearer.compare(time, wanted) < 0)
                .orElse(wanted);
    }

    private void readSums(Breakdown breakdown, Stretch part, Grain grain, Map<Group, Map<String, Totals>> found) {
        List<String> common = new ArrayList<>();
        breakdown.by().forEach(dimension -> common.add(dimension.ofSum()));
        boolean timed = breakdown.time().isPresent();
        List<Object> parameters =
                new ArrayList<>(List.of(SumIds.first(grain, part.from()), SumIds.first(grain, part.to())));
        StringBuilder where = new StringBuilder(" where s.id >= ? and s.id < ?");
        breakdown.where().forEach((dimension, value) -> {
            where.append(" and ").append(dimension.ofSum()).append(" = ?");
            parameters.add(DatabaseText.of(dimension.wireName(), value));
        });
        List<String> groups = new ArrayList<>(common);
        groups.add("s.currency");
        if (timed) {
            groups.add("s.period_start");
        }
        String query = "select " + columns(common) + (timed ? "s.period_start period_start, " : "") + OF_SUMS
                + " from usage_sum s" + where + " group by " + String.join(", ", groups);
        sql.whole(query, parameters, row -> {
            Optional<Instant> time = breakdown.time().isEmpty()
                    ? Optional.empty()
                    : Optional.of(breakdown.time().get().start(Sql.time(row, "period_start")));
            add(found, new Group(time, values(row, common.size())), row);
        });
    }

    private void readRows(Breakdown breakdown, Stretch part, Map<Group, Map<String, Totals>> found) {
        List<String> common = new ArrayList<>();
        breakdown.by().forEach(dimension -> common.add(dimension.ofRow()));
        List<Object> parameters = new ArrayList<>();
        StringBuilder from = new StringBuilder(" from trace t");
        breakdown.tag().ifPresent(name -> {
            common.add("coalesce(g.tag_value, '')");
            from.append(" left join trace_tag g on g.trace_row = t.id and g.name = ?");
            parameters.add(DatabaseText.of("tag", name));
        });
        from.append(" where t.started_at >= ? and t.started_at < ?");
        parameters.add(part.from());
        parameters.add(part.to());
        breakdown.where().forEach((dimension, value) -> {
            from.append(" and ").append(dimension.ofRow()).append(" = ?");
            parameters.add(DatabaseText.of(dimension.wireName(), value));
            if (dimension == Dimension.MODEL && !value.isEmpty()) {
                // For the index that begins with it.
                from.append(" and t.model_name = ?");
                parameters.add(DatabaseText.of(dimension.wireName(), value));
            }
        });
        breakdown.whereTag().forEach((name, value) -> {
            from.append(" and exists (select 1 from trace_tag w where w.trace_row = t.id and w.name = ?"
                    + " and w.tag_value = ?)");
            parameters.add(DatabaseText.of("tag." + name, name));
            parameters.add(DatabaseText.of("tag." + name, value));
        });
        List<String> groups = new ArrayList<>(common);
        groups.add("coalesce(t.currency, '')");
        String query = "select " + columns(common) + OF_ROWS + from + " group by " + String.join(", ", groups);
        Optional<Instant> time = breakdown.time().map(grain -> grain.start(part.from()));
        sql.whole(query, parameters, row -> add(found, new Group(time, values(row, common.size())), row));
    }

    private static String columns(List<String> common) {
        StringBuilder columns = new StringBuilder();
        for (int i = 0; i < common.size(); i++) {
            columns.append(common.get(i)).append(" common").append(i).append(", ");
        }
        return columns.toString();
    }

    private static List<String> values(ResultSet row, int count) throws SQLException {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(row.getString("common" + i));
        }
        return values;
    }

    private static void add(Map<Group, Map<String, Totals>> found, Group group, ResultSet row) throws SQLException {
        Totals totals = new Totals(
                row.getLong("requests"),
                row.getLong("failures"),
                row.getLong("calls"),
                row.getLong("failed_calls"),
                Sql.nullable(row, "input_tokens"),
                Sql.nullable(row, "output_tokens"),
                Sql.nullable(row, "cached_input_tokens"),
                Sql.nullable(row, "cache_write_tokens"),
                Sql.nullable(row, "reasoning_tokens"),
                Sql.nullable(row, "images"),
                Sql.nullable(row, "audio_millis"),
                row.getLong("unknown_usage"),
                Sql.decimal(row, "cost"),
                row.getLong("unknown_cost"));
        found.computeIfAbsent(group, g -> new TreeMap<>()).merge(row.getString("currency"), totals, Totals::plus);
    }
}
