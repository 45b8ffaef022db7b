package org.externalmodels.connector.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.externalmodels.inference.FailureCode;
import org.junit.jupiter.api.Test;

class ConnectionHealthTest {

    private final Clock clock = new Clock();
    private final ConnectionHealth health = new ConnectionHealth();

    @Test
    void opensAfterSomePassingFailuresInARow() {
        fail(Trouble.PASSING);
        fail(Trouble.PASSING);
        assertThat(health.isAvailable(clock.now())).isTrue();

        fail(Trouble.PASSING);

        assertThat(health.isAvailable(clock.now())).isFalse();
        assertThat(health.pause(clock.now())).isEqualTo(ConnectionHealth.SHORTEST_PAUSE);
    }

    @Test
    void forgetsFailuresAfterASuccess() {
        fail(Trouble.PASSING);
        fail(Trouble.PASSING);
        health.wentWell(clock.now());
        fail(Trouble.PASSING);
        fail(Trouble.PASSING);

        assertThat(health.isAvailable(clock.now())).isTrue();
    }

    @Test
    void opensAtOnceForWhatIsCertain() {
        fail(Trouble.CERTAIN);

        assertThat(health.enter(clock.now())).isFalse();
        assertThat(health.callsInFlight()).isZero();
    }

    @Test
    void keepsAwayAsLongAsTheProviderAsks() {
        limited(Duration.ofSeconds(30));

        clock.pass(Duration.ofMillis(29_999));
        assertThat(health.enter(clock.now())).isFalse();
        clock.pass(Duration.ofMillis(1));
        assertThat(health.enter(clock.now())).isTrue();
    }

    @Test
    void looksAfterAnHourWhateverTheProviderAsks() {
        limited(Duration.ofDays(365));

        assertThat(health.pause(clock.now())).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void letsOneCallTryItWhenThePauseIsOver() {
        fail(Trouble.CERTAIN);
        clock.pass(ConnectionHealth.SHORTEST_PAUSE);

        assertThat(health.enter(clock.now())).isTrue();
        assertThat(health.enter(clock.now())).isFalse();
        assertThat(health.isOnTrial(clock.now())).isTrue();

        health.wentWell(clock.now());
        assertThat(health.enter(clock.now())).isTrue();
    }

    @Test
    void letsAnotherCallTryItWhenTheFirstTakesLong() {
        fail(Trouble.CERTAIN);
        clock.pass(ConnectionHealth.SHORTEST_PAUSE);
        assertThat(health.enter(clock.now())).isTrue();

        clock.pass(ConnectionHealth.TRIAL);

        assertThat(health.enter(clock.now())).isTrue();
        assertThat(health.enter(clock.now())).isFalse();
    }

    @Test
    void staysAwayTwiceAsLongEachTimeATrialFails() {
        fail(Trouble.CERTAIN);
        for (long seconds : new long[] {2, 4, 8, 16, 32, 60, 60}) {
            assertThat(health.pause(clock.now())).isEqualTo(Duration.ofSeconds(seconds));
            clock.pass(Duration.ofSeconds(seconds));
            assertThat(health.enter(clock.now())).isTrue();
            fail(Trouble.PASSING);
        }
    }

    @Test
    void isNotClosedByACallThatBeganBefore() {
        limited(Duration.ofSeconds(30));

        health.wentWell(clock.now());

        assertThat(health.isAvailable(clock.now())).isFalse();
    }

    @Test
    void isNotPutOffByFailuresOfCallsThatBeganBefore() {
        fail(Trouble.CERTAIN);
        clock.pass(Duration.ofSeconds(1));
        fail(Trouble.CERTAIN);

        assertThat(health.pause(clock.now())).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void isPutOffWhenTheProviderAsksForMore() {
        limited(Duration.ofSeconds(1));
        limited(Duration.ofSeconds(20));

        assertThat(health.pause(clock.now())).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void isOpenToWhomGoesOverItRegardless() {
        fail(Trouble.CERTAIN);

        health.enterRegardless();

        assertThat(health.callsInFlight()).isEqualTo(1);
    }

    @Test
    void isWellWhenTheProviderHasSomethingAgainstTheRequest() {
        fail(Trouble.PASSING);
        fail(Trouble.PASSING);
        fail(Trouble.OF_THE_REQUEST);
        fail(Trouble.PASSING);

        assertThat(health.isAvailable(clock.now())).isTrue();
        assertThat(health.failures()).isEqualTo(1);
    }

    @Test
    void letsOnlyOneOfManyThreadsTryIt() throws InterruptedException {
        fail(Trouble.CERTAIN);
        clock.pass(ConnectionHealth.SHORTEST_PAUSE);
        long now = clock.now();
        AtomicInteger entered = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(16);
        for (int i = 0; i < 16; i++) {
            threads.execute(() -> {
                try {
                    go.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
                if (health.enter(now)) {
                    entered.incrementAndGet();
                }
            });
        }
        go.countDown();
        threads.shutdown();

        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(entered).hasValue(1);
    }

    @Test
    void isTriedByTheNextCallWhenTheFirstSaysNothing() {
        fail(Trouble.CERTAIN);
        long entered = clock.pass(ConnectionHealth.SHORTEST_PAUSE).now();
        assertThat(health.enter(entered)).isTrue();
        long now = clock.pass(Duration.ofMillis(1)).now();

        health.saidNothing(entered - 1, now);
        assertThat(health.enter(now)).as("it was another call's trial").isFalse();

        health.saidNothing(entered, now);
        assertThat(health.enter(now)).isTrue();
        assertThat(health.enter(now)).isFalse();
    }

    @Test
    void isOpenToAllWhenAnAnswerBegins() {
        fail(Trouble.CERTAIN);
        assertThat(health.enter(clock.pass(ConnectionHealth.SHORTEST_PAUSE).now()))
                .isTrue();

        health.begins(clock.now());

        assertThat(health.enter(clock.now())).isTrue();
        assertThat(health.enter(clock.now())).isTrue();
    }

    @Test
    void staysAwayLongerWhenAnswersBeginAndBreakOff() {
        fail(Trouble.CERTAIN);
        assertThat(health.enter(clock.pass(ConnectionHealth.SHORTEST_PAUSE).now()))
                .isTrue();
        health.begins(clock.now());

        fail(Trouble.PASSING);

        assertThat(health.pause(clock.now())).isEqualTo(ConnectionHealth.SHORTEST_PAUSE.multipliedBy(2));
    }

    @Test
    void isNotOpenedByAnAnswerThatBeginsWhileItCoolsDown() {
        fail(Trouble.CERTAIN);

        health.begins(clock.now());

        assertThat(health.isAvailable(clock.now())).isFalse();
    }

    private void fail(Trouble trouble) {
        health.failed(trouble, FailureCode.PROVIDER_UNREACHABLE, Optional.empty(), clock.now());
    }

    private void limited(Duration asked) {
        health.failed(Trouble.CERTAIN, FailureCode.RATE_LIMITED, Optional.of(asked), clock.now());
    }
}
