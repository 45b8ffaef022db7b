package org.externalmodels.registry.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReservationsTest {

    private final Reservations reservations = new Reservations();

    @Test
    void haveWhatEndedUntilItIsForgotten() {
        reservations.add(taken(30, 1));
        reservations.add(taken(12, 1));

        reservations.end(taken(30, 1));

        assertThat(reservations.of(bucket(1))).isEqualTo(42);
        reservations.forgetEnded();
        assertThat(reservations.of(bucket(1))).isEqualTo(12);
    }

    @Test
    void outlastAChangeOfTheirBudget() {
        reservations.add(taken(30, 1));

        assertThat(reservations.of(bucket(2))).isEqualTo(30);
    }

    @Test
    void areNoneWhenAllHaveEndedHoweverManyThreadsThereAre() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        for (int i = 0; i < 8; i++) {
            threads.execute(() -> {
                for (int call = 1; call <= 5_000; call++) {
                    reservations.add(taken(call, 1));
                    reservations.end(taken(call, 1));
                    reservations.forgetEnded();
                }
            });
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();

        reservations.forgetEnded();

        assertThat(reservations.isEmpty()).isTrue();
    }

    private static Taken taken(long units, long version) {
        return new Taken(bucket(version), units);
    }

    private static Bucket bucket(long version) {
        Scope all = new Scope(null, null, null, null);
        return new LimitRule("b", "b", Measure.MONEY_PER_DAY, 100 * version, Optional.of("USD"), all, false, version)
                .bucket("", Instant.parse("2026-05-17T12:00:00Z"));
    }
}
