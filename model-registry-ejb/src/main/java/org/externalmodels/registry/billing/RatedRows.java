package org.externalmodels.registry.billing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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
import org.externalmodels.inference.spi.UsageRecord;
import org.externalmodels.registry.OwnTransaction;
import org.externalmodels.registry.Sql;
import org.externalmodels.registry.analytics.CostChange;
import org.externalmodels.registry.analytics.CostChanges;
import org.externalmodels.registry.analytics.RollUps;
import org.externalmodels.registry.analytics.UsageFact;
import org.externalmodels.registry.zones.ZoneStore;

/**
 * Works out the cost of stored calls again, some of them in a transaction, together with the sums they are in: whatever
 * stops in between, sums agree with calls.
 */
@ApplicationScoped
@OwnTransaction
public class RatedRows {

    /** Whoever stores calls waits while so many are worked out. */
    private static final int AT_ONCE = 2_000;

    private final Sql sql;
    private final int atOnce;

    protected RatedRows() {
        this(null);
    }

    @Inject
    public RatedRows(DataSource database) {
        this(database, AT_ONCE);
    }

    RatedRows(DataSource database, int atOnce) {
        sql = new Sql(database);
        this.atOnce = atOnce;
    }

    /** How many calls there were, and how many of them have another cost now. */
    public record Outcome(long calls, long changed) {

        Outcome plus(Outcome more) {
            return new Outcome(calls + more.calls, changed + more.changed);
        }
    }

    /** A call after which others follow. */
    public record Place(Instant time, long row) {}

    /**
     * What became of some calls.
     *
     * @param last of them; empty if there are no more
     */
    public record Part(Outcome outcome, Optional<Place> last) {}

    /**
     * Works out the cost of some calls of a time by the prices as they are now.
     *
     * @param after the place that the part before ended at
     */
    public Part rerate(Instant from, Instant to, Optional<String> model, Optional<Place> after) {
        new RollUps(sql).lock();
        StringBuilder where = new StringBuilder("t.started_at >= ? and t.started_at < ?");
        List<Object> parameters = new ArrayList<>(List.of(after.map(Place::time).orElse(from), to));
        after.ifPresent(place -> {
            where.append(" and (t.started_at > ? or t.id > ?)");
            parameters.addAll(List.of(place.time(), place.row()));
        });
        model.ifPresent(name -> {
            where.append(" and t.model_name = ?");
            parameters.add(name);
        });
        List<Row> rows = sql.list(
                "select t.* from trace t where " + where + " order by t.started_at, t.id limit " + atOnce,
                parameters,
                Row::read);
        Outcome outcome = new Outcome(rows.size(), rerate(rows));
        return new Part(
                outcome,
                rows.size() < atOnce
                        ? Optional.empty()
                        : Optional.of(rows.get(rows.size() - 1).place()));
    }

    private int rerate(List<Row> rows) {
        Set<String> models =
                rows.stream().map(Row::modelId).filter(Objects::nonNull).collect(Collectors.toSet());
        PriceTable prices = PriceTable.load(sql, models);
        List<Object[]> changes = new ArrayList<>();
        List<CostChange> ofSums = new ArrayList<>();
        List<ZoneStore.Row> zoned = new ArrayList<>();
        for (Row row : rows) {
            Charge now =
                    prices.charge(row.modelId(), row.connection(), row.fact().time(), row.used());
            if (!row.charged(now)) {
                ofSums.add(new CostChange(row.fact(), now.cost(), now.currency()));
            }
            // Where the cost stays unknown, another price may hold.
            if (!row.charged(now) || !Objects.equals(row.priceId(), now.priceId())) {
                changes.add(new Object[] {now.cost(), now.currency(), now.priceId(), row.id()});
                zoned.add(
                        new ZoneStore.Row(row.fact().time(), Arrays.asList(now.cost(), now.currency(), now.priceId())));
            }
        }
        sql.batch("update trace set cost = ?, currency = ?, price_id = ? where id = ?", changes);
        new CostChanges(sql).add(ofSums);
        new ZoneStore(sql).change(List.of("cost", "currency", "price_id"), zoned);
        return ofSums.size();
    }

    private record Row(long id, String modelId, String connection, String priceId, UsageFact fact, Quantities used) {

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
                    row.getString("model_id"),
                    row.getString("connection_name"),
                    row.getString("price_id"),
                    UsageFact.read(row),
                    Quantities.of(
                            UsageRecord.Status.named(row.getString("status")),
                            row.getBoolean("from_cache"),
                            tokens,
                            number(row, "images"),
                            number(row, "audio_millis")));
        }

        private static OptionalLong number(ResultSet row, String column) throws SQLException {
            Long value = Sql.nullable(row, column);
            return value == null || value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
        }

        Place place() {
            return new Place(fact.time(), id);
        }

        boolean charged(Charge now) {
            BigDecimal cost = fact.cost();
            boolean sameCost =
                    cost == null ? now.cost() == null : now.cost() != null && cost.compareTo(now.cost()) == 0;
            return sameCost && Objects.equals(fact.currency(), now.currency());
        }
    }
}
