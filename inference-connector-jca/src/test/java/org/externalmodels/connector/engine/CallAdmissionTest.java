package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.spi.CallAdmission;
import org.externalmodels.inference.spi.ConnectionState;
import org.externalmodels.inference.spi.UsageRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every attempt of every call is held against the admission, and its ticket hears of its end. */
class CallAdmissionTest {

    @AutoClose
    private final EngineFixture fixture = new EngineFixture(3);

    /** Refuses some attempts and remembers all. */
    private static final class RecordingAdmission implements CallAdmission {
        final List<Attempt> asked = new ArrayList<>();
        final List<String> ended = new ArrayList<>();
        private final Predicate<Attempt> refuses;

        RecordingAdmission(Predicate<Attempt> refuses) {
            this.refuses = refuses;
        }

        @Override
        public Decision admit(Attempt attempt) {
            asked.add(attempt);
            if (refuses.test(attempt)) {
                return refused(7);
            }
            return new Admitted((record, another) -> ended.add(record.outcome().status() + " " + another));
        }
    }

    @Test
    void whatIsRefusedIsNotSentAndSaysWhenToComeBack() throws IOException {
        try (var provider = new ScriptedProvider(ScriptedProvider.good())) {
            fixture.publish(Models.chat(provider.uri())
                    .connection("main", EngineFixture.KEY)
                    .build());
            fixture.engine.directory().admitBy(new RecordingAdmission(attempt -> true));

            InferenceException whole = catchThrowableOfType(InferenceException.class, () -> fixture.infer("x"));
            InferenceException streamed = catchThrowableOfType(
                    InferenceException.class, () -> fixture.stream("x").forEach(event -> {}));

            assertThat(whole.code()).isEqualTo(FailureCode.LIMIT_EXCEEDED);
            assertThat(whole.retryAfter()).hasValue(Duration.ofSeconds(7));
            assertThat(streamed.code()).isEqualTo(FailureCode.LIMIT_EXCEEDED);
            assertThat(provider.requests()).isZero();
            assertThat(fixture.records()).hasSize(2);
            assertThat(states()).allMatch(state -> state.callsInFlight() == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"first", "second"})
    void ofConnectionsWhoseLimitsAreAllReachedTheFirstThatIsFreeAgainIsTold(String soon) throws IOException {
        try (var provider = new ScriptedProvider(ScriptedProvider.good())) {
            publishPair(provider);
            fixture.engine
                    .directory()
                    .admitBy(attempt -> refused(attempt.connectionName().equals(soon) ? 5 : 5_000));

            InferenceException failure = catchThrowableOfType(InferenceException.class, () -> fixture.infer("x"));

            assertThat(failure.retryAfter()).hasValue(Duration.ofSeconds(5));
        }
    }

    private void publishPair(ScriptedProvider provider) {
        fixture.publish(Models.chat(provider.uri())
                .connectionTo(provider.uri(), "first", 1, 0)
                .connectionTo(provider.uri(), "second", 1, 1)
                .build());
    }

    private static CallAdmission.Refused refused(int seconds) {
        return new CallAdmission.Refused(
                InferenceException.of(FailureCode.LIMIT_EXCEEDED, "the limit 'a' is reached")
                        .retryAfter(Duration.ofSeconds(seconds))
                        .build(),
                true);
    }

    @Test
    void aConnectionWhoseLimitIsReachedIsPassedOver() throws IOException {
        try (var provider = new ScriptedProvider(ScriptedProvider.good())) {
            publishPair(provider);
            fixture.engine
                    .directory()
                    .admitBy(new RecordingAdmission(
                            attempt -> attempt.connectionName().equals("first")));

            assertThat(fixture.infer("x").connectionName()).isEqualTo("second");
            assertThat(fixture.records()).hasSize(1);
            assertThat(states()).allMatch(state -> state.callsInFlight() == 0);
            InferenceException named = catchThrowableOfType(
                    InferenceException.class, () -> fixture.infer("claims", "first", InferenceRequest.prompt("x")));
            assertThat(named.code()).isEqualTo(FailureCode.LIMIT_EXCEEDED);
        }
    }

    @Test
    void eachAttemptIsAdmittedForItselfAndHeardOfOnce() throws IOException {
        try (var ill = new ScriptedProvider(ScriptedProvider.status(503));
                var well = new ScriptedProvider(ScriptedProvider.good())) {
            fixture.publish(Models.chat(ill.uri())
                    .connectionTo(ill.uri(), "first", 1, 0)
                    .connectionTo(well.uri(), "second", 1, 1)
                    .build());
            RecordingAdmission admission = new RecordingAdmission(attempt -> false);
            fixture.engine.directory().admitBy(admission);

            fixture.infer("hello there");

            assertThat(admission.asked)
                    .extracting(CallAdmission.Attempt::connectionName)
                    .containsExactly("first", "second");
            assertThat(admission.asked.get(0).characters().getAsLong()).isEqualTo("hello there".length());
            assertThat(admission.ended).containsExactly("FAILED true", "COMPLETE false");
        }
    }

    @Test
    void anAttemptThatFollowsAWaitIsAdmittedAgain() throws IOException {
        try (var provider = new ScriptedProvider(ScriptedProvider.status(503), ScriptedProvider.good())) {
            fixture.publish(Models.chat(provider.uri())
                    .connection("main", EngineFixture.KEY)
                    .build());
            RecordingAdmission admission = new RecordingAdmission(attempt -> false);
            fixture.engine.directory().admitBy(admission);

            fixture.infer("x");

            assertThat(admission.ended).containsExactly("FAILED true", "COMPLETE false");
        }
    }

    @Test
    void aTestOfADefinitionIsHeldAgainstItToo() throws Exception {
        try (var provider = new ScriptedProvider(ScriptedProvider.good())) {
            var model = Models.chat(provider.uri())
                    .connection("main", EngineFixture.KEY)
                    .build();
            fixture.engine.directory().admitBy(new RecordingAdmission(attempt -> true));

            var tried = fixture.engine
                    .directory()
                    .probe(model, "main", InferenceRequest.prompt("x"))
                    .toCompletableFuture();

            ExecutionException refused = catchThrowableOfType(ExecutionException.class, tried::get);
            assertThat(refused.getCause())
                    .isInstanceOfSatisfying(
                            InferenceException.class,
                            why -> assertThat(why.code()).isEqualTo(FailureCode.LIMIT_EXCEEDED));
            assertThat(provider.requests()).isZero();
        }
    }

    @Test
    void aCallThatIsGivenUpIsHeardOf() throws IOException {
        RecordingAdmission admission = new RecordingAdmission(attempt -> false);
        fixture.publish(fixture.chat()
                .fault("hang")
                .connection("main", EngineFixture.KEY)
                .build());
        fixture.engine.directory().admitBy(admission);
        var call = fixture.start(InferenceRequest.prompt("x"));

        call.cancel(true);

        Awaitility.await().until(() -> !admission.ended.isEmpty());
        assertThat(admission.ended).containsExactly(UsageRecord.Status.ABORTED_CLIENT + " false");
    }

    private List<ConnectionState> states() {
        return fixture.engine.directory().connectionStates("id-claims");
    }
}
