package org.externalmodels.registry.analytics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.externalmodels.registry.Sql;

/**
 * Adds attempts to the sums of their hours and days, in the transaction that stores them. A lock, held to the
 * transaction's end, lets one server after the other read a sum and write it back.
 */
public final class RollUps {

    /** In each of which hours and days have rows, by {@link SumIds}: for bills, for charts, and for charts of everything. */
    public static final List<String> TABLES = List.of("usage_sum", "usage_trend", "usage_total");

    private static final String ADD_TO_SUM = """
            update usage_sum set requests = requests + ?, calls = calls + ?, failed_calls = failed_calls + ?,
             unknown_usage = unknown_usage + ?, unknown_cost = unknown_cost + ?,
             input_tokens = coalesce(input_tokens + cast(? as bigint), input_tokens, cast(? as bigint)),
             output_tokens = coalesce(output_tokens + cast(? as bigint), output_tokens, cast(? as bigint)),
             cached_input_tokens = coalesce(cached_input_tokens + cast(? as bigint), cached_input_tokens, cast(? as bigint)),
             cache_write_tokens = coalesce(cache_write_tokens + cast(? as bigint), cache_write_tokens, cast(? as bigint)),
             reasoning_tokens = coalesce(reasoning_tokens + cast(? as bigint), reasoning_tokens, cast(? as bigint)),
             images = coalesce(images + cast(? as bigint), images, cast(? as bigint)),
             audio_millis = coalesce(audio_millis + cast(? as bigint), audio_millis, cast(? as bigint)),
             cost = coalesce(cost + cast(? as numeric(38, 15)), cost, cast(? as numeric(38, 15)))
             where grain = ? and period_start = ? and sum_key = ?""";

    private static final String NEW_SUM = """
            insert into usage_sum (id, grain, period_start, sum_key, model, connection, application, component, caller, source,
             code, currency, activity, application_key, requests, calls, failed_calls, unknown_usage, unknown_cost, input_tokens, output_tokens,
             cached_input_tokens, cache_write_tokens, reasoning_tokens, images, audio_millis, cost)""";

    /** How many of the columns of a sum are counts that are never unknown. */
    private static final int COUNTS = 5;

    private final Sql sql;
    private final SumIds ids;

    public RollUps(Sql sql) {
        this.sql = sql;
        ids = new SumIds(sql);
    }

    /** Waits until no other transaction writes sums. */
    public void lock() {
        sql.list("select id from usage_lock where id = 1 for update", List.of(), row -> row.getInt("id"));
    }

    /** Adds attempts, of any age. The lock must be held. */
    public void add(List<UsageFact> facts) {
        for (Grain grain : Grain.values()) {
            add(grain, facts);
        }
    }

    private void add(Grain grain, List<UsageFact> facts) {
        Map<SumKey, Sums> sums = new HashMap<>();
        Map<SumKey, Trend> trends = new HashMap<>();
        Map<Instant, Trend> totals = new HashMap<>();
        for (UsageFact fact : facts) {
            sums.computeIfAbsent(SumKey.ofSum(grain, fact), k -> new Sums()).add(fact);
            trends.computeIfAbsent(SumKey.ofTrend(grain, fact), k -> new Trend())
                    .add(fact);
            totals.computeIfAbsent(grain.start(fact.time()), start -> new Trend())
                    .add(fact);
        }
        store(sums);
        new StoredTrends(sql, ids).add(trends);
        new StoredTotals(sql).add(grain, totals);
    }

    /** Adds to sums for bills. The lock must be held. */
    void store(Map<SumKey, Sums> sums) {
        List<SumKey> keys = List.copyOf(sums.keySet());
        List<Object[]> additions = new ArrayList<>();
        for (SumKey key : keys) {
            additions.add(addition(key, sums.get(key).columns()));
        }
        int[] changed = sql.batch(ADD_TO_SUM, additions);
        List<Object[]> fresh = new ArrayList<>();
        for (int i = 0; i < changed.length; i++) {
            if (changed[i] == 0) {
                SumKey key = keys.get(i);
                fresh.add(row(key, sums.get(key).columns()));
            }
        }
        sql.insert(NEW_SUM, fresh);
    }

    private static Object[] addition(SumKey key, Object[] columns) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            values.add(columns[i]);
            if (i >= COUNTS) {
                values.add(columns[i]);
            }
        }
        Collections.addAll(values, key.grain().wireName(), key.start(), key.hash());
        return values.toArray();
    }

    private Object[] row(SumKey key, Object[] columns) {
        List<Object> values = new ArrayList<>(
                List.of(ids.next(key.grain(), key.start()), key.grain().wireName(), key.start(), key.hash()));
        values.addAll(key.texts());
        values.addAll(Arrays.asList(columns));
        return values.toArray();
    }
}
