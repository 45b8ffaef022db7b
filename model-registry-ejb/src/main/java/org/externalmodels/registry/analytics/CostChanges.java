package org.externalmodels.registry.analytics;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.externalmodels.registry.Sql;

/**
 * Changes sums by what the costs of some of their attempts have changed by, in the transaction that changes the attempts.
 * Sums keep what attempts came to that are deleted since. The lock must be held.
 */
public final class CostChanges {

    private static final String TEXTS =
            "s.model, s.connection, s.application, s.component, s.caller, s.source, s.code, s.currency, s.activity,"
                    + " s.application_key";

    private static final int COUNT_OF_TEXTS = 10;

    private static final String DEARER = "update usage_sum set cost = cost + ? where id = ?";

    private static final String LESS = """
            update usage_sum set requests = requests - ?, calls = calls - ?, failed_calls = failed_calls - ?,
             unknown_usage = unknown_usage - ?, unknown_cost = unknown_cost - ?,
             input_tokens = input_tokens - coalesce(cast(? as bigint), 0),
             output_tokens = output_tokens - coalesce(cast(? as bigint), 0),
             cached_input_tokens = cached_input_tokens - coalesce(cast(? as bigint), 0),
             cache_write_tokens = cache_write_tokens - coalesce(cast(? as bigint), 0),
             reasoning_tokens = reasoning_tokens - coalesce(cast(? as bigint), 0),
             images = images - coalesce(cast(? as bigint), 0),
             audio_millis = audio_millis - coalesce(cast(? as bigint), 0),
             cost = cost - coalesce(cast(? as numeric(38, 15)), 0) where id = ?""";

    /** No tokens over attempts of which none is known in full is not a number that anybody knows. */
    private static final String UNKNOWN = """
            update usage_sum set input_tokens = nullif(input_tokens, 0), output_tokens = nullif(output_tokens, 0),
             cached_input_tokens = nullif(cached_input_tokens, 0), cache_write_tokens = nullif(cache_write_tokens, 0),
             reasoning_tokens = nullif(reasoning_tokens, 0) where id = ? and requests = unknown_usage""";

    private static final String NOTHING_LEFT = """
            delete from usage_sum where id = ? and requests = 0 and coalesce(input_tokens, 0) = 0
             and coalesce(output_tokens, 0) = 0 and coalesce(cost, 0) = 0""";

    private final Sql sql;
    private final RollUps sums;

    public CostChanges(Sql sql) {
        this.sql = sql;
        sums = new RollUps(sql);
    }

    /** Takes in that attempts have other costs now. What is in no sum any more changes none. */
    public void add(List<CostChange> changes) {
        for (Grain grain : Grain.values()) {
            changes.stream()
                    .collect(Collectors.groupingBy(
                            change -> grain.start(change.before().time())))
                    .forEach((start, ofPeriod) -> add(grain, start, ofPeriod));
        }
    }

    private void add(Grain grain, Instant start, List<CostChange> changes) {
        Map<SumKey, Long> rows = rows(grain, start);
        Map<Long, BigDecimal> dearer = new HashMap<>();
        Map<Long, Sums> gone = new HashMap<>();
        Map<SumKey, Sums> come = new HashMap<>();
        Set<SumKey> trends = new HashSet<>();
        for (CostChange change : changes) {
            UsageFact before = change.before();
            Long row = rows.get(SumKey.ofSum(grain, before));
            if (row == null) {
                continue;
            }
            if (change.isOfAmount()) {
                dearer.merge(row, change.cost().subtract(before.cost()), BigDecimal::add);
            } else {
                UsageFact after = change.after();
                gone.computeIfAbsent(row, r -> new Sums()).add(before);
                come.computeIfAbsent(SumKey.ofSum(grain, after), k -> new Sums())
                        .add(after);
            }
            trends.add(SumKey.ofTrend(grain, before));
        }
        List<Object[]> amounts = new ArrayList<>();
        dearer.forEach((row, more) -> amounts.add(new Object[] {more, row}));
        sql.batch(DEARER, amounts);
        take(gone);
        sums.store(come);
        cost(grain, start, trends);
    }

    /** By what they are over: the hash of a release before may be another. */
    private Map<SumKey, Long> rows(Grain grain, Instant start) {
        Map<SumKey, Long> rows = new HashMap<>();
        sql.each(
                "select " + TEXTS + ", s.id from usage_sum s where s.id >= ? and s.id < ? order by s.requests",
                period(grain, start),
                row -> rows.put(new SumKey(grain, start, texts(row, COUNT_OF_TEXTS)), row.getLong(COUNT_OF_TEXTS + 1)));
        return rows;
    }

    private static List<Object> period(Grain grain, Instant start) {
        return List.of(SumIds.first(grain, start), SumIds.first(grain, grain.next(start)));
    }

    private static List<String> texts(ResultSet row, int count) throws SQLException {
        List<String> texts = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) {
            texts.add(row.getString(i));
        }
        return texts;
    }

    private void take(Map<Long, Sums> gone) {
        List<Object[]> less = new ArrayList<>();
        List<Object[]> rows = new ArrayList<>();
        gone.forEach((row, sum) -> {
            less.add(Stream.concat(Arrays.stream(sum.columns()), Stream.of(row)).toArray());
            rows.add(new Object[] {row});
        });
        sql.batch(LESS, less);
        sql.batch(NOTHING_LEFT, rows);
        sql.batch(UNKNOWN, rows);
    }

    /** Charts say of a period what bills say of it. */
    private void cost(Grain grain, Instant start, Set<SumKey> trends) {
        if (trends.isEmpty()) {
            return;
        }
        Map<List<String>, Costs> byPlace = new HashMap<>();
        Costs all = new Costs();
        sql.each(
                "select s.model, s.connection, s.application, s.currency, sum(s.cost), sum(s.unknown_cost)"
                        + " from usage_sum s where s.id >= ? and s.id < ?"
                        + " group by s.model, s.connection, s.application, s.currency",
                period(grain, start),
                row -> {
                    Costs costs = byPlace.computeIfAbsent(texts(row, Trends.PLACES.size()), place -> new Costs());
                    for (Costs some : List.of(costs, all)) {
                        some.add(row.getString(4), row.getBigDecimal(5), row.getLong(6));
                    }
                });
        List<Object[]> rows = new ArrayList<>();
        for (SumKey trend : trends) {
            Costs costs = byPlace.getOrDefault(trend.texts(), new Costs());
            List<Object> values = new ArrayList<>(costs.columns());
            values.addAll(period(grain, start));
            values.addAll(trend.texts());
            rows.add(values.toArray());
        }
        sql.batch(
                "update usage_trend set unknown_cost = ?, costs = ? where id >= ? and id < ? and model = ?"
                        + " and connection = ? and application = ?",
                rows);
        List<Object> total = new ArrayList<>(all.columns());
        total.add(StoredTotals.id(grain, start));
        sql.update("update usage_total set unknown_cost = ?, costs = ? where id = ?", total);
    }

    private static final class Costs {
        private final Map<String, BigDecimal> known = new TreeMap<>();
        private long unknown;

        void add(String currency, BigDecimal cost, long unknownCost) {
            if (cost != null && !currency.isEmpty()) {
                known.merge(currency, cost, BigDecimal::add);
            }
            unknown += unknownCost;
        }

        List<Object> columns() {
            return List.of(unknown, TrendCounts.text(known));
        }
    }
}
