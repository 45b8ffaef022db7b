package org.externalmodels.registry.limits;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Buckets that all servers on one PostgreSQL share: rates, money and calls in flight, each in rows of their own. */
final class SharedMeters implements Meters {

    private final SharedRates rates;
    private final SharedSpending spending;
    private final SharedCalls calls;

    /** @param local which counts the calls of this server that are in flight */
    SharedMeters(DataSource database, LocalMeters local, Duration patience) {
        rates = new SharedRates(database, patience);
        spending = new SharedSpending(database);
        calls = new SharedCalls(database, local);
    }

    @Override
    public Reading look(Bucket bucket, long units) {
        long wanted = LocalMeters.within(bucket, units);
        return switch (bucket.rule().measure()) {
            case REQUESTS_PER_MINUTE, TOKENS_PER_MINUTE -> rates.look(bucket, wanted);
            case CALLS_IN_FLIGHT -> calls.look(bucket);
            case MONEY_PER_DAY, MONEY_PER_MONTH -> spending.look(bucket, wanted);
        };
    }

    /** One statement for each kind, however many there are. */
    @Override
    public Map<Bucket, Reading> look(Collection<Bucket> buckets) {
        List<Bucket> rated = new ArrayList<>();
        List<Bucket> budgets = new ArrayList<>();
        List<Bucket> inFlight = new ArrayList<>();
        for (Bucket bucket : buckets) {
            switch (bucket.rule().measure()) {
                case REQUESTS_PER_MINUTE, TOKENS_PER_MINUTE -> rated.add(bucket);
                case CALLS_IN_FLIGHT -> inFlight.add(bucket);
                case MONEY_PER_DAY, MONEY_PER_MONTH -> budgets.add(bucket);
            }
        }
        Map<Bucket, Reading> readings = new HashMap<>(rates.look(rated));
        readings.putAll(calls.look(inFlight));
        readings.putAll(spending.look(budgets));
        return readings;
    }

    @Override
    public Reading take(Bucket bucket, long units) {
        long wanted = LocalMeters.within(bucket, units);
        return switch (bucket.rule().measure()) {
            case REQUESTS_PER_MINUTE, TOKENS_PER_MINUTE -> rates.take(bucket, wanted);
            case CALLS_IN_FLIGHT -> calls.take(bucket);
            case MONEY_PER_DAY, MONEY_PER_MONTH -> spending.take(bucket, wanted);
        };
    }

    @Override
    public void correct(Bucket bucket, long difference) {
        switch (bucket.rule().measure()) {
            case REQUESTS_PER_MINUTE, TOKENS_PER_MINUTE -> rates.correct(bucket, difference);
            // The count itself is this server's own.
            case CALLS_IN_FLIGHT -> calls.tell(bucket);
            case MONEY_PER_DAY, MONEY_PER_MONTH -> spending.correct(bucket, difference);
        }
    }

    /** Tells the others that this server is there, and forgets what nobody needs. */
    void tidy() {
        calls.heartbeat();
        spending.expire();
        rates.expire();
    }

    @Override
    public void close() {
        calls.leave();
    }
}
