package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.externalmodels.connector.engine.GatewayServer.ANSWER;
import static org.externalmodels.connector.engine.GatewayServer.KEY;
import static org.externalmodels.connector.engine.GatewayServer.answer;
import static org.externalmodels.connector.engine.GatewayServer.json;
import static org.externalmodels.connector.engine.GatewayServer.through;

import java.io.IOException;
import java.time.Duration;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.spi.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A failure at another server of External Models is the same here, and one of that server itself is told apart. */
class GatewayFailuresTest {

    @Test
    void aFailureIsTheSameAsThere() throws IOException {
        String error =
                json("{'error':{'message':'Model \\\"Claims\\\": slow down','code':'RATE_LIMITED','external_models':"
                        + "{'trace':'t-2','model':'Claims','connection':'main','retry_after_ms':1500,'provider_status':429,"
                        + "'provider_body':'busy'}}}");
        try (var gateway = new ScriptedProvider(answer(429, error));
                EngineFixture fixture = through(gateway)) {

            InferenceException failure = fixture.failureOf("claims", null);

            assertThat(failure.code()).isEqualTo(FailureCode.RATE_LIMITED);
            assertThat(failure).hasMessage("Model \"Claims\": slow down");
            assertThat(failure.traceId()).hasValue("t-2");
            assertThat(failure.connectionName()).hasValue("main");
            assertThat(failure.retryAfter()).hasValue(Duration.ofMillis(1500));
            assertThat(failure.providerStatus()).hasValue(429);
            assertThat(failure.providerBody()).hasValue("busy");
            assertThat(gateway.requests())
                    .as("the server has made all attempts")
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401, invalid_api_key, AUTHENTICATION_FAILED",
        "403, permission_denied, AUTHENTICATION_FAILED",
        "400, unknown_parameter, INVALID_REQUEST",
        "413, request_too_large, INVALID_REQUEST",
        "503, keys_not_loaded, PROVIDER_UNREACHABLE",
        "404, MODEL_NOT_FOUND, MODEL_NOT_FOUND",
    })
    void aRefusalBeforeAnyCallNamesTheModelThatWasAsked(int status, String word, FailureCode code) throws IOException {
        String error = json("{'error':{'message':'because','code':'" + word + "'}}");
        try (var gateway = new ScriptedProvider(answer(status, error));
                EngineFixture fixture = through(gateway)) {

            InferenceException failure = fixture.failureOf("claims", null);

            assertThat(failure.code()).isEqualTo(code);
            assertThat(failure).hasMessage("Model 'claims': because");
        }
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

            InferenceException failure = fixture.failureOf("claims", "main");
            InferenceException undescribed = catchThrowableOfType(
                    InferenceException.class, () -> fixture.engine.metaData(EngineFixture.target("claims", null)));

            String away = "the gateway " + gateway.uri().getAuthority() + " is not there: what answered " + status
                    + " in its place is no server of External Models";
            assertThat(failure.code()).isEqualTo(FailureCode.PROVIDER_UNREACHABLE);
            assertThat(failure).hasMessage("Model 'claims', connection 'main': " + away);
            assertThat(failure.providerStatus()).hasValue(status);
            assertThat(fixture.engine.isGatewayAway(failure)).isTrue();
            assertThat(undescribed.code()).isEqualTo(FailureCode.PROVIDER_UNREACHABLE);
            assertThat(undescribed).hasMessage("Model 'claims': " + away);
        }
    }

    @Test
    void aServerThatIsStoppedIsAway() throws IOException {
        Gateway stopped;
        try (var gateway = new ScriptedProvider(answer(200, ANSWER))) {
            stopped = Gateway.at(gateway.uri().toString(), Secret.of(KEY));
        }
        try (EngineFixture fixture = new EngineFixture(settings -> settings.through(stopped))) {

            InferenceException failure = fixture.failureOf("claims", null);

            assertThat(failure.code()).isEqualTo(FailureCode.PROVIDER_UNREACHABLE);
            assertThat(failure).hasMessageContaining(stopped.api().getAuthority());
            assertThat(fixture.engine.isGatewayAway(failure)).isTrue();
        }
    }

    @Test
    void aServerWhoseProviderIsAwayIsThere() throws IOException {
        String error = json("{'error':{'message':'nobody there','code':'PROVIDER_UNREACHABLE','external_models':"
                + "{'trace':'t-2','model':'Claims','connection':'main'}}}");
        try (var gateway = new ScriptedProvider(answer(502, error));
                EngineFixture fixture = through(gateway)) {

            InferenceException failure = fixture.failureOf("claims", null);

            assertThat(failure.code()).isEqualTo(FailureCode.PROVIDER_UNREACHABLE);
            assertThat(fixture.engine.isGatewayAway(failure)).isFalse();
        }
    }

    @Test
    void aServerOfAnotherKindIsAnInvalidResponse() throws IOException {
        try (var gateway = new ScriptedProvider(ScriptedProvider.good());
                EngineFixture fixture = through(gateway)) {

            InferenceException failure = fixture.failureOf("claims", null);

            assertThat(failure.code()).isEqualTo(FailureCode.INVALID_RESPONSE);
            assertThat(failure).hasMessageContaining("no server of External Models");
        }
    }
}
