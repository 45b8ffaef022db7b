package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.externalmodels.connector.authentication.Authenticator;
import org.externalmodels.connector.transport.OutboundRequest.Header;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class CredentialsTest {

    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CompletableFuture<InferenceException> failure = new CompletableFuture<>();

    @AutoClose
    private final AttemptThreads threads = new AttemptThreads();

    @Test
    void goOnAtOnceWhenTheyAreAtHand() {
        ready.complete(null);
        Thread[] on = new Thread[1];

        await(1_000, () -> on[0] = Thread.currentThread());

        assertThat(on[0]).isSameAs(Thread.currentThread());
    }

    @Test
    void goOnLaterWithoutAThreadThatWaits() throws Exception {
        CompletableFuture<Thread> on = new CompletableFuture<>();
        await(10_000, () -> on.complete(Thread.currentThread()));

        ready.complete(null);

        assertThat(on.get(5, TimeUnit.SECONDS)).isNotSameAs(Thread.currentThread());
        assertThat(failure).isNotDone();
    }

    @Test
    void aCallThatCannotGoOnFailsInsteadOfWaitingForEver() throws Exception {
        await(10_000, () -> {
            throw new IllegalStateException("nothing to sign with");
        });

        ready.complete(null);

        assertThat(failure.get(5, TimeUnit.SECONDS).code()).isEqualTo(FailureCode.INVALID_REQUEST);
    }

    @Test
    void theTotalTimeIncludesTheWait() throws Exception {
        await(50, () -> {});

        assertThat(failure.get(5, TimeUnit.SECONDS).code()).isEqualTo(FailureCode.TIMEOUT);
        assertThat(ready).as("others wait on").isNotDone();
    }

    @Test
    void whyThereAreNoneIsTold() throws Exception {
        await(10_000, () -> {});
        ready.completeExceptionally(new InferenceException(FailureCode.PROVIDER_UNREACHABLE, "away"));

        assertThat(failure.get(5, TimeUnit.SECONDS)).hasMessage("away");
    }

    private void await(long millis, Runnable goOn) {
        Credentials.await(
                new Waiting(ready),
                System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis),
                threads,
                goOn,
                failure::complete);
    }

    private record Waiting(CompletableFuture<Void> ready) implements Authenticator {
        @Override
        public URI address(URI address) {
            return address;
        }

        @Override
        public List<Header> headers(URI address, List<Header> headers, byte[] body) {
            return List.of();
        }

        @Override
        public List<String> secrets() {
            return List.of();
        }

        @Override
        public boolean refused(InferenceException refusal) {
            return false;
        }
    }
}
