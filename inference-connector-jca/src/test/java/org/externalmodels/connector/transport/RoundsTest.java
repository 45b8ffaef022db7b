package org.externalmodels.connector.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoundsTest {

    private static final int PATIENCE_SECONDS = 20;

    private enum Failure {
        OUT_OF_MEMORY,
        ANOTHER_ERROR,
        EXCEPTION;

        void happen() {
            switch (this) {
                case OUT_OF_MEMORY -> throw new OutOfMemoryError("Java heap space");
                case ANOTHER_ERROR -> throw new NoClassDefFoundError("org/example/Gone");
                case EXCEPTION -> throw new IllegalStateException("confused");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void goOnAfterOneThatFailed(Failure failure) throws InterruptedException {
        AtomicInteger count = new AtomicInteger();
        CountDownLatch after = new CountDownLatch(1);
        Rounds rounds = Rounds.start("rounds", Duration.ofMillis(5), () -> {
            if (count.incrementAndGet() <= 2) {
                failure.happen();
            }
            after.countDown();
        });

        assertThat(after.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        rounds.close();
    }

    @Test
    void endWhenTheyAreClosed() {
        AtomicReference<Thread> thread = new AtomicReference<>();
        Rounds rounds = Rounds.start("rounds", Duration.ofMillis(5), () -> thread.set(Thread.currentThread()));
        Awaitility.await().until(() -> thread.get() != null);

        rounds.close();

        Awaitility.await().until(() -> !thread.get().isAlive());
    }

    @Test
    void timeLimitsHoldAfterOneThatCouldNotBeLookedAt() throws InterruptedException {
        CountDownLatch expired = new CountDownLatch(1);
        AtomicInteger looks = new AtomicInteger();
        try (Deadlines deadlines = Deadlines.start()) {
            deadlines.add(new Deadlines.Timed() {
                @Override
                public boolean isOver(long now) {
                    if (looks.incrementAndGet() == 1) {
                        Failure.OUT_OF_MEMORY.happen();
                    }
                    return true;
                }

                @Override
                public void expire() {
                    expired.countDown();
                }

                @Override
                public void end() {
                    // It is over before.
                }
            });

            assertThat(expired.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
    }
}
