package org.externalmodels.registry.limits;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.externalmodels.registry.DatabaseFailure;

/**
 * Shared buckets that no call waits long for. While their database does not answer each server counts for itself, so that
 * together they may admit as many times as there are servers; what was spent meanwhile is added when it is back, or when
 * counting ends.
 */
final class BoundedMeters implements Meters {

    private static final Logger LOG = System.getLogger(BoundedMeters.class.getName());

    private static final Duration AWAY = Duration.ofSeconds(5);

    private final Meters shared;
    private final LocalMeters local;
    private final Executor executor;
    private final Duration patience;
    private final Duration longest;
    private final AtomicLong answeredAt = new AtomicLong(System.nanoTime());
    private final ConcurrentMap<Bucket, Long> owed = new ConcurrentHashMap<>();
    private final AtomicLong awayUntil = new AtomicLong(System.nanoTime());
    private final AtomicBoolean away = new AtomicBoolean();

    /**
     * @param patience for how long the database may answer nobody before it counts as away
     * @param longest for how long one call waits while others are answered
     */
    BoundedMeters(Meters shared, LocalMeters local, Executor executor, Duration patience, Duration longest) {
        this.shared = shared;
        this.local = local;
        this.executor = executor;
        this.patience = patience;
        this.longest = longest;
    }

    @Override
    public Reading look(Bucket bucket, long units) {
        return known(bucket, inTime(() -> shared.look(bucket, units), () -> local.look(bucket, units), reading -> {}));
    }

    /** All of them in one go, so that many are no wait that looks like an outage. */
    @Override
    public Map<Bucket, Reading> look(Collection<Bucket> buckets) {
        if (buckets.isEmpty()) {
            return Map.of();
        }
        Read<Map<Bucket, Reading>> read = inTime(() -> shared.look(buckets), () -> local.look(buckets), found -> {});
        Map<Bucket, Reading> readings = new HashMap<>();
        read.found()
                .forEach((bucket, reading) ->
                        readings.put(bucket, known(bucket, new Read<>(reading, read.isShared()))));
        return readings;
    }

    @Override
    public Reading take(Bucket bucket, long units) {
        return known(bucket, inTime(() -> shared.take(bucket, units), () -> takeHere(bucket, units), late -> {
            if (late.fits()) {
                long taken = LocalMeters.within(bucket, units);
                if (isInFlight(bucket)) {
                    local.correct(bucket, -taken);
                }
                shared.correct(bucket, -taken);
            }
        }));
    }

    /** What was read where all count: if that is away next, what is used up stays so. */
    private Reading known(Bucket bucket, Read<Reading> read) {
        if (read.isShared() && bucket.rule().measure().isMoney()) {
            long used = bucket.rule().capacity() - read.found().remaining();
            local.know(bucket, used + owed.getOrDefault(bucket, 0L));
        }
        return read.found();
    }

    private static boolean isInFlight(Bucket bucket) {
        return bucket.rule().measure() == Measure.CALLS_IN_FLIGHT;
    }

    @Override
    public void correct(Bucket bucket, long difference) {
        correct(bucket, difference, () -> {});
    }

    /** Never waits, unless counting has ended. */
    @Override
    public void correct(Bucket bucket, long difference, Runnable then) {
        if (difference == 0) {
            then.run();
            return;
        }
        if (isInFlight(bucket)) {
            // This server's own, whatever becomes of the database; told to the others when that is there.
            local.correct(bucket, difference);
        }
        execute(() -> {
            correctNow(bucket, difference);
            then.run();
        });
    }

    private void correctNow(Bucket bucket, long difference) {
        if (isAway()) {
            correctHere(bucket, difference);
            return;
        }
        try {
            shared.correct(bucket, difference);
            if (bucket.rule().measure().isMoney()) {
                local.correct(bucket, difference);
            }
        } catch (RuntimeException failure) {
            fails(failure);
            correctHere(bucket, difference);
        }
    }

    /** Calls still end when the server stops, and its threads for this take nothing any more. */
    private void execute(Runnable work) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException | IllegalStateException stopped) {
            work.run();
        }
    }

    private Reading takeHere(Bucket bucket, long units) {
        Reading reading = local.take(bucket, units);
        if (reading.fits() && bucket.rule().measure().isMoney()) {
            owed.merge(bucket, LocalMeters.within(bucket, units), Long::sum);
        }
        return reading;
    }

    private void correctHere(Bucket bucket, long difference) {
        if (isInFlight(bucket)) {
            return;
        }
        local.correct(bucket, difference);
        if (bucket.rule().measure().isMoney()) {
            owed.merge(bucket, difference, Long::sum);
        }
    }

    private boolean isAway() {
        return away.get() && awayUntil.get() - System.nanoTime() > 0;
    }

    /** What was read, and whether where all servers count. */
    private record Read<T>(T found, boolean isShared) {}

    private <T> Read<T> inTime(Supplier<T> there, Supplier<T> here, Consumer<T> whenLate) {
        if (isAway()) {
            return new Read<>(here.get(), false);
        }
        AtomicBoolean given = new AtomicBoolean();
        CompletableFuture<T> reading = CompletableFuture.supplyAsync(
                () -> {
                    T found = there.get();
                    answeredAt.set(System.nanoTime());
                    if (!given.compareAndSet(false, true)) {
                        whenLate.accept(found);
                    }
                    return found;
                },
                this::execute);
        try {
            T found = await(reading);
            works();
            return new Read<>(found, true);
        } catch (TimeoutException late) {
            if (!given.compareAndSet(false, true)) {
                return new Read<>(reading.join(), true);
            }
            fails(late);
        } catch (ExecutionException failure) {
            fails(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            if (!given.compareAndSet(false, true)) {
                return new Read<>(reading.join(), true);
            }
        }
        return new Read<>(here.get(), false);
    }

    /** Of many calls at once each waits for the others. The database is not away for that as long as it answers any of them. */
    private <T> T await(CompletableFuture<T> reading)
            throws InterruptedException, ExecutionException, TimeoutException {
        long end = System.nanoTime() + longest.toNanos();
        while (true) {
            try {
                return reading.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException late) {
                long now = System.nanoTime();
                if (now - answeredAt.get() > patience.toNanos() || now - end > 0) {
                    throw late;
                }
            }
        }
    }

    private void works() {
        if (away.get() && away.compareAndSet(true, false)) {
            LOG.log(Level.INFO, "Limits and budgets are counted together with the other servers again");
        }
        if (!owed.isEmpty()) {
            execute(this::payBack);
        }
    }

    @Override
    public void close() {
        payBack();
        shared.close();
    }

    private void payBack() {
        for (Bucket bucket : owed.keySet()) {
            Long debt = owed.remove(bucket);
            if (debt != null) {
                try {
                    shared.take(bucket, 1);
                    shared.correct(bucket, debt - 1);
                } catch (RuntimeException failure) {
                    owed.merge(bucket, debt, Long::sum);
                    fails(failure);
                    return;
                }
            }
        }
    }

    private void fails(Throwable failure) {
        awayUntil.set(System.nanoTime() + AWAY.toNanos());
        if (away.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "Limits and budgets cannot be counted together with the other servers at the moment; this one counts"
                            + " for itself: {0}",
                    DatabaseFailure.reason(failure));
        }
    }
}
