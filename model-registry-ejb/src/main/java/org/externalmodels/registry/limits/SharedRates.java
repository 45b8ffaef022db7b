package org.externalmodels.registry.limits;

import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import io.github.bucket4j.distributed.serialization.InternalSerializationHelper;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.postgresql.PostgreSQLSelectForUpdateBasedProxyManager;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.externalmodels.registry.Sql;

/** Rates, one row for each bucket in the form of Bucket4j, which locks the row that it takes from. */
final class SharedRates {

    private static final int AT_ONCE = 500;
    private static final int EXPIRED_AT_ONCE = 1_000;

    private final PostgreSQLSelectForUpdateBasedProxyManager<String> buckets;
    private final Sql sql;

    SharedRates(DataSource database, Duration patience) {
        buckets = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(database)
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .table("limit_bucket")
                .idColumn("id")
                .stateColumn("state")
                .expiresAtColumn("expires_at")
                .expirationAfterWrite(
                        ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofMinutes(10)))
                .requestTimeout(patience)
                .build();
        sql = new Sql(database);
    }

    Reading look(Bucket bucket, long units) {
        EstimationProbe probe = proxy(bucket).estimateAbilityToConsume(units);
        return new Reading(
                probe.canBeConsumed(), probe.getRemainingTokens(), Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    /** What each of some says of one unit. Bucket4j reads one at a time, and locks it: these are only looked at. */
    Map<Bucket, Reading> look(List<Bucket> asked) {
        Map<String, RemoteBucketState> states = new HashMap<>();
        for (int i = 0; i < asked.size(); i += AT_ONCE) {
            List<String> keys = asked.subList(i, Math.min(i + AT_ONCE, asked.size())).stream()
                    .map(Bucket::key)
                    .toList();
            sql.each("select id, state from limit_bucket where id in (" + Sql.marks(keys.size()) + ")", keys, row -> {
                // Bucket4j makes the row first, and what is in it by a transaction of its own.
                byte[] state = row.getBytes("state");
                if (state != null) {
                    states.put(row.getString("id"), InternalSerializationHelper.deserializeState(state));
                }
            });
        }
        // The clock that Bucket4j takes from them by.
        long now = TimeMeter.SYSTEM_MILLISECONDS.currentTimeNanos();
        Map<Bucket, Reading> readings = new HashMap<>();
        asked.forEach(bucket -> readings.put(bucket, reading(bucket, states.get(bucket.key()), now)));
        return readings;
    }

    /** @param state {@code null} if nothing was ever taken */
    private static Reading reading(Bucket bucket, RemoteBucketState state, long now) {
        if (state == null || isOfEarlierRule(bucket, state)) {
            return new Reading(true, bucket.rule().capacity(), Duration.ZERO);
        }
        state.refillAllBandwidth(now);
        // As a probe has it, which knows no debt.
        long left = Math.max(0, state.getAvailableTokens());
        long wait = left >= 1 ? 0 : state.calculateDelayNanosAfterWillBePossibleToConsume(1, now, true);
        return new Reading(left >= 1, left, Duration.ofNanos(wait));
    }

    /** A limit that was changed begins anew. */
    private static boolean isOfEarlierRule(Bucket bucket, RemoteBucketState state) {
        Long version = state.getConfigurationVersion();
        return version == null || version < version(bucket);
    }

    Reading take(Bucket bucket, long units) {
        return RateLimits.reading(proxy(bucket).tryConsumeAndReturnRemaining(units));
    }

    void correct(Bucket bucket, long difference) {
        if (difference > 0) {
            proxy(bucket).consumeIgnoringRateLimits(difference);
        } else if (difference < 0) {
            proxy(bucket).addTokens(-difference);
        }
    }

    void expire() {
        buckets.removeExpired(EXPIRED_AT_ONCE);
    }

    private BucketProxy proxy(Bucket bucket) {
        ProxyManager<String> manager = buckets;
        return manager.builder()
                .withImplicitConfigurationReplacement(version(bucket), TokensInheritanceStrategy.RESET)
                .build(bucket.key(), () -> RateLimits.configuration(bucket.rule()));
    }

    private static long version(Bucket bucket) {
        return bucket.rule().version() + 1;
    }
}
