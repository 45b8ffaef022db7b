package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.Feature;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.InferenceStream;
import org.externalmodels.inference.spi.UsageRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamingCallTest {

    @AutoClose
    private final EngineFixture fixture = new EngineFixture();

    @Test
    void handsOverDeltasThenTheWholeAnswer() {
        fixture.publish(fixture.chat().connection("main", EngineFixture.KEY).build());

        List<InferenceEvent> events = new ArrayList<>();
        fixture.stream("one two three four").forEach(events::add);

        InferenceResponse whole = completed(events);
        assertThat(text(events)).isEqualTo(whole.text()).contains("one two three four");
        assertThat(events)
                .filteredOn(InferenceEvent.TextDelta.class::isInstance)
                .hasSizeGreaterThan(1);
        assertThat(whole.usage().inputTokens()).hasValue(4);
        assertThat(whole.traceId()).isEqualTo(fixture.onlyRecord().traceId());
    }

    @Test
    void answersAsTheWholeCallDoes() {
        fixture.publish(fixture.chat().connection("main", EngineFixture.KEY).build());

        List<InferenceEvent> events = new ArrayList<>();
        fixture.stream("the same words").forEach(events::add);
        InferenceResponse whole = fixture.infer("the same words");

        assertThat(completed(events).text()).isEqualTo(whole.text());
        assertThat(completed(events).usage()).isEqualTo(whole.usage());
        assertThat(fixture.records()).extracting(UsageRecord::streaming).containsExactly(true, false);
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 900, 1_500, 2_000})
    void aCutStreamIsInterruptedAfterWhatCame(int bytes) {
        fixture.publish(fixture.chat()
                .fault("chunk-delay=20,cut=" + bytes)
                .connection("main", EngineFixture.KEY)
                .build());
        List<InferenceEvent> events = new ArrayList<>();

        InferenceException failure = catchThrowableOfType(
                InferenceException.class,
                () -> fixture.stream("a b c d e f g h i j k l m n o p").forEach(events::add));

        assertThat(failure.code()).isEqualTo(FailureCode.STREAM_INTERRUPTED);
        assertThat(text(events).isEmpty()).isEqualTo(bytes < 900);
        assertThat(events).noneMatch(InferenceEvent.Completed.class::isInstance);
        assertThat(fixture.onlyRecord().outcome().status()).isEqualTo(UsageRecord.Status.ABORTED_UPSTREAM);
    }

    @Test
    void aSilentStreamIsGivenUp() {
        fixture.publish(fixture.chat()
                .fault("chunk-delay=60000")
                .idleTimeout(Duration.ofMillis(200))
                .connection("main", EngineFixture.KEY)
                .build());

        InferenceException failure = catchThrowableOfType(
                InferenceException.class, () -> fixture.stream("a b c").forEach(event -> {}));

        assertThat(failure.code()).isEqualTo(FailureCode.TIMEOUT);
        assertThat(fixture.onlyRecord().outcome().code()).hasValue(FailureCode.TIMEOUT);
    }

    @Test
    void anErrorStatusIsTheSameFailureAsWithoutStreaming() {
        fixture.publish(fixture.chat()
                .fault("status=429;retry-after=7")
                .connection("main", EngineFixture.KEY)
                .build());

        InferenceException failure = catchThrowableOfType(
                InferenceException.class, () -> fixture.stream("a").forEach(event -> {}));

        assertThat(failure.code()).isEqualTo(FailureCode.RATE_LIMITED);
        assertThat(failure.retryAfter()).hasValue(Duration.ofSeconds(7));
    }

    @Test
    void anHtmlPageIsNoStream() {
        fixture.publish(fixture.chat()
                .fault("html")
                .connection("main", EngineFixture.KEY)
                .build());

        InferenceException failure = catchThrowableOfType(
                InferenceException.class, () -> fixture.stream("a").forEach(event -> {}));

        assertThat(failure.code()).isEqualTo(FailureCode.INVALID_RESPONSE);
    }

    @Test
    void streamingThatIsNotEnabledIsRefused() {
        fixture.publish(fixture.chat()
                .features(Feature.TOOL_CALLING)
                .connection("main", EngineFixture.KEY)
                .build());

        InferenceException failure = catchThrowableOfType(
                InferenceException.class, () -> fixture.stream("a").forEach(event -> {}));

        assertThat(failure.code()).isEqualTo(FailureCode.FEATURE_NOT_ENABLED);
    }

    @Test
    void nothingIsSentUnlessItIsRead() {
        fixture.publish(fixture.chat().connection("main", EngineFixture.KEY).build());

        fixture.stream("a").close();

        assertThat(fixture.records()).isEmpty();
    }

    @Test
    void hasOneReader() {
        fixture.publish(fixture.chat().connection("main", EngineFixture.KEY).build());
        InferenceStream stream = fixture.stream("a");
        stream.forEach(event -> {});

        assertThatThrownBy(stream::iterator).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void givesNoMoreThanIsAskedFor() throws InterruptedException {
        fixture.publish(fixture.chat().connection("main", EngineFixture.KEY).build());
        Reader reader = new Reader(1);

        fixture.stream("one two three four five six").subscribe(reader);

        Awaitility.await().until(() -> !fixture.records().isEmpty());
        assertThat(reader.events).hasSize(1);
        assertThat(reader.done.getCount()).isOne();
        reader.subscription.request(Long.MAX_VALUE);
        assertThat(reader.done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(completed(reader.events).text()).isEqualTo(text(reader.events));
    }

    @Test
    void aSlowReaderGetsEveryWordOfALongAnswer() throws InterruptedException {
        fixture.publish(fixture.chat().connection("main", EngineFixture.KEY).build());
        String prompt = IntStream.range(0, 5_000).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));
        Reader reader = new Reader(1);
        reader.oneByOne = true;

        fixture.stream(prompt).subscribe(reader);

        assertThat(reader.done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(text(reader.events)).contains(prompt);
    }

    @Test
    void cancellingEndsTheExchangeAndIsRecorded() {
        fixture.publish(fixture.chat()
                .fault("chunk-delay=200")
                .connection("main", EngineFixture.KEY)
                .build());
        InferenceStream stream = fixture.stream("a b c d e f g h i j k l m n o p q r s t u v w x y z");
        var events = stream.iterator();
        events.next();

        stream.close();

        Awaitility.await().until(() -> !fixture.records().isEmpty());
        assertThat(fixture.onlyRecord().outcome().status()).isEqualTo(UsageRecord.Status.ABORTED_CLIENT);
    }

    @Test
    void closingWakesABlockedReader() throws Exception {
        fixture.publish(fixture.chat()
                .fault("hang")
                .connection("main", EngineFixture.KEY)
                .build());
        InferenceStream stream = fixture.stream("x");
        var events = stream.iterator();
        var reader =
                CompletableFuture.supplyAsync(() -> catchThrowableOfType(InferenceException.class, events::hasNext));

        stream.close();

        assertThat(reader.get(10, TimeUnit.SECONDS).code()).isEqualTo(FailureCode.CANCELLED);
    }

    @Test
    void aReaderThatThrowsEndsItsStreamAndNothingElse() {
        fixture.publish(
                fixture.chat().connection("main", EngineFixture.KEY).build(),
                fixture.chat()
                        .named("silent")
                        .fault("hang")
                        .headerTimeout(Duration.ofMillis(50))
                        .connection("main", EngineFixture.KEY)
                        .build());
        for (String model : List.of("claims", "silent")) {
            fixture.engine.stream(EngineFixture.target(model, null), InferenceRequest.prompt("x y z"))
                    .subscribe(new ThrowingReader());
        }

        Awaitility.await().until(() -> fixture.records().size() == 2);
        InferenceException failure = catchThrowableOfType(
                InferenceException.class,
                () -> fixture.infer("silent", null, InferenceRequest.prompt("still limited")));
        assertThat(failure.code()).isEqualTo(FailureCode.TIMEOUT);
    }

    /** Fails at everything it hears. */
    private static final class ThrowingReader implements Flow.Subscriber<InferenceEvent> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(InferenceEvent event) {
            throw new IllegalStateException("reader");
        }

        @Override
        public void onError(Throwable failure) {
            throw new IllegalStateException("reader");
        }

        @Override
        public void onComplete() {
            throw new IllegalStateException("reader");
        }
    }

    private static InferenceResponse completed(List<InferenceEvent> events) {
        return ((InferenceEvent.Completed) events.get(events.size() - 1)).response();
    }

    private static String text(List<InferenceEvent> events) {
        return events.stream()
                .filter(InferenceEvent.TextDelta.class::isInstance)
                .map(event -> ((InferenceEvent.TextDelta) event).text())
                .collect(Collectors.joining());
    }

    /** Notes what it hears and asks for no more than it is told to. */
    private static final class Reader implements Flow.Subscriber<InferenceEvent> {
        private final List<InferenceEvent> events = new CopyOnWriteArrayList<>();
        private final CountDownLatch done = new CountDownLatch(1);
        private final long first;
        private volatile boolean oneByOne;
        private volatile Flow.Subscription subscription;

        Reader(long first) {
            this.first = first;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(first);
        }

        @Override
        public void onNext(InferenceEvent event) {
            events.add(event);
            if (oneByOne) {
                subscription.request(1);
            }
        }

        @Override
        public void onError(Throwable failure) {
            done.countDown();
        }

        @Override
        public void onComplete() {
            done.countDown();
        }
    }
}
