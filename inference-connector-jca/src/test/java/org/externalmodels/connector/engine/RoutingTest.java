package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.externalmodels.connector.engine.ScriptedProvider.Reply;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.Feature;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.InferenceStream;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.ConnectionState;
import org.externalmodels.inference.spi.ModelRouting.Spread;
import org.externalmodels.inference.spi.UsageRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call goes over what works, and goes on elsewhere as long as nothing was handed over. */
class RoutingTest {

    private static final Reply STREAM = ScriptedProvider.stream(
            "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"well\"},\"finish_reason\":\"stop\"}]}", "[DONE]");

    @AutoClose
    private final EngineFixture fixture = new EngineFixture(3);

    @ParameterizedTest
    @ValueSource(ints = {401, 408, 429, 500, 503, 504})
    void anAttemptThatFailedGoesOnOverAnotherConnection(int status) throws IOException {
        try (var ill = new ScriptedProvider(ScriptedProvider.status(status));
                var well = new ScriptedProvider(ScriptedProvider.good())) {
            publish(pair(ill, well));

            InferenceResponse response = fixture.infer("x");

            assertThat(response.connectionName()).isEqualTo("second");
            assertThat(fixture.records())
                    .extracting(record -> record.target().connectionName().orElseThrow())
                    .containsExactly("first", "second");
            assertThat(fixture.records()).extracting(UsageRecord::attempt).containsExactly(1, 2);
            assertThat(fixture.records()).extracting(UsageRecord::traceId).containsOnly(response.traceId());
        }
    }

    @Test
    void whatTheProviderHasAgainstTheRequestGoesNowhereElse() throws IOException {
        try (var picky = new ScriptedProvider(ScriptedProvider.status(400));
                var well = new ScriptedProvider(ScriptedProvider.good())) {
            publish(pair(picky, well));

            assertThat(failure().providerStatus()).hasValue(400);
            assertThat(well.requests()).isZero();
            assertThat(state("first").health()).isEqualTo(ConnectionState.Health.AVAILABLE);
        }
    }

    @Test
    void aProviderThatIsGoneCostsOneAttemptAndThenNoMore() throws IOException {
        URI gone;
        try (var closed = new ScriptedProvider(ScriptedProvider.good())) {
            gone = closed.uri();
        }
        try (var well = new ScriptedProvider(ScriptedProvider.good())) {
            publish(Models.chat(well.uri()).connectionTo(gone, "first", 1, 0).connectionTo(well.uri(), "second", 1, 1));

            for (int i = 0; i < 10; i++) {
                fixture.infer("x");
            }

            assertThat(fixture.records()).hasSize(11);
            assertThat(fixture.records())
                    .filteredOn(record -> record.outcome().status() != UsageRecord.Status.COMPLETE)
                    .hasSize(1);
            assertThat(state("first").health()).isEqualTo(ConnectionState.Health.COOLING_DOWN);
            assertThat(state("first").lastFailure()).hasValue(FailureCode.PROVIDER_UNREACHABLE);
        }
    }

    @Test
    void aConnectionThatWorksAgainIsGoneOverAgain() throws Exception {
        try (var once = new ScriptedProvider(
                        ScriptedProvider.status(429).with("Retry-After", "1"), ScriptedProvider.good());
                var well = new ScriptedProvider(ScriptedProvider.good())) {
            publish(pair(once, well));
            assertThat(fixture.infer("x").connectionName()).isEqualTo("second");
            assertThat(fixture.infer("x").connectionName()).isEqualTo("second");

            Thread.sleep(1_050);

            assertThat(fixture.infer("x").connectionName()).isEqualTo("first");
            assertThat(state("first").health()).isEqualTo(ConnectionState.Health.AVAILABLE);
        }
    }

