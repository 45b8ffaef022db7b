package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.externalmodels.connector.engine.GatewayServer.ANSWER;
import static org.externalmodels.connector.engine.GatewayServer.KEY;
import static org.externalmodels.connector.engine.GatewayServer.answer;
import static org.externalmodels.connector.engine.GatewayServer.json;
import static org.externalmodels.connector.engine.GatewayServer.sent;
import static org.externalmodels.connector.engine.GatewayServer.through;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.inference.spi.Timeouts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is submitted here and called through another server of External Models: by whose key, and within whose limit. */
class GatewaySubmissionsTest {

    @Test
    void itsModelsAreKnownWithoutBeingPublishedSoThatSubmissionsGoOut() throws IOException {
        try (var gateway = new ScriptedProvider(answer(200, ANSWER));
                EngineFixture there = through(gateway)) {
            assertThat(there.engine.areModelsKnown()).isTrue();
        }
        try (var here = new EngineFixture()) {
            assertThat(here.engine.areModelsKnown()).isFalse();
            here.publish();
            assertThat(here.engine.areModelsKnown()).isTrue();
        }
    }

    @Test
    void whoSignsOnWithAnApplicationKeyCallsWithIt() throws IOException {
        try (var gateway = new ScriptedProvider(
                        answer(200, ANSWER),
                        answer(200, json("{'external_models':{'name':'Claims'}}")),
                        answer(401, json("{'error':{'message':'no key: emk-own','code':'invalid_api_key'}}")),
                        answer(200, ANSWER));
                EngineFixture fixture = through(gateway)) {
            InferenceRequest request = InferenceRequest.prompt("x");

            InferenceResponse unused = InferenceEngine.await(fixture.engine.infer(signedOn("emk-own"), request));
            assertThat(gateway.lastAuthorization()).isEqualTo("Bearer emk-own");
            assertThat(fixture.engine.metaData(signedOn("emk-own")).name()).isEqualTo("Claims");
            assertThat(gateway.lastAuthorization()).isEqualTo("Bearer emk-own");
            assertThatThrownBy(() -> InferenceEngine.await(fixture.engine.infer(signedOn("emk-own"), request)))
                    .hasMessageContaining("no key")
                    .hasMessageNotContaining("emk-own");
            unused = InferenceEngine.await(fixture.engine.infer(signedOn("a password"), request));
            assertThat(gateway.lastAuthorization()).isEqualTo("Bearer " + KEY);
        }
    }

    @Test
    void anApplicationKeyIsNotKeptWithASubmission() throws IOException {
        try (var gateway = new ScriptedProvider(answer(200, ANSWER));
                EngineFixture fixture = through(gateway)) {

            assertThat(fixture.engine.signedOn(signedOn("a password"))).isEqualTo(CallOrigin.APPLICATION);
            assertThatThrownBy(() -> fixture.engine.signedOn(signedOn("emk-own")))
                    .isInstanceOfSatisfying(
                            InferenceException.class,
                            failure -> assertThat(failure.code()).isEqualTo(FailureCode.AUTHENTICATION_FAILED))
                    .hasMessageContaining("not kept with a submission")
                    .hasMessageNotContaining("emk-own");
        }
    }

    private static CallTarget signedOn(String password) {
        return new CallTarget(
                CallOrigin.APPLICATION,
                "claims",
                Optional.empty(),
                Timeouts.NONE,
                Optional.of(Secret.of(password)),
                Set.of());
    }

    @ParameterizedTest
    @CsvSource({
        "200, '{''external_models'':{''name'':''Claims'',''timeout_ms'':180000}}', 180000",
        "200, '{''external_models'':{''name'':''Claims''}}', 60000",
        "404, '{''error'':{''message'':''there is none'',''code'':''MODEL_NOT_FOUND''}}', 60000",
    })
    void theLimitOfTheModelIsAskedForBeforeThatOfTheSubmitter(int status, String described, int limit)
            throws IOException {
        try (var gateway = new ScriptedProvider(answer(status, json(described)), answer(200, ANSWER));
                EngineFixture fixture = through(gateway)) {

            InferenceResponse unused = InferenceEngine.await(
                    fixture.engine.inferWithin(within(Duration.ofMinutes(1)), InferenceRequest.prompt("x")));

            assertThat(sent(gateway).getJsonObject("external_models").getInt("timeout_ms"))
                    .isEqualTo(limit);
        }
    }

    @Test
    void noLimitIsGuessedWhileTheServerIsAway() throws IOException {
        try (var gateway = new ScriptedProvider(answer(404, "Context Root Not Found"), answer(200, ANSWER));
                EngineFixture fixture = through(gateway)) {
            var call = fixture.engine.inferWithin(within(Duration.ofMinutes(1)), InferenceRequest.prompt("x"));

            InferenceException failure =
                    catchThrowableOfType(InferenceException.class, () -> InferenceEngine.await(call));

            assertThat(failure.code()).isEqualTo(FailureCode.PROVIDER_UNREACHABLE);
            assertThat(gateway.requests()).isEqualTo(1);
        }
    }

    private static CallTarget within(Duration limit) {
        return new CallTarget(CallOrigin.APPLICATION, "claims", Optional.empty(), Timeouts.ofTotal(limit));
    }
}
