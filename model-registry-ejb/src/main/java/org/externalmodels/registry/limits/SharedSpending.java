package org.externalmodels.registry.limits;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.externalmodels.registry.Sql;

/** What is spent of budgets, one row for each bucket that the database itself adds to, so that no two servers see it free at once. */
final class SharedSpending {

    private static final int AT_ONCE = 500;

    private final Sql sql;

    SharedSpending(DataSource database) {
        sql = new Sql(database);
    }

    Reading look(Bucket bucket, long units) {
        long spent = spent(bucket);
        return reading(bucket, spent + units <= bucket.rule().capacity(), spent);
    }

    /** What is left of each of some for one unit. */
    Map<Bucket, Reading> look(List<Bucket> buckets) {
        Map<String, Long> spent = new HashMap<>();
        for (int i = 0; i < buckets.size(); i += AT_ONCE) {
            List<String> keys = buckets.subList(i, Math.min(i + AT_ONCE, buckets.size())).stream()
                    .map(Bucket::key)
                    .toList();
            sql.each(
                    "select bucket, spent from budget_spending where bucket in (" + Sql.marks(keys.size()) + ")",
                    keys,
                    row -> spent.put(row.getString("bucket"), row.getLong("spent")));
        }
        return buckets.stream()
                .collect(Collectors.toMap(
                        bucket -> bucket, bucket -> readingOfOne(bucket, spent.getOrDefault(bucket.key(), 0L))));
    }

    private static Reading readingOfOne(Bucket bucket, long spent) {
        return reading(bucket, spent < bucket.rule().capacity(), spent);
    }

    Reading take(Bucket bucket, long units) {
        List<Long> spent = add(bucket, units, bucket.rule().capacity());
        if (spent.isEmpty()) {
            sql.update(
                    "insert into budget_spending (bucket, spent, ends_at) values (?, 0, ?) on conflict do nothing",
                    List.of(bucket.key(), bucket.windowEnd()));
            spent = add(bucket, units, bucket.rule().capacity());
        }
        return spent.isEmpty() ? reading(bucket, false, spent(bucket)) : reading(bucket, true, spent.get(0));
    }

    void correct(Bucket bucket, long difference) {
        add(bucket, difference, Long.MAX_VALUE);
    }

    void expire() {
        sql.update(
                "delete from budget_spending where ends_at < ?",
                List.of(Instant.now().minus(Duration.ofDays(40))));
    }

    private List<Long> add(Bucket bucket, long units, long most) {
        return sql.list(
                "update budget_spending set spent = spent + ? where bucket = ? and spent + ? <= ? returning spent",
                List.of(units, bucket.key(), units, most),
                row -> row.getLong(1));
    }

    private long spent(Bucket bucket) {
        return sql
                .list(
                        "select spent from budget_spending where bucket = ?",
                        List.of(bucket.key()),
                        row -> row.getLong(1))
                .stream()
                .findFirst()
                .orElse(0L);
    }

    private static Reading reading(Bucket bucket, boolean fits, long spent) {
        return new Reading(fits, bucket.rule().capacity() - spent, Duration.ZERO);
    }
}
