package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.externalmodels.connector.engine.ScriptedProvider.Reply;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.InferenceStream;
import org.externalmodels.inference.spi.CallObserver;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.inference.spi.UsageRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatedAttemptsTest {

    private static final Reply LONG_WAIT = ScriptedProvider.status(429).with("Retry-After", "60");

    @AutoClose
    private final EngineFixture fixture = new EngineFixture(3);

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504, 529})
    void followAStatusThatPasses(int status) throws IOException {
        try (var provider = new ScriptedProvider(ScriptedProvider.status(status), ScriptedProvider.good())) {
            publish(provider);

            InferenceResponse response = fixture.infer("x");

            assertThat(response.text()).isEqualTo("well");
            assertThat(fixture.records()).extracting(UsageRecord::attempt).containsExactly(1, 2);
            assertThat(fixture.records()).extracting(UsageRecord::traceId).containsOnly(response.traceId());
            assertThat(fixture.records().get(0).outcome().providerStatus()).hasValue(status);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 422})
    void doNotFollowAStatusThatStays(int status) throws IOException {
        try (var provider = new ScriptedProvider(ScriptedProvider.status(status), ScriptedProvider.good())) {
            publish(provider);

            assertThat(failure().providerStatus()).hasValue(status);
            assertThat(provider.requests()).isEqualTo(1);
            UsageRecord only = fixture.records().get(0);
            assertThat(only.waited()).hasValue(only.duration());
        }
    }

    @Test
    void areNoMoreThanAllowed() throws IOException {
        try (var provider = new ScriptedProvider(ScriptedProvider.status(503))) {
            publish(provider);

            assertThat(failure().code()).isEqualTo(FailureCode.PROVIDER_ERROR);
            assertThat(provider.requests()).isEqualTo(3);
            assertThat(fixture.records()).extracting(UsageRecord::attempt).containsExactly(1, 2, 3);
        }
    }

    @Test
    void comeNoSoonerThanTheProviderAsks() throws IOException {
        try (var provider =
                new ScriptedProvider(ScriptedProvider.status(429).with("Retry-After", "1"), ScriptedProvider.good())) {
            publish(provider);

            fixture.infer("x");

            assertThat(provider.millisBefore(1)).isGreaterThanOrEqualTo(990);
            UsageRecord last = fixture.records().get(1);
            assertThat(last.duration()).isLessThan(Duration.ofMillis(900));
            assertThat(last.waited().orElseThrow()).isGreaterThanOrEqualTo(Duration.ofMillis(990));
            assertThat(fixture.records().get(0).waited()).isEmpty();
        }
    }

    @Test
    void comeNoSoonerThanGooglesRetryInfoAsks() throws IOException {
        Reply wait = ScriptedProvider.status(429).saying("""
                {"error": {"code": 429, "status": "RESOURCE_EXHAUSTED", "message": "quota", "details": [
                  {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "0.9s"}]}}""");
        Reply good = ScriptedProvider.good().saying("""
                {"candidates": [{"content": {"role": "model", "parts": [{"text": "well"}]}, "finishReason": "STOP"}]}""");
        try (var provider = new ScriptedProvider(wait, good)) {
            fixture.publish(Models.chat(provider.uri())
                    .structure(ProviderStructure.GOOGLE_GENERATE_CONTENT)
                    .connection("main", EngineFixture.KEY)
                    .build());

            assertThat(fixture.infer("x").text()).isEqualTo("well");
            assertThat(provider.millisBefore(1)).isGreaterThanOrEqualTo(890);
        }
    }

    @Test
    void doNotFollowIfTheWaitOutlastsTheCall() throws IOException {
        try (var provider = new ScriptedProvider(LONG_WAIT)) {
            publish(provider);

            InferenceException failure = catchThrowableOfType(
                    InferenceException.class,
                    () -> fixture.infer(
                            "claims",
                            null,
                            InferenceRequest.builder()
                                    .user("x")
                                    .timeout(Duration.ofSeconds(30))
                                    .build()));

            assertThat(failure.code()).isEqualTo(FailureCode.RATE_LIMITED);
            assertThat(failure.retryAfter()).hasValue(Duration.ofSeconds(60));
            assertThat(provider.requests()).isEqualTo(1);
        }
    }

    @Test
    void surviveAWaitBeyondReason() throws IOException {
        try (var provider =
                new ScriptedProvider(ScriptedProvider.status(429).with("Retry-After", "9223372036854775807"))) {
            publish(provider);

            assertThat(failure().retryAfter()).hasValue(Duration.ofDays(365));
        }
    }

    @Test
    void followAConnectionThatCouldNotBeMade() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        fixture.publish(Models.chat(URI.create("http://127.0.0.1:" + port + "/v1"))
                .connection("main", EngineFixture.KEY)
                .build());

        assertThat(failure().code()).isEqualTo(FailureCode.PROVIDER_UNREACHABLE);
        assertThat(fixture.records()).extracting(UsageRecord::attempt).containsExactly(1, 2, 3);
    }

    @Test
    void doNotFollowARequestThatMayBeWorkedOn() throws IOException {
        fixture.publish(fixture.chat()
                .fault("hang")
                .headerTimeout(Duration.ofMillis(100))
                .connection("main", EngineFixture.KEY)
                .build());

        assertThat(failure().code()).isEqualTo(FailureCode.TIMEOUT);
        assertThat(fixture.records()).hasSize(1);
    }

    @Test
    void followAStreamThatHasNotBegun() throws IOException {
        Reply stream = ScriptedProvider.stream(
                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"well\"},\"finish_reason\":\"stop\"}]}", "[DONE]");
        try (var provider = new ScriptedProvider(ScriptedProvider.status(503), stream)) {
            publish(provider);
            List<InferenceEvent> events = new ArrayList<>();

            fixture.stream("x").forEach(events::add);

            assertThat(events).contains(new InferenceEvent.TextDelta("well"));
            assertThat(fixture.records()).extracting(UsageRecord::attempt).containsExactly(1, 2);
        }
    }

    @Test
    void doNotFollowAStreamOfWhichSomethingWasHandedOver() throws IOException {
        Reply cut = ScriptedProvider.stream("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"half\"}}]}");
        try (var provider = new ScriptedProvider(cut)) {
            publish(provider);

            InferenceException failure = catchThrowableOfType(
                    InferenceException.class, () -> fixture.stream("x").forEach(event -> {}));

            assertThat(failure.code()).isEqualTo(FailureCode.STREAM_INTERRUPTED);
            assertThat(provider.requests()).isEqualTo(1);
        }
    }

    @Test
    void endAtOnceWhenTheCallerGivesUpWaiting() throws IOException {
        try (var provider = new ScriptedProvider(LONG_WAIT)) {
            publish(provider);
            CompletableFuture<InferenceResponse> call = fixture.start(InferenceRequest.prompt("x"));
            Awaitility.await().until(() -> fixture.records().size() == 1);

            call.cancel(true);

            assertThat(fixture.records()).hasSize(2);
            assertThat(fixture.records().get(1).outcome().code()).hasValue(FailureCode.CANCELLED);
            assertThat(provider.requests()).isEqualTo(1);
        }
    }

    @Test
    void endAtOnceWhenTheReaderClosesItsStream() throws IOException {
        try (var provider = new ScriptedProvider(LONG_WAIT)) {
            publish(provider);
            InferenceStream stream = fixture.stream("x");
            CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> stream.forEach(event -> {}));
            Awaitility.await().until(() -> fixture.records().size() == 1);

            stream.close();

            Awaitility.await().until(reading::isCompletedExceptionally);
            assertThat(fixture.records().get(1).outcome().status()).isEqualTo(UsageRecord.Status.ABORTED_CLIENT);
        }
    }

    @Test
    void endWhenTheEngineCloses() throws IOException {
        try (var provider = new ScriptedProvider(LONG_WAIT);
                var closing = new EngineFixture(3)) {
            closing.publish(Models.chat(provider.uri())
                    .connection("main", EngineFixture.KEY)
                    .build());
            CompletableFuture<InferenceResponse> call = closing.start(InferenceRequest.prompt("x"));
            Awaitility.await().until(() -> closing.records().size() == 1);

            closing.engine.close();

            assertThat(call).isCompletedExceptionally();
        }
    }

    @Test
    void areSeenByObserversAsOneCall() throws IOException {
        List<String> heard = new ArrayList<>();
        fixture.engine.directory().addObserver(start -> new CallObserver.Observation() {
            @Override
            public void retrying(UsageRecord record) {
                heard.add("retrying after " + record.outcome().code().orElseThrow());
            }

            @Override
            public void ended(UsageRecord record) {
                heard.add("ended with attempt " + record.attempt());
            }
        });
        try (var provider = new ScriptedProvider(ScriptedProvider.status(429), ScriptedProvider.good())) {
            publish(provider);

            fixture.infer("x");

            assertThat(heard).containsExactly("retrying after RATE_LIMITED", "ended with attempt 2");
        }
    }

    @Test
    void areNotMadeByATest() throws Exception {
        try (var provider = new ScriptedProvider(ScriptedProvider.status(503), ScriptedProvider.good())) {
            var model = Models.chat(provider.uri())
                    .connection("main", EngineFixture.KEY)
                    .build();

            var result = fixture.engine
                    .directory()
                    .probe(model, "main", InferenceRequest.prompt("x"))
                    .toCompletableFuture()
                    .get();

            assertThat(result.failure()).isPresent();
            assertThat(provider.requests()).isEqualTo(1);
        }
    }

    private void publish(ScriptedProvider provider) {
        fixture.publish(Models.chat(provider.uri())
                .connection("main", EngineFixture.KEY)
                .build());
    }

    private InferenceException failure() {
        return catchThrowableOfType(InferenceException.class, () -> fixture.infer("x"));
    }
}
