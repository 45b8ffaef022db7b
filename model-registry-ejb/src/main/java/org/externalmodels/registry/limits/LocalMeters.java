package org.externalmodels.registry.limits;

import io.github.bucket4j.EstimationProbe;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/** Buckets of this server alone: where its database is its own, and while the shared one is away. */
final class LocalMeters implements Meters {

    private final Clock clock;
    private final ConcurrentMap<String, Rate> rates = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Counter> counters = new ConcurrentHashMap<>();

    LocalMeters(Clock clock) {
        this.clock = clock;
    }

    private record Rate(long version, io.github.bucket4j.Bucket bucket) {}

    private record Counter(AtomicLong used, boolean money, Instant windowEnd) {}

    @Override
    public Reading look(Bucket bucket, long units) {
        if (bucket.rule().measure().isRate()) {
            EstimationProbe probe = rate(bucket).estimateAbilityToConsume(within(bucket, units));
            return new Reading(
                    probe.canBeConsumed(),
                    probe.getRemainingTokens(),
                    Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
        long used = counter(bucket).get();
        return reading(bucket, within(bucket, units) <= bucket.rule().capacity() - used, used);
    }

    @Override
    public Reading take(Bucket bucket, long units) {
        long wanted = within(bucket, units);
        if (bucket.rule().measure().isRate()) {
            return RateLimits.reading(rate(bucket).tryConsumeAndReturnRemaining(wanted));
        }
        AtomicLong counter = counter(bucket);
        long capacity = bucket.rule().capacity();
        long used = counter.get();
        while (wanted <= capacity - used) {
            if (counter.compareAndSet(used, used + wanted)) {
                return reading(bucket, true, used + wanted);
            }
            used = counter.get();
        }
        return reading(bucket, false, used);
    }

    @Override
    public void correct(Bucket bucket, long difference) {
        if (!bucket.rule().measure().isRate()) {
            counter(bucket).addAndGet(difference);
        } else if (difference > 0) {
            rate(bucket).consumeIgnoringRateLimits(difference);
        } else if (difference < 0) {
            rate(bucket).addTokens(-difference);
        }
    }

    /** Who wants more of a rate than a whole minute has gets a whole one. A budget pays for a call in full or not at all. */
    static long within(Bucket bucket, long units) {
        LimitRule rule = bucket.rule();
        return Math.max(1, rule.measure().isMoney() ? units : Math.min(units, rule.capacity()));
    }

    /** How much of a budget is known to be used already. */
    void begin(Bucket bucket, long used) {
        counter(bucket).updateAndGet(counted -> Math.max(counted, used));
    }

    /** How much of a budget is used, as is known from where all servers count. */
    void know(Bucket bucket, long used) {
        counter(bucket).set(used);
    }

    /** The calls of this server that are in flight. */
    long inFlight(Bucket bucket) {
        return counter(bucket).get();
    }

    /** What is used of budgets, by bucket. */
    Map<Bucket, Long> spending(Iterable<Bucket> buckets) {
        Map<Bucket, Long> spending = new HashMap<>();
        for (Bucket bucket : buckets) {
            Counter counter = counters.get(bucket.key());
            if (counter != null) {
                spending.put(bucket, counter.used().get());
            }
        }
        return spending;
    }

    /** Forgets budgets of windows that are over; calls that began in them may still end for a day. */
    void expire() {
        Instant now = clock.instant();
        counters.values()
                .removeIf(counter -> counter.money()
                        && counter.windowEnd().plus(Duration.ofDays(1)).isBefore(now));
    }

    private static Reading reading(Bucket bucket, boolean fits, long used) {
        return new Reading(fits, bucket.rule().capacity() - used, Duration.ZERO);
    }

    private AtomicLong counter(Bucket bucket) {
        return counters.computeIfAbsent(
                        bucket.key(),
                        key -> new Counter(
                                new AtomicLong(), bucket.rule().measure().isMoney(), bucket.windowEnd()))
                .used();
    }

    /** A limit that was changed begins anew. */
    private io.github.bucket4j.Bucket rate(Bucket bucket) {
        Rate known = rates.get(bucket.key());
        if (known != null && known.version() == bucket.rule().version()) {
            return known.bucket();
        }
        return rates.compute(
                        bucket.key(),
                        (key, current) -> current != null
                                        && current.version() == bucket.rule().version()
                                ? current
                                : new Rate(
                                        bucket.rule().version(),
                                        io.github.bucket4j.Bucket.builder()
                                                .addLimit(RateLimits.bandwidth(bucket.rule()))
                                                .build()))
                .bucket();
    }
}