    @Test
    void allExhaustedIsOneFailureThatSaysWhenToComeBack() throws IOException {
        try (var one = new ScriptedProvider(ScriptedProvider.status(429).with("Retry-After", "600"));
                var other = new ScriptedProvider(ScriptedProvider.status(429).with("Retry-After", "300"))) {
            publish(pair(one, other));

            InferenceException first = failure();
            InferenceException second = failure();

            assertThat(first.code()).isEqualTo(FailureCode.RATE_LIMITED);
            assertThat(first).hasMessageContaining("after 2 connections were tried");
            assertThat(first.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(295), Duration.ofMinutes(5));
            assertThat(second.code()).isEqualTo(FailureCode.RATE_LIMITED);
            assertThat(second).hasMessageContaining("nothing was sent");
            assertThat(second.retryAfter().orElseThrow()).isBetween(Duration.ofSeconds(295), Duration.ofMinutes(5));
            assertThat(one.requests() + other.requests()).isEqualTo(2);
        }
    }

    @Test
    void theLastThatWasLeftSaysWhenToComeBackToo() throws IOException {
        try (var one = new ScriptedProvider(ScriptedProvider.status(429).with("Retry-After", "600"));
                var other = new ScriptedProvider(ScriptedProvider.good(), ScriptedProvider.status(401))) {
            publish(pair(one, other));
            fixture.infer("x");

            InferenceException failure = failure();

            assertThat(failure.code()).isEqualTo(FailureCode.AUTHENTICATION_FAILED);
            assertThat(failure).hasMessageContaining("the other connections have failed before");
            // The last one cools down for two seconds, the other for ten minutes.
            assertThat(failure.retryAfter().orElseThrow()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(2));
            assertThat(one.requests()).isEqualTo(1);
        }
    }

    @Test
    void whoMayUseSomeConnectionsGoesOverThoseThatWork() throws IOException {
        try (var ill = new ScriptedProvider(ScriptedProvider.status(503));
                var well = new ScriptedProvider(ScriptedProvider.good());
                var others = new ScriptedProvider(ScriptedProvider.good())) {
            publishThree(others, ill, well);

            for (int i = 0; i < 5; i++) {
                assertThat(over("Second", "third").connectionName()).isEqualTo("third");
            }

            assertThat(others.requests()).isZero();
            // Three failures in a row are enough.
            assertThat(ill.requests()).isEqualTo(3);
        }
    }

    @Test
    void whoMayUseSomeConnectionsUsesNeitherTheOthersNorModelsThatStandIn() throws IOException {
        try (var ill = new ScriptedProvider(ScriptedProvider.status(401));
                var others = new ScriptedProvider(ScriptedProvider.good())) {
            publishThree(others, ill, ill);

            InferenceException failure = catchThrowableOfType(InferenceException.class, () -> over("second", "third"));
            InferenceException off = catchThrowableOfType(InferenceException.class, () -> over("gone", "none"));

            assertThat(failure.code()).isEqualTo(FailureCode.AUTHENTICATION_FAILED);
            assertThat(failure.retryAfter()).isPresent();
            assertThat(off.code()).isEqualTo(FailureCode.NO_ACTIVE_CONNECTION);
            assertThat(ill.requests()).isEqualTo(2);
            assertThat(others.requests()).isZero();
        }
    }

    private void publishThree(ScriptedProvider first, ScriptedProvider second, ScriptedProvider third) {
        fixture.publish(
                Models.chat(first.uri())
                        .connectionTo(first.uri(), "first", 1, 0)
                        .connectionTo(second.uri(), "second", 1, 1)
                        .connectionTo(third.uri(), "third", 1, 2)
                        .routing(Spread.WEIGHTS, "spare")
                        .build(),
                Models.chat(first.uri())
                        .named("spare")
                        .connection("main", "sk-b")
                        .build());
    }

    private InferenceResponse over(String... connections) {
        return fixture.engine
                .directory()
                .connectOver(CallOrigin.APPLICATION, "claims", Set.of(connections))
                .infer(InferenceRequest.prompt("x"));
    }

