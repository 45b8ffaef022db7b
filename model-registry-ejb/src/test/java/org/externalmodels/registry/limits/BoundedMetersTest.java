package org.externalmodels.registry.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BoundedMetersTest {

    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    /** A database that serves one after the other, each for a while. */
    private static final class SlowDatabase implements Meters {
        private final LocalMeters counted = new LocalMeters(Clock.systemUTC());
        private final CountDownLatch never = new CountDownLatch(1);
        private final long millisEach;
        private volatile boolean away;
        private volatile boolean closed;

        SlowDatabase(long millisEach) {
            this.millisEach = millisEach;
        }

        @Override
        public synchronized Reading look(Bucket bucket, long units) {
            return counted.look(bucket, units);
        }

        @Override
        public synchronized Reading take(Bucket bucket, long units) {
            answerIfThere();
            try {
                assertThat(never.await(millisEach, TimeUnit.MILLISECONDS)).isFalse();
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
            }
            return counted.take(bucket, units);
        }

        @Override
        public synchronized void correct(Bucket bucket, long difference) {
            answerIfThere();
            counted.correct(bucket, difference);
        }

        @Override
        public void close() {
            closed = true;
        }

        private void answerIfThere() {
            if (away) {
                throw new IllegalStateException("The connection was refused");
            }
        }
    }

    private static Bucket budget() {
        LimitRule rule = new LimitRule(
                "budget",
                "budget",
                Measure.MONEY_PER_MONTH,
                1_000,
                Optional.of("USD"),
                new Scope(null, null, null, null),
                false,
                1);
        return rule.bucket("", Instant.now());
    }

    private static Bucket bucket() {
        LimitRule rule = new LimitRule(
                "limit",
                "limit",
                Measure.REQUESTS_PER_MINUTE,
                5,
                Optional.empty(),
                new Scope(null, null, null, null),
                false,
                1);
        return new Bucket(rule, "limit", Instant.MAX);
    }

    private BoundedMeters meters(Meters shared) {
        return new BoundedMeters(shared, new LocalMeters(Clock.systemUTC()), threads, PATIENCE, Duration.ofSeconds(30));
    }

    private long fitting(int calls, BoundedMeters meters) throws Exception {
        List<Callable<Reading>> takes = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            takes.add(() -> meters.take(bucket(), 1));
        }
        long fitting = 0;
        for (Future<Reading> taken : threads.invokeAll(takes)) {
            fitting += taken.get().fits() ? 1 : 0;
        }
        return fitting;
    }

    @Test
    void aCrowdIsNotTakenForAnOutage() throws Exception {
        // The last of them waits for two seconds, which is longer than a database that answers nobody is waited for.
        assertThat(fitting(20, meters(new SlowDatabase(100)))).isEqualTo(5);
    }

    @Test
    void aDatabaseThatAnswersNobodyIsNotWaitedFor() throws Exception {
        BoundedMeters meters = meters(new SlowDatabase(60_000));

        long start = System.nanoTime();
        // This server's own count lets as many through.
        assertThat(fitting(20, meters)).isEqualTo(5);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aCallThatEndsWhenTheThreadsAreShutDownIsCountedAllTheSame() {
        SlowDatabase database = new SlowDatabase(0);
        BoundedMeters meters = meters(database);
        meters.take(budget(), 100);
        AtomicInteger counted = new AtomicInteger();

        threads.shutdown();
        meters.correct(budget(), -60, counted::incrementAndGet);

        assertThat(database.look(budget(), 1).remaining()).isEqualTo(960);
        assertThat(counted).hasValue(1);
        assertThat(meters.take(budget(), 10).fits()).isTrue();
    }

    /** The container makes no threads any more when it stops. */
    @Test
    void aCallThatEndsWhenNoThreadIsMadeIsCountedAllTheSame() {
        SlowDatabase database = new SlowDatabase(0);
        BoundedMeters meters = new BoundedMeters(
                database,
                new LocalMeters(Clock.systemUTC()),
                work -> {
                    throw new IllegalStateException("stopped");
                },
                PATIENCE,
                PATIENCE);

        meters.correct(budget(), 60);

        assertThat(database.look(budget(), 1).remaining()).isEqualTo(940);
    }

    @Test
    void whatWasSpentWhileTheDatabaseWasAwayIsPaidBackWhenCountingEnds() throws InterruptedException {
        SlowDatabase database = new SlowDatabase(0);
        BoundedMeters meters = meters(database);
        database.away = true;
        assertThat(meters.take(budget(), 100).fits()).isTrue();
        meters.correct(budget(), 50);
        database.away = false;

        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        meters.close();

        assertThat(database.look(budget(), 1).remaining()).isEqualTo(850);
        assertThat(database.closed).isTrue();
    }

    @Test
    void countingEndsWhereTheDatabaseIsStillAway() {
        SlowDatabase database = new SlowDatabase(0);
        BoundedMeters meters = meters(database);
        database.away = true;
        meters.take(budget(), 100);

        meters.close();

        assertThat(database.closed).isTrue();
    }

    @Test
    void whatIsToBeDoneThenIsDoneWhenACorrectionIsCounted() {
        SlowDatabase database = new SlowDatabase(0);
        BoundedMeters meters = meters(database);
        CompletableFuture<Long> remaining = new CompletableFuture<>();

        meters.correct(
                budget(),
                70,
                () -> remaining.complete(database.look(budget(), 1).remaining()));
        CompletableFuture<Void> nothing = new CompletableFuture<>();
        meters.correct(budget(), 0, () -> nothing.complete(null));

        assertThat(remaining).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(930L);
        assertThat(nothing).isCompleted();
    }
}
