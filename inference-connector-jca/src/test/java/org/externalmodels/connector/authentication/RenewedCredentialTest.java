package org.externalmodels.connector.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RenewedCredentialTest {

    private final CredentialThreads threads = CredentialThreads.start();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch unused = new CountDownLatch(1);

    @AfterEach
    void stop() {
        threads.close();
    }

    @Test
    void asksOnceForAllWhoWait() {
        CountDownLatch gate = new CountDownLatch(1);
        RenewedCredential<AwsSession> session = session(() -> {
            Awaitility.await().until(() -> gate.getCount() == 0);
            return given(Duration.ofHours(1));
        });
        List<CompletableFuture<Void>> waiting = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            waiting.add(session.ready());
        }
        waiting.get(0).cancel(true);

        gate.countDown();

        waiting.subList(1, 20).forEach(CompletableFuture::join);
        assertThat(session.ready()).isCompleted();
        assertThat(asked).hasValue(1);
    }

    @Test
    void isRenewedAheadWhileItIsUsed() {
        RenewedCredential<AwsSession> session = session(() -> given(Duration.ofSeconds(2)));
        session.ready().join();
        Instant end = Instant.now().plusSeconds(4);

        while (Instant.now().isBefore(end)) {
            assertThat(session.ready()).as("never waits").isCompleted();
        }

        assertThat(asked).hasValueGreaterThanOrEqualTo(3);
    }

    @Test
    void endsWhenNobodyUsesIt() {
        RenewedCredential<AwsSession> session = session(() -> given(Duration.ofMillis(400)));
        session.ready().join();

        Awaitility.await().until(() -> unused.getCount() == 0);

        assertThat(asked).hasValue(2);
        Awaitility.await().untilAsserted(() -> {
            session.ready().join();
            assertThat(asked).hasValue(3);
        });
    }

    @Test
    void aRefusalStandsForAMomentAndIsNotAskedForAgain() {
        RenewedCredential<AwsSession> session = session(() -> {
            throw new InferenceException(FailureCode.AUTHENTICATION_FAILED, "trust: no");
        });

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(session.ready()::join)
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .hasMessage("trust: no");
        }

        assertThat(asked).hasValue(1);
        assertThat(session.credentials()).isEmpty();
    }

    @Test
    void nobodyIsLeftWaitingWhenAskingBreaksDown() {
        RenewedCredential<AwsSession> session = session(() -> {
            throw new AssertionError("a class is missing");
        });

        assertThatThrownBy(session.ready()::join).hasCauseInstanceOf(InferenceException.class);
    }

    @Test
    void aRenewalThatFailsLeavesWhatIsThere() {
        RenewedCredential<AwsSession> session = session(() -> {
            if (asked.get() == 2) {
                throw new InferenceException(FailureCode.PROVIDER_UNREACHABLE, "away");
            }
            return given(Duration.ofSeconds(2));
        });
        session.ready().join();

        Awaitility.await().until(() -> asked.get() >= 2);

        assertThat(session.ready()).isCompleted();
        Awaitility.await().until(() -> asked.get() >= 3);
    }

    @Test
    void aRenewalThatBreaksDownIsTriedAgain() {
        RenewedCredential<AwsSession> session = session(() -> {
            if (asked.get() == 2) {
                throw new IllegalStateException("a library has a bug");
            }
            return given(Duration.ofSeconds(2));
        });
        session.ready().join();

        Awaitility.await().until(() -> asked.get() >= 3);

        assertThat(session.ready()).isCompleted();
    }

    @Test
    void oneThatHangsHoldsUpNoOther() throws InterruptedException {
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch hangs = new CountDownLatch(1);
        RenewedCredential<AwsSession> hanging = session(() -> {
            hangs.countDown();
            Awaitility.await().until(() -> gate.getCount() == 0);
            return given(Duration.ofHours(1));
        });
        CompletableFuture<Void> waiting = hanging.ready();
        hangs.await();

        session(() -> given(Duration.ofHours(1))).ready().join();

        assertThat(waiting).isNotDone();
        gate.countDown();
        waiting.join();
    }

    @Test
    void isNotAskedTwiceAtOnceByAFetchAndARenewal() {
        AtomicInteger under = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch gate = new CountDownLatch(1);
        RenewedCredential<AwsSession> session = session(() -> {
            most.accumulateAndGet(under.incrementAndGet(), Math::max);
            if (asked.get() > 1) {
                Awaitility.await().until(() -> gate.getCount() == 0);
            }
            under.decrementAndGet();
            return given(Duration.ofMillis(400));
        });
        session.ready().join();

        CompletableFuture<Void> again = session.again();
        // The renewal is due after 300 ms.
        Awaitility.await().pollDelay(Duration.ofSeconds(1)).until(() -> !again.isDone());
        gate.countDown();
        again.join();

        assertThat(most).hasValue(1);
    }

    @Test
    void manyRefusalsAtOnceAskForNewCredentialsOnce() {
        RenewedCredential<AwsSession> session = session(() -> given(Duration.ofHours(1)));
        session.ready().join();

        for (int call = 0; call < 10; call++) {
            assertThat(session.refused()).isTrue();
            session.ready().join();
        }

        assertThat(asked).hasValue(2);
    }

    private RenewedCredential<AwsSession> session(Supplier<AwsSession> source) {
        return new RenewedCredential<>(
                () -> {
                    asked.incrementAndGet();
                    return source.get();
                },
                threads,
                unused::countDown);
    }

    private static AwsSession given(Duration lifetime) {
        Instant now = Instant.now();
        return new AwsSession("k", "s", "t", now, now.plus(lifetime));
    }
}
