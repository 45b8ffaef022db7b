package org.externalmodels.registry.limits;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.externalmodels.registry.OwnTransaction;
import org.externalmodels.registry.Sql;
import org.externalmodels.registry.billing.PriceTable;

/** The limits in the database, as calls are held against them. */
@ApplicationScoped
@OwnTransaction
public class StoredLimits {

    private final Sql sql;

    protected StoredLimits() {
        this(null);
    }

    @Inject
    public StoredLimits(DataSource database) {
        sql = new Sql(database);
    }

    /** What moves when limits, names of keys, or prices change. */
    public String stamp() {
        return sql.list(
                        "select (select stamp from usage_limit_stamp) as limits,"
                                + " (select stamp from application_key_stamp) as keys,"
                                + " (select count(*) from price) as prices, (select sum(version) from price) as versions,"
                                // A price that takes the place of another was not made in the same microsecond.
                                + " (select sum(extract(epoch from changed_at)) from price) as changes",
                        List.of(),
                        row -> row.getLong("limits") + "/" + row.getLong("keys") + "/" + row.getLong("prices") + "/"
                                + row.getLong("versions") + "/" + row.getBigDecimal("changes"))
                .get(0);
    }

    /** All limits that are switched on. One whose key is gone is for nobody. */
    public Rules rules() {
        Map<String, String> keys = new HashMap<>();
        sql.each(
                "select id, name from application_key",
                List.of(),
                row -> keys.put(row.getString("id"), row.getString("name")));
        List<LimitRule> limits = new ArrayList<>();
        sql.each("select * from usage_limit where enabled = ?", List.of(true), row -> {
            String keyId = row.getString("key_id");
            String key = keyId == null || keyId.equals(Scope.EACH) ? keyId : keys.get(keyId);
            if (keyId == null || key != null) {
                Measure measure = Measure.valueOf(row.getString("measure"));
                limits.add(new LimitRule(
                        row.getString("id"),
                        row.getString("name"),
                        measure,
                        LimitRule.units(measure, row.getBigDecimal("amount")),
                        Optional.ofNullable(row.getString("currency")),
                        new Scope(
                                key,
                                row.getString("application"),
                                row.getString("model_id"),
                                row.getString("connection_id")),
                        row.getBoolean("shadow"),
                        row.getLong("version")));
            }
        });
        limits.sort(Comparator.comparing(LimitRule::id));
        // Also without a budget: the first one that is set counts at once.
        return new Rules(limits, PriceTable.load(sql, pricedModels()));
    }

    private Set<String> pricedModels() {
        return sql.list("select distinct model_id from price", List.of(), row -> row.getString(1)).stream()
                .collect(Collectors.toSet());
    }

    /** What a server of its own had spent of budgets when it last said so, by bucket. */
    public Map<String, Long> spending(Instant now) {
        Map<String, Long> spending = new HashMap<>();
        sql.each(
                "select bucket, spent from budget_spending where ends_at > ?",
                List.of(now),
                row -> spending.put(row.getString("bucket"), row.getLong("spent")));
        return spending;
    }

    public void keepSpending(Map<Bucket, Long> spending) {
        spending.forEach((bucket, spent) -> {
            int changed =
                    sql.update("update budget_spending set spent = ? where bucket = ?", List.of(spent, bucket.key()));
            if (changed == 0) {
                sql.update(
                        "insert into budget_spending (bucket, spent, ends_at) values (?, ?, ?)",
                        List.of(bucket.key(), spent, bucket.windowEnd()));
            }
        });
    }
}
