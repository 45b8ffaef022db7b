package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Optional;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.Timeouts;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Whose limit counts, seen by which one ends a call that is never answered. */
class TimeLimitsOrderTest {

    private static final Duration NOW = Duration.ofMillis(150);
    private static final Duration LATE = Duration.ofSeconds(100);

    @AutoClose
    private final EngineFixture fixture = new EngineFixture();

    @Test
    void theRequestWinsOverItsModel() {
        silent(Timeouts.ofTotal(LATE));
        assertThat(failure(NOW, Timeouts.ofTotal(LATE))).hasMessageContaining("total");
    }

    @Test
    void theModelWinsOverTheFactory() {
        silent(new Timeouts(null, NOW, null, LATE));
        assertThat(failure(null, new Timeouts(null, LATE, null, NOW.dividedBy(50))))
                .hasMessageContaining("no answer within PT0.15S");
    }

    @Test
    void theFactoryWinsOverTheDefaults() {
        silent(Timeouts.NONE);
        assertThat(failure(null, new Timeouts(null, NOW, null, null))).hasMessageContaining("no answer within PT0.15S");
        assertThat(failure(null, Timeouts.ofTotal(NOW))).hasMessageContaining("total");
    }

    @Test
    void oneLimitOfTheModelLeavesTheOthersToTheFactory() {
        silent(Timeouts.ofTotal(LATE));
        assertThat(failure(null, new Timeouts(null, NOW, null, Duration.ofNanos(1))))
                .hasMessageContaining("no answer within PT0.15S");
    }

    @Test
    void aLimitForTheBeginOfTheAnswerHoldsEvenIfTheRequestWaitsLonger() {
        silent(new Timeouts(null, NOW, null, null));
        assertThat(failure(LATE, Timeouts.NONE)).hasMessageContaining("no answer within PT0.15S");
    }

    /** It ends calls by the limits of its models; here only a server is given up that says nothing. */
    @Test
    void anotherServerThatKeepsTheLimitsIsNotCutShort() {
        assertThat(elsewhere(Timeouts.NONE, true).total()).isEqualTo(Duration.ofMinutes(10));
        assertThat(elsewhere(Timeouts.NONE, true).responseHeader()).isEqualTo(Duration.ofMinutes(10));
        assertThat(elsewhere(Timeouts.NONE, false).total()).isEqualTo(Duration.ofDays(1));
        assertThat(elsewhere(Timeouts.NONE, false).idle()).isEqualTo(Timeouts.DEFAULTS.idle());
        assertThat(elsewhere(Timeouts.ofTotal(NOW), true).total()).isEqualTo(NOW);
    }

    private static Timeouts elsewhere(Timeouts factory, boolean whole) {
        return TimeLimits.of(Optional.empty(), Timeouts.NONE, factory, whole, true);
    }

    private void silent(Timeouts model) {
        fixture.publish(fixture.chat()
                .fault("hang")
                .timeouts(model)
                .connection("main", EngineFixture.KEY)
                .build());
    }

    private InferenceException failure(Duration request, Timeouts factory) {
        CallTarget target = new CallTarget(CallOrigin.APPLICATION, "claims", Optional.empty(), factory);
        InferenceRequest.Builder asked = InferenceRequest.builder().user("x");
        if (request != null) {
            asked.timeout(request);
        }
        InferenceException failure = catchThrowableOfType(
                InferenceException.class, () -> InferenceEngine.await(fixture.engine.infer(target, asked.build())));
        assertThat(failure.code()).isEqualTo(FailureCode.TIMEOUT);
        return failure;
    }
}