    @Test
    void anExplicitConnectionIsHonouredWhateverThereIsAgainstIt() throws IOException {
        try (var ill = new ScriptedProvider(
                        ScriptedProvider.status(429).with("Retry-After", "600"),
                        ScriptedProvider.status(429).with("Retry-After", "600"),
                        ScriptedProvider.good());
                var well = new ScriptedProvider(ScriptedProvider.good())) {
            publish(pair(ill, well));
            fixture.infer("x");

            assertThat(failureOver("first").code()).isEqualTo(FailureCode.RATE_LIMITED);
            assertThat(fixture.infer("claims", "first", InferenceRequest.prompt("x"))
                            .connectionName())
                    .isEqualTo("first");
            assertThat(well.requests()).isEqualTo(1);
        }
    }

    @Test
    void anotherModelAnswersWhenNoConnectionCan() throws IOException {
        try (var ill = new ScriptedProvider(ScriptedProvider.status(503));
                var well = new ScriptedProvider(ScriptedProvider.good())) {
            fixture.publish(
                    Models.chat(ill.uri())
                            .connection("main", "sk-a")
                            .routing(Spread.WEIGHTS, "unregistered", "off", "plain", "spare")
                            .build(),
                    Models.chat(well.uri())
                            .named("off")
                            .off()
                            .connection("main", "sk-b")
                            .build(),
                    Models.chat(well.uri())
                            .named("plain")
                            .features(Feature.TOOL_CALLING)
                            .connection("main", "sk-c")
                            .build(),
                    Models.chat(well.uri())
                            .named("spare")
                            .connection("backup", "sk-d")
                            .build());
            List<InferenceEvent> events = new ArrayList<>();
            InferenceStream stream = fixture.stream("x");

            InferenceResponse whole = fixture.infer("x");

            assertThat(whole.modelName()).isEqualTo("plain");
            try (var streaming = new ScriptedProvider(STREAM)) {
                fixture.publish(
                        Models.chat(ill.uri())
                                .connection("main", "sk-a")
                                .routing(Spread.WEIGHTS, "plain", "spare")
                                .build(),
                        Models.chat(streaming.uri())
                                .named("plain")
                                .features(Feature.TOOL_CALLING)
                                .connection("main", "sk-c")
                                .build(),
                        Models.chat(streaming.uri())
                                .named("spare")
                                .connection("backup", "sk-d")
                                .build());

                stream.forEach(events::add);

                assertThat(events).contains(new InferenceEvent.TextDelta("well"));
                assertThat(stream.modelName()).hasValue("spare");
                assertThat(stream.connectionName()).hasValue("backup");
            }
            assertThat(fixture.records())
                    .extracting(record -> record.target().modelName())
                    .containsExactly("claims", "plain", "claims", "spare");
        }
    }

    @Test
    void aModelThatIsOffIsNotStoodInFor() throws IOException {
        try (var well = new ScriptedProvider(ScriptedProvider.good())) {
            fixture.publish(
                    Models.chat(well.uri())
                            .off()
                            .connection("main", "sk-a")
                            .routing(Spread.WEIGHTS, "spare")
                            .build(),
                    Models.chat(well.uri())
                            .named("spare")
                            .connection("main", "sk-b")
                            .build());

            assertThat(failure().code()).isEqualTo(FailureCode.MODEL_NOT_ACTIVE);
        }
    }

    @Test
    void aStreamGoesOnElsewhereAsLongAsNothingWasHandedOver() throws IOException {
        Reply empty = ScriptedProvider.stream();
        try (var cut = new ScriptedProvider(empty);
                var well = new ScriptedProvider(STREAM)) {
            publish(pair(cut, well));
            List<InferenceEvent> events = new ArrayList<>();

            fixture.stream("x").forEach(events::add);

            assertThat(events).contains(new InferenceEvent.TextDelta("well"));
            assertThat(fixture.records())
                    .extracting(record -> record.outcome().status())
                    .containsExactly(UsageRecord.Status.FAILED, UsageRecord.Status.COMPLETE);
        }
    }

