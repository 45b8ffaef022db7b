package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.spi.Authentication.OAuth2;
import org.externalmodels.inference.spi.Authentication.OAuth2.ClientAuthentication;
import org.externalmodels.inference.spi.BodyCapture;
import org.externalmodels.inference.spi.ProbeResult;
import org.externalmodels.inference.spi.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token that went out with a call and was replaced before the answer came is masked where the answer quotes it. */
class RenewedWhileUnderWayTest {

    private static final String CANARY = "canary-token-51b7c0ffee-";

    @AutoClose
    private final EngineFixture fixture = new EngineFixture();

    private final AtomicInteger given = new AtomicInteger();
    private RawProvider tokens;
    private OAuth2 profile;

    @BeforeEach
    void open() throws IOException {
        tokens = new RawProvider(
                200,
                "application/json",
                key -> "{\"access_token\":\"" + CANARY + given.incrementAndGet()
                        + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
        profile = new OAuth2(
                "profile-1",
                tokens.uri(),
                "client",
                Secret.of("secret"),
                ClientAuthentication.BASIC,
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    @AfterEach
    void close() {
        tokens.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 500})
    void inAFailure(int status) throws IOException {
        try (RawProvider provider = quoting(status, key -> "{\"said\":\"" + key + "\"}")) {
            publish(provider);

            InferenceException whole = catchThrowableOfType(InferenceException.class, () -> fixture.infer("x"));
            InferenceException streamed = catchThrowableOfType(
                    InferenceException.class, () -> fixture.stream("x").forEach(event -> {}));

            assertThat(given).hasValue(3);
            assertThat(whole.providerBody().orElseThrow()).contains(Secret.MASK);
            assertThat(whole.getMessage()
                            + whole.providerBody()
                            + streamed.getMessage()
                            + streamed.providerBody()
                            + fixture.records())
                    .doesNotContain(CANARY);
        }
    }

    @Test
    void inACapturedAnswer() throws IOException {
        try (RawProvider provider = quoting(200, key -> ScriptedProvider.COMPLETION.replace("well", "got " + key))) {
            publish(provider);

            assertThat(fixture.infer("x").text()).contains(CANARY + 1);

            assertThat(given).hasValue(2);
            assertThat(fixture.onlyRecord().output().orElseThrow())
                    .contains("got")
                    .contains(Secret.MASK)
                    .doesNotContain(CANARY);
        }
    }

    @Test
    void inWhatATestShows() throws Exception {
        try (RawProvider provider = quoting(400, key -> "{\"said\":\"" + key + "\"}")) {
            ProbeResult result = fixture.engine
                    .directory()
                    .probe(
                            Models.chat(provider.uri())
                                    .connection("main", true, profile)
                                    .build(),
                            null,
                            InferenceRequest.prompt("x"))
                    .toCompletableFuture()
                    .get();

            assertThat(given).hasValue(2);
            assertThat(result.toString()).contains(Secret.MASK).doesNotContain(CANARY);
        }
    }

    /** Has the token replaced before it answers. */
    private RawProvider quoting(int status, UnaryOperator<String> answer) throws IOException {
        return new RawProvider(status, "application/json", key -> {
            fixture.engine
                    .directory()
                    .authenticate(profile)
                    .toCompletableFuture()
                    .join();
            return answer.apply(key);
        });
    }

    private void publish(RawProvider provider) {
        fixture.publish(Models.chat(provider.uri())
                .capture(BodyCapture.FULL)
                .connection("main", true, profile)
                .build());
    }
}
