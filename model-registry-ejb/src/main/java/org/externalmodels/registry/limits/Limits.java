package org.externalmodels.registry.limits;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.externalmodels.inference.spi.CallAdmission;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.registry.billing.PriceChanged;

/**
 * The limits and budgets of this server, in memory: what holds, and what is left. Calls read one volatile reference; changes
 * replace it. It counts together with the other servers where they share a PostgreSQL, and alone where the database is its
 * own.
 */
@ApplicationScoped
public class Limits {

    /** No call waits longer for the database. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final StoredLimits stored;
    private final StoredAlerts alerts;
    private final DataSource database;
    private final Clock clock = Clock.systemUTC();
    private final LocalMeters local = new LocalMeters(clock);
    private final Set<Bucket> budgets = ConcurrentHashMap.newKeySet();
    private final Alarms alarms;
    private volatile Rules rules = Rules.NONE;
    private volatile LimitAdmission admission;
    private volatile SharedMeters shared;
    private volatile Meters meters;
    private String stamp;

    protected Limits() {
        this(null, null, null);
    }

    @Inject
    public Limits(StoredLimits stored, StoredAlerts alerts, DataSource database) {
        this.stored = stored;
        this.alerts = alerts;
        this.database = database;
        alarms = new Alarms((notice, used) -> this.alerts.add(notice, used, clock.instant()));
    }

    /**
     * Begins to count.
     *
     * @param executor for what may wait for the database
     * @return what every attempt of a call is held against
     * @throws SQLException if the database cannot be asked what it is
     */
    public CallAdmission open(Executor executor) throws SQLException {
        if (isShared()) {
            shared = new SharedMeters(database, local, LONGEST);
            meters = new BoundedMeters(shared, local, executor, PATIENCE, LONGEST);
        } else {
            meters = new RememberedMeters(local, budgets::add);
        }
        recall();
        admission = new LimitAdmission(() -> rules, meters, alarms, clock);
        return admission;
    }

    private boolean isShared() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
        }
    }

    /** What was spent before a restart is spent, also while the database is away. */
    private void recall() {
        rules = stored.rules();
        Instant now = clock.instant();
        stored.spending(now)
                .forEach((key, spent) -> rules.limits().stream()
                        .filter(rule ->
                                key.startsWith(rule.id()) && rule.measure().isMoney())
                        .forEach(rule -> {
                            Bucket bucket = new Bucket(rule, key, rule.measure().windowEnd(now));
                            local.begin(bucket, spent);
                        }));
    }

    /** Brings in what any server changed. */
    public synchronized void catchUp() {
        String now = stored.stamp();
        if (!now.equals(stamp)) {
            rules = stored.rules();
            stamp = now;
        }
    }

    /** Brings in a change made here before the one who made it goes on. */
    public synchronized void committed(@Observes(during = TransactionPhase.AFTER_SUCCESS) LimitsChanged changed) {
        rules = rules.with(changed);
    }

    /** Budgets and bills agree from the first call on. */
    public synchronized void committed(@Observes(during = TransactionPhase.AFTER_SUCCESS) PriceChanged changed) {
        rules = rules.with(changed);
    }

    /** What does not happen by itself: alerts, the sign that this server is there, what outlasts a restart. */
    public void tend() {
        Meters counting = meters;
        if (counting == null) {
            return;
        }
        alarms.tell(counting);
        local.expire();
        SharedMeters together = shared;
        if (together != null) {
            together.tidy();
        } else {
            remember();
        }
    }

    private void remember() {
        Set<Bucket> touched = new HashSet<>(budgets);
        budgets.removeAll(touched);
        try {
            Map<Bucket, Long> spending = local.spending(touched);
            if (!spending.isEmpty()) {
                stored.keepSpending(spending);
            }
        } catch (RuntimeException failure) {
            budgets.addAll(touched);
            throw failure;
        }
    }

    /** Ends counting; what is known is kept. */
    public void close() {
        Meters counting = meters;
        if (counting == null) {
            return;
        }
        counting.close();
        if (shared == null) {
            remember();
        }
    }

    /** Where a caller stands at a model with the limits that hold for it whatever connection is used. */
    public List<Standing> standings(CallOrigin origin, String model) {
        LimitAdmission now = admission;
        return now == null ? List.of() : now.standings(origin, model);
    }

    /** Whether a call may have to wait for the database that counts it. */
    public boolean mayWait() {
        return shared != null && !isEmpty();
    }

    /** Whether anything is limited at all. */
    public boolean isEmpty() {
        return rules.limits().isEmpty();
    }

    /**
     * How much of limits is used, in units, by their ids; nothing of one that is counted for each by itself, or cannot be seen
     * now.
     */
    Map<String, Long> used(List<UsageLimit> asked) {
        Meters counting = meters;
        if (counting == null) {
            return Map.of();
        }
        Set<String> whole = asked.stream()
                .filter(limit -> !limit.ids().isOfEach())
                .map(UsageLimit::id)
                .collect(Collectors.toSet());
        Instant now = clock.instant();
        List<Bucket> buckets = rules.limits().stream()
                .filter(rule -> whole.contains(rule.id()))
                .map(rule -> rule.bucket("", now))
                .toList();
        Map<String, Long> used = new HashMap<>();
        counting.look(buckets)
                .forEach((bucket, reading) ->
                        used.put(bucket.rule().id(), bucket.rule().capacity() - reading.remaining()));
        return used;
    }
}