    @Test
    void aStreamThatBeganGoesNowhereElse() throws IOException {
        Reply half = ScriptedProvider.stream("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"half\"}}]}");
        try (var cut = new ScriptedProvider(half);
                var well = new ScriptedProvider(STREAM)) {
            publish(pair(cut, well));
            List<InferenceEvent> events = new ArrayList<>();

            InferenceException failure = catchThrowableOfType(
                    InferenceException.class, () -> fixture.stream("x").forEach(events::add));

            assertThat(failure.code()).isEqualTo(FailureCode.STREAM_INTERRUPTED);
            assertThat(events).containsExactly(new InferenceEvent.TextDelta("half"));
            assertThat(well.requests()).isZero();
        }
    }

    @Test
    void anAnswerThatIsNoneIsAskedForElsewhere() throws IOException {
        try (var proxy = new ScriptedProvider(ScriptedProvider.good().saying("<html>maintenance</html>"));
                var well = new ScriptedProvider(ScriptedProvider.good())) {
            publish(pair(proxy, well));

            assertThat(fixture.infer("x").connectionName()).isEqualTo("second");
        }
    }

    @Test
    void aSilentProviderIsLeftForAnother() throws IOException {
        try (var well = new ScriptedProvider(STREAM)) {
            URI silent = fixture.sandbox("/openai/v1/chat/completions");
            publish(Models.chat(silent)
                    .fault("hang")
                    .headerTimeout(Duration.ofMillis(200))
                    .connectionTo(silent, "first", 1, 0)
                    .connectionTo(well.uri(), "second", 1, 1));

            InferenceStream stream = fixture.stream("x");
            stream.forEach(event -> {});

            assertThat(stream.connectionName()).hasValue("second");
        }
    }

    @Test
    void aModelWithOneWayOnlyIsAlwaysTried() throws IOException {
        try (var limited = new ScriptedProvider(ScriptedProvider.status(429).with("Retry-After", "600"))) {
            publish(Models.chat(limited.uri()).connection("main", "sk-a"));

            for (int i = 0; i < 3; i++) {
                assertThat(failure().retryAfter()).hasValue(Duration.ofMinutes(10));
            }

            assertThat(limited.requests()).isEqualTo(3);
        }
    }

    @Test
    void healthOutlastsANewRevisionAndBeginsAnewWithAnotherAddress() throws IOException {
        try (var ill = new ScriptedProvider(ScriptedProvider.status(429).with("Retry-After", "600"));
                var well = new ScriptedProvider(ScriptedProvider.good())) {
            publish(pair(ill, well));
            fixture.infer("x");

            publish(pair(ill, well));
            assertThat(state("first").health()).isEqualTo(ConnectionState.Health.COOLING_DOWN);

            publish(pair(well, well));
            assertThat(state("first").health()).isEqualTo(ConnectionState.Health.AVAILABLE);
        }
    }

    @Test
    void nothingIsInFlightWhenAllIsOver() throws IOException {
        try (var ill = new ScriptedProvider(ScriptedProvider.status(503));
                var well = new ScriptedProvider(ScriptedProvider.good())) {
            publish(pair(ill, well));
            for (int i = 0; i < 5; i++) {
                fixture.infer("x");
            }

            assertThat(state("first").callsInFlight()).isZero();
            assertThat(state("second").callsInFlight()).isZero();
        }
    }

    private static Models pair(ScriptedProvider first, ScriptedProvider second) {
        return Models.chat(first.uri())
                .connectionTo(first.uri(), "first", 1, 0)
                .connectionTo(second.uri(), "second", 1, 1);
    }

    private void publish(Models model) {
        fixture.publish(model.build());
    }

    private ConnectionState state(String connection) {
        return fixture.engine.directory().connectionStates("id-claims").stream()
                .filter(state -> state.connectionId().equals("claims/" + connection))
                .findFirst()
                .orElseThrow();
    }

    private InferenceException failure() {
        return failureOver(null);
    }

    private InferenceException failureOver(String connection) {
        return catchThrowableOfType(
                InferenceException.class, () -> fixture.infer("claims", connection, InferenceRequest.prompt("x")));
    }
}
