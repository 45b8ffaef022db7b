package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.Feature;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.spi.CallAdmission;
import org.externalmodels.inference.spi.ConnectionState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One call tries a connection that has cooled down; one that says nothing about it leaves that to the next. */
class TrialsTest {

    @AutoClose
    private final EngineFixture fixture = new EngineFixture();

    private ScriptedProvider recovering;
    private ScriptedProvider other;

    /** The first connection has failed, and has cooled down. */
    @BeforeEach
    void coolDown() throws IOException {
        recovering =
                new ScriptedProvider(ScriptedProvider.status(429).with("Retry-After", "1"), ScriptedProvider.good());
        other = new ScriptedProvider(ScriptedProvider.good());
        fixture.publish(Models.chat(recovering.uri())
                .features(Feature.TOOL_CALLING)
                .connectionTo(recovering.uri(), "first", 1, 0)
                .connectionTo(other.uri(), "second", 1, 1)
                .build());
        assertThat(fixture.infer("x").connectionName()).isEqualTo("second");
        Awaitility.await().until(() -> first().health() != ConnectionState.Health.COOLING_DOWN);
    }

    @AfterEach
    void close() {
        recovering.close();
        other.close();
    }

    private ConnectionState first() {
        return states().get(0);
    }

    private List<ConnectionState> states() {
        return fixture.engine.directory().connectionStates("id-claims");
    }

    @Test
    void aRequestThatNeverGoesOut() {
        InferenceException refused = catchThrowableOfType(
                InferenceException.class, () -> fixture.stream("x").forEach(event -> {}));

        assertThat(refused.code()).isEqualTo(FailureCode.FEATURE_NOT_ENABLED);
        theNextCallTriesIt();
    }

    @Test
    void aCallThatIsRefusedByALimit() {
        fixture.engine
                .directory()
                .admitBy(attempt -> new CallAdmission.Refused(
                        new InferenceException(FailureCode.LIMIT_EXCEEDED, "the limit is reached"), false));
        InferenceException refused = catchThrowableOfType(InferenceException.class, () -> fixture.infer("x"));
        fixture.engine.directory().admitBy(CallAdmission.ALL);

        assertThat(refused.code()).isEqualTo(FailureCode.LIMIT_EXCEEDED);
        theNextCallTriesIt();
    }

    @Test
    void aCallerWhoGivesUp() {
        publishSandbox("status=429;retry-after=1");
        assertThat(catchThrowableOfType(InferenceException.class, () -> fixture.infer("x"))
                        .code())
                .isEqualTo(FailureCode.RATE_LIMITED);
        Awaitility.await()
                .until(() -> states().stream().allMatch(state -> state.health() == ConnectionState.Health.PROBING));
        publishSandbox("hang");
        CompletableFuture<InferenceResponse> call = fixture.start(InferenceRequest.prompt("x"));
        assertThat(first().callsInFlight()).isOne();

        call.cancel(true);

        Awaitility.await().until(() -> first().callsInFlight() == 0);
        publishSandbox("delay=0");
        theNextCallTriesIt();
    }

    private void publishSandbox(String fault) {
        URI address = fixture.sandbox("/openai/v1/chat/completions");
        fixture.publish(fixture.chat()
                .fault(fault)
                .connectionTo(address, "first", 1, 0)
                .connectionTo(address, "second", 1, 1)
                .build());
    }

    private void theNextCallTriesIt() {
        assertThat(fixture.infer("x").connectionName()).isEqualTo("first");
        assertThat(first().health()).isEqualTo(ConnectionState.Health.AVAILABLE);
    }
}
