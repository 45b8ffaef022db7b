package org.externalmodels.registry.limits;

import io.github.bucket4j.EstimationProbe;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.github.bucket4j.distributed.BucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.postgresql.PostgreSQLSelectForUpdateBasedProxyManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Buckets that all servers on one PostgreSQL share: rates by Bucket4j, money and calls in flight in rows of their own. */
final class SharedMeters implements Meters {

    private static final int EXPIRED_AT_ONCE = 1_000;

    private final PostgreSQLSelectForUpdateBasedProxyManager<String> rates;
    private final SharedSpending spending;
    private final SharedCalls calls;

    /** @param local which counts the calls of this server that are in flight */
    SharedMeters(DataSource database, LocalMeters local, Duration patience) {
        rates = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(database)
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .table("limit_bucket")
                .idColumn("id")
                .stateColumn("state")
                .expiresAtColumn("expires_at")
                .expirationAfterWrite(
                        ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofMinutes(10)))
                .requestTimeout(patience)
                .build();
        spending = new SharedSpending(database);
        calls = new SharedCalls(database, local);
    }

    @Override
    public Reading look(Bucket bucket, long units) {
        long wanted = LocalMeters.within(bucket, units);
        return switch (bucket.rule().measure()) {
            case REQUESTS_PER_MINUTE, TOKENS_PER_MINUTE -> {
                EstimationProbe probe = rate(bucket).estimateAbilityToConsume(wanted);
                yield new Reading(
                        probe.canBeConsumed(),
                        probe.getRemainingTokens(),
                        Duration.ofNanos(probe.getNanosToWaitForRefill()));
            }
            case CALLS_IN_FLIGHT -> calls.look(bucket);
            case MONEY_PER_DAY, MONEY_PER_MONTH -> spending.look(bucket, wanted);
        };
    }

    /** Rates can only be had one by one. */
    @Override
    public Map<Bucket, Reading> look(Collection<Bucket> buckets) {
        Map<Bucket, Reading> readings = new HashMap<>();
        List<Bucket> budgets = new ArrayList<>();
        List<Bucket> inFlight = new ArrayList<>();
        for (Bucket bucket : buckets) {
            switch (bucket.rule().measure()) {
                case REQUESTS_PER_MINUTE, TOKENS_PER_MINUTE -> readings.put(bucket, look(bucket, 1));
                case CALLS_IN_FLIGHT -> inFlight.add(bucket);
                case MONEY_PER_DAY, MONEY_PER_MONTH -> budgets.add(bucket);
            }
        }
        readings.putAll(calls.look(inFlight));
        readings.putAll(spending.look(budgets));
        return readings;
    }

    @Override
    public Reading take(Bucket bucket, long units) {
        long wanted = LocalMeters.within(bucket, units);
        return switch (bucket.rule().measure()) {
            case REQUESTS_PER_MINUTE, TOKENS_PER_MINUTE ->
                RateLimits.reading(rate(bucket).tryConsumeAndReturnRemaining(wanted));
            case CALLS_IN_FLIGHT -> calls.take(bucket);
            case MONEY_PER_DAY, MONEY_PER_MONTH -> spending.take(bucket, wanted);
        };
    }

    @Override
    public void correct(Bucket bucket, long difference) {
        switch (bucket.rule().measure()) {
            case REQUESTS_PER_MINUTE, TOKENS_PER_MINUTE -> {
                if (difference > 0) {
                    rate(bucket).consumeIgnoringRateLimits(difference);
                } else if (difference < 0) {
                    rate(bucket).addTokens(-difference);
                }
            }
            // The count itself is this server's own.
            case CALLS_IN_FLIGHT -> calls.tell(bucket);
            case MONEY_PER_DAY, MONEY_PER_MONTH -> spending.correct(bucket, difference);
        }
    }

    /** Tells the others that this server is there, and forgets what nobody needs. */
    void tidy() {
        calls.heartbeat();
        spending.expire();
        rates.removeExpired(EXPIRED_AT_ONCE);
    }

    void close() {
        calls.leave();
    }

    private BucketProxy rate(Bucket bucket) {
        ProxyManager<String> manager = rates;
        return manager.builder()
                .withImplicitConfigurationReplacement(bucket.rule().version() + 1, TokensInheritanceStrategy.RESET)
                .build(bucket.key(), () -> RateLimits.configuration(bucket.rule()));
    }
}
