package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.inference.spi.Timeouts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of a server of External Models that is not there, and of one that is. */
class GatewayAwayTest {

    private static final String KEY = "emk-canary";

    private static ScriptedProvider.Reply answer(int status, String body) {
        return new ScriptedProvider.Reply(status, Map.of("Content-Type", "application/json"), body);
    }

    private static EngineFixture through(ScriptedProvider gateway) {
        return new EngineFixture(
                settings -> settings.through(Gateway.at(gateway.uri().toString(), Secret.of(KEY))));
    }

    @ParameterizedTest
    @CsvSource({
        "404, <html>Context Root Not Found</html>",
        "503, {\"message\": \"no upstream\"}",
        "401, ''",
        "500, [1]",
        "502, <html>Bad Gateway</html>",
        "504, ''",
    })
    void anErrorThatNobodyOfThisKindWroteIsAServerThatIsAway(int status, String body) throws IOException {
        try (var gateway = new ScriptedProvider(answer(status, body));
                EngineFixture fixture = through(gateway)) {

            InferenceException failure = catchThrowableOfType(
                    InferenceException.class, () -> fixture.infer("claims", "main", InferenceRequest.prompt("x")));
            InferenceException undescribed = catchThrowableOfType(
                    InferenceException.class, () -> fixture.engine.metaData(EngineFixture.target("claims", null)));

            String host = gateway.uri().getAuthority();
            assertThat(failure.code()).isEqualTo(FailureCode.PROVIDER_UNREACHABLE);
            assertThat(failure)
                    .hasMessage("Model 'claims', connection 'main': the gateway " + host
                            + " is not there: what answered " + status
                            + " in its place is no server of External Models");
            assertThat(failure.providerStatus()).hasValue(status);
            assertThat(fixture.engine.isGatewayAway(failure)).isTrue();
            assertThat(undescribed.code()).isEqualTo(FailureCode.PROVIDER_UNREACHABLE);
            assertThat(undescribed).hasMessageStartingWith("Model 'claims': the gateway " + host + " is not there");
        }
    }

    @Test
    void noLimitIsGuessedWhileTheServerIsAway() throws IOException {
        try (var gateway = new ScriptedProvider(answer(404, "Context Root Not Found"), answer(200, "{}"));
                EngineFixture fixture = through(gateway)) {
            var call = fixture.engine.inferWithin(
                    new CallTarget(
                            CallOrigin.APPLICATION,
                            "claims",
                            Optional.empty(),
                            Timeouts.ofTotal(Duration.ofMinutes(1))),
                    InferenceRequest.prompt("x"));

            InferenceException failure =
                    catchThrowableOfType(InferenceException.class, () -> InferenceEngine.await(call));

            assertThat(failure.code()).isEqualTo(FailureCode.PROVIDER_UNREACHABLE);
            assertThat(gateway.requests()).isEqualTo(1);
        }
    }

    @Test
    void aServerThatIsStoppedIsAway() throws IOException {
        Gateway stopped;
        try (var gateway = new ScriptedProvider(answer(200, "{}"))) {
            stopped = Gateway.at(gateway.uri().toString(), Secret.of(KEY));
        }
        try (EngineFixture fixture = new EngineFixture(settings -> settings.through(stopped))) {

            InferenceException failure = catchThrowableOfType(
                    InferenceException.class, () -> fixture.infer("claims", null, InferenceRequest.prompt("x")));

            assertThat(failure.code()).isEqualTo(FailureCode.PROVIDER_UNREACHABLE);
            assertThat(failure)
                    .hasMessageContaining(stopped.api().getAuthority())
                    .hasMessageNotContaining(KEY);
            assertThat(fixture.engine.isGatewayAway(failure)).isTrue();
        }
    }

    @Test
    void aServerWhoseProviderIsAwayIsThere() throws IOException {
        String error = ("{'error':{'message':'nobody there','code':'PROVIDER_UNREACHABLE','external_models':"
                        + "{'trace':'t-2','model':'Claims','connection':'main'}}}")
                .replace('\'', '"');
        try (var gateway = new ScriptedProvider(answer(502, error));
                EngineFixture fixture = through(gateway)) {

            InferenceException failure = catchThrowableOfType(
                    InferenceException.class, () -> fixture.infer("claims", null, InferenceRequest.prompt("x")));

            assertThat(failure.code()).isEqualTo(FailureCode.PROVIDER_UNREACHABLE);
            assertThat(fixture.engine.isGatewayAway(failure)).isFalse();
        }
    }
}
