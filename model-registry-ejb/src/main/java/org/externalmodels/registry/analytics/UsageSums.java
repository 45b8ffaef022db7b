package org.externalmodels.registry.analytics;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.externalmodels.registry.DatabaseText;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.Sql;

/**
 * Reads sums, from those per day and hour where they cover the time asked for, and from single attempts at its ends. A
 * sum is kept apart for each currency; attempts without a known cost, or a price for it, are under the empty one.
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
    private final int most;

    /**
     * @param most sums that are read at once
     */
    public UsageSums(Sql sql, int most) {
        this.sql = sql;
        this.most = most;
    }

    /**
     * Sums by what they have in common, in order, and in each by currency.
     *
     * @throws RegistryException if they are too many
     */
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

    /** From when on nothing of what is summed up is deleted; empty if all is there. */
    public Optional<Instant> completeFrom(Breakdown breakdown) {
        return new Horizons(sql).completeFrom(parts(breakdown));
    }

    private static List<Stretch> parts(Breakdown breakdown) {
        return breakdown.needsRows()
                ? List.of(new Stretch(breakdown.from(), breakdown.to(), Optional.empty()))
                : Stretch.of(
                        breakdown.from(),
                        breakdown.to(),
                        breakdown.time().filter(span -> span == Span.HOUR).isEmpty());
    }

    private void readSums(Breakdown breakdown, Stretch part, Grain grain, Map<Group, Map<String, Totals>> found) {
        List<String> common = new ArrayList<>();
        breakdown.by().forEach(dimension -> common.add(dimension.ofSum()));
        List<Object> parameters =
                new ArrayList<>(List.of(SumIds.first(grain, part.from()), SumIds.first(grain, part.to())));
        StringBuilder where = new StringBuilder(" where s.id >= ? and s.id < ?");
        breakdown.where().forEach((dimension, value) -> {
            where.append(" and ").append(dimension.ofSum()).append(" = ?");
            parameters.add(DatabaseText.of(dimension.wireName(), value));
        });
        List<String> groups = new ArrayList<>(common);
        groups.add("s.currency");
        breakdown.time().ifPresent(span -> groups.add("s.period_start"));
        String period = breakdown.time().isPresent() ? "s.period_start period_start, " : "";
        read(
                "select " + columns(common) + period + OF_SUMS + " from usage_sum s" + where,
                groups,
                parameters,
                breakdown,
                row -> Sql.time(row, "period_start"),
                found);
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
        // Hours and days of UTC are whole numbers of seconds since 1970.
        long seconds = breakdown.time().map(span -> span.grain().seconds()).orElse(0L);
        String number = "floor(extract(epoch from t.started_at) / " + seconds + ")";
        breakdown.time().ifPresent(span -> groups.add(number));
        String period = breakdown.time().isPresent() ? number + " period_number, " : "";
        read(
                "select " + columns(common) + period + OF_ROWS + from,
                groups,
                parameters,
                breakdown,
                row -> Instant.ofEpochSecond(row.getLong("period_number") * seconds),
                found);
    }

    private void read(
            String select,
            List<String> groups,
            List<Object> parameters,
            Breakdown breakdown,
            Sql.RowReader<Instant> period,
            Map<Group, Map<String, Totals>> found) {
        int values = breakdown.by().size() + (breakdown.tag().isPresent() ? 1 : 0);
        Sql.RowVisitor visitor = row -> {
            Optional<Instant> time = breakdown.time().isEmpty()
                    ? Optional.empty()
                    : Optional.of(breakdown.time().get().start(period.read(row)));
            add(found, new Group(time, values(row, values)), row);
            if (found.size() > most) {
                throw tooMany();
            }
        };
        String query = select + " group by " + String.join(", ", groups);
        if (breakdown.time().filter(span -> span == Span.MONTH).isPresent()) {
            // A row for each day, of which many become one.
            sql.each(query, parameters, visitor);
        } else if (sql.whole(query + " limit " + (most + 1), parameters, visitor) > most) {
            throw tooMany();
        }
    }

    private RegistryException tooMany() {
        return RegistryException.invalid("groupBy", "makes more than " + most + " lines; ask for less time");
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
