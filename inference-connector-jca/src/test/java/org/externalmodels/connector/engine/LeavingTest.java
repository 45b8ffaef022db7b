package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.spi.ProviderStructure;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of the connection whose stream is over at its last word, where there may be one at a time. */
class LeavingTest {

    @AutoClose
    private final EngineFixture fixture = new EngineFixture(
            settings -> new EngineSettings(settings.journalDirectory(), settings.journalSync(), 1).withMaxAttempts(3));

    @AutoClose
    private final LateTail provider;

    LeavingTest() throws IOException {
        provider = new LateTail();
    }

    @BeforeEach
    void publish() {
        fixture.publish(Models.chat(provider.uri())
                .connection("main", EngineFixture.KEY)
                .build());
    }

    @Test
    void theNextStreamMayBeginAtOnceAndWaitsForTheSameConnection() throws Exception {
        CompletableFuture<Void> second = new CompletableFuture<>();
        Reader next = new Reader(() -> {}, second);
        CompletableFuture<Void> first = new CompletableFuture<>();

        fixture.stream("first").subscribe(new Reader(() -> {}, first) {
            @Override
            public void onComplete() {
                fixture.stream("second").subscribe(next);
                super.onComplete();
            }
        });
        first.get(10, TimeUnit.SECONDS);
        provider.end(2);

        second.get(10, TimeUnit.SECONDS);
        assertThat(provider.connections()).isEqualTo(1);
    }

    @Test
    void aReaderThatCancelsAtTheEndLeavesTheConnectionForOthers() throws Exception {
        CompletableFuture<Void> cancelled = new CompletableFuture<>();
        Reader reader = new Reader(() -> cancelled.complete(null), new CompletableFuture<>());
        reader.cancelsAtTheEnd = true;

        fixture.stream("first").subscribe(reader);
        cancelled.get(10, TimeUnit.SECONDS);
        provider.end(2);
        fixture.stream("second").forEach(event -> {});

        assertThat(provider.connections()).isEqualTo(1);
    }

    @Test
    void aConnectionWhoseBytesDoNotEndIsGivenUp() {
        fixture.stream("first").forEach(event -> {});

        fixture.stream("second").forEach(event -> {});

        assertThat(provider.connections()).isEqualTo(2);
    }

    /** With another connection to go to, and bytes that do not end. */
    @Test
    void aFailureAtTheLastWordIsTheCallsOnlyOne() throws IOException {
        String last = "data: {\"type\":\"response.completed\",\"response\":{\"status\":\"completed\",\"output\":["
                + "{\"type\":\"function_call\",\"name\":\"f\",\"arguments\":\"{}\"}]}}\n\n";
        String head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
        try (ClosingProvider responses = ClosingProvider.waiting(head + last)) {
            fixture.publish(Models.chat(responses.uri())
                    .structure(ProviderStructure.OPENAI_RESPONSES)
                    .idleTimeout(Duration.ofMillis(100))
                    .connection("main", EngineFixture.KEY)
                    .connection("other", EngineFixture.KEY)
                    .build());

            InferenceException failure = catchThrowableOfType(
                    InferenceException.class, () -> fixture.stream("x").forEach(event -> {}));

            assertThat(failure.code()).isEqualTo(FailureCode.INVALID_RESPONSE);
            Awaitility.await()
                    .during(Duration.ofMillis(500))
                    .until(() -> fixture.records().size() == 1);
        }
    }

    private static class Reader implements Flow.Subscriber<InferenceEvent> {
        private final Runnable atTheEnd;
        private final CompletableFuture<Void> over;
        private boolean cancelsAtTheEnd;
        private Flow.Subscription subscription;

        Reader(Runnable atTheEnd, CompletableFuture<Void> over) {
            this.atTheEnd = atTheEnd;
            this.over = over;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(InferenceEvent event) {
            if (cancelsAtTheEnd && event instanceof InferenceEvent.Completed) {
                subscription.cancel();
                atTheEnd.run();
            }
        }

        @Override
        public void onError(Throwable failure) {
            over.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            over.complete(null);
        }
    }
}
