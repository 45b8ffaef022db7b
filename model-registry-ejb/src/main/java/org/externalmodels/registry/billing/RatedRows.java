package org.externalmodels.registry.billing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.registry.Sql;
import org.externalmodels.registry.analytics.Grain;
import org.externalmodels.registry.analytics.Rebuilding;
import org.externalmodels.registry.analytics.RollUps;
import org.externalmodels.registry.zones.ZoneStore;

/** Works out the cost of stored calls again, an hour in a transaction, together with the sums they are in. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
public class RatedRows {

    private static final int AT_ONCE = 5_000;

    private final Sql sql;

    protected RatedRows() {
        this(null);
    }

    @Inject
    public RatedRows(DataSource database) {
        sql = new Sql(database);
    }

    /** How many calls there were, and how many of them have another cost now. */
    public record Outcome(long calls, long changed) {
        Outcome plus(Outcome more) {
            return new Outcome(calls + more.calls, changed + more.changed);
        }
    }

    /** When the first and the last call of a time began; empty if there was none. */
    public List<Instant> ends(Instant from, Instant to) {
        return sql.list(
                "select started_at from trace where started_at >= ? and started_at < ? and (started_at ="
                        + " (select min(started_at) from trace where started_at >= ?) or started_at ="
                        + " (select max(started_at) from trace where started_at < ?)) order by started_at",
                List.of(from, to, from, to),
                row -> Sql.time(row, "started_at"));
    }

    /** Works out the cost of the calls of one hour, or of its part within a time, by the prices as they are now. */
    public Outcome rerate(Instant hour, Instant from, Instant to, Optional<String> model) {
        new RollUps(sql).lock();
        Instant end = Grain.HOUR.next(hour);
        Outcome outcome = new Outcome(0, 0);
        long after = 0;
        while (true) {
            List<Object> parameters =
                    new ArrayList<>(List.of(from.isAfter(hour) ? from : hour, to.isBefore(end) ? to : end, after));
            model.ifPresent(parameters::add);
            List<Row> rows = sql.list(
                    "select t.* from trace t where t.started_at >= ? and t.started_at < ? and t.id > ?"
                            + (model.isPresent() ? " and t.model_name = ?" : "") + " order by t.id limit " + AT_ONCE,
                    parameters,
                    Row::read);
            if (rows.isEmpty()) {
                break;
            }
            outcome = outcome.plus(new Outcome(rows.size(), rerate(rows)));
            after = rows.get(rows.size() - 1).id();
        }
        if (outcome.changed() > 0) {
            new Rebuilding(sql).hour(hour);
        }
        return outcome;
    }

    /** Makes the sums of a day anew. */
    public void rebuildDay(Instant day) {
        new RollUps(sql).lock();
        new Rebuilding(sql).day(day);
    }

    private int rerate(List<Row> rows) {
        Set<String> models =
                rows.stream().map(Row::modelId).filter(Objects::nonNull).collect(Collectors.toSet());
        PriceTable prices = PriceTable.load(sql, models);
        List<Object[]> changes = new ArrayList<>();
        List<ZoneStore.Row> zoned = new ArrayList<>();
        for (Row row : rows) {
            Charge now = prices.charge(row.modelId(), row.connection(), row.time(), row.used());
            if (!row.charged(now)) {
                changes.add(new Object[] {now.cost(), now.currency(), now.priceId(), row.id()});
                zoned.add(new ZoneStore.Row(row.time(), Arrays.asList(now.cost(), now.currency())));
            }
        }
        sql.batch("update trace set cost = ?, currency = ?, price_id = ? where id = ?", changes);
        new ZoneStore(sql).change(List.of("cost", "currency"), zoned);
        return changes.size();
    }

    private record Row(
            long id,
            Instant time,
            String modelId,
            String connection,
            Quantities used,
            BigDecimal cost,
            String currency) {

        static Row read(ResultSet row) throws SQLException {
            TokenUsage tokens = new TokenUsage(
                    number(row, "input_tokens"),
                    number(row, "output_tokens"),
                    number(row, "cached_input_tokens"),
                    number(row, "cache_write_tokens"),
                    number(row, "reasoning_tokens"),
                    TokenUsage.Source.valueOf(row.getString("token_source")));
            return new Row(
                    row.getLong("id"),
                    Sql.time(row, "started_at"),
                    row.getString("model_id"),
                    row.getString("connection_name"),
                    row.getBoolean("from_cache")
                            ? Quantities.NONE
                            : new Quantities(
                                    !row.getString("status").equals("failed"),
                                    tokens,
                                    number(row, "images"),
                                    number(row, "audio_millis")),
                    row.getBigDecimal("cost"),
                    row.getString("currency"));
        }

        private static OptionalLong number(ResultSet row, String column) throws SQLException {
            Long value = Sql.nullable(row, column);
            return value == null || value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
        }

        boolean charged(Charge now) {
            boolean sameCost =
                    cost == null ? now.cost() == null : now.cost() != null && cost.compareTo(now.cost()) == 0;
            return sameCost && Objects.equals(currency, now.currency());
        }
    }
}
