package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.connector.transport.Network;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.ModelSnapshot;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.inference.spi.Timeouts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider on this machine, and engines that may or may not call it. */
class EgressOfCallsTest {

    @TempDir
    private Path directory;

    private ScriptedProvider provider;

    @BeforeEach
    void open() throws IOException {
        provider = new ScriptedProvider(ScriptedProvider.good());
    }

    @AfterEach
    void close() {
        provider.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]"})
    void aLoopbackAddressIsNotCalledUnlessItIsAllowed(String host) {
        InferenceException failure = failure(Network.PUBLIC, model(host));

        assertThat(failure.code()).isEqualTo(FailureCode.PROVIDER_UNREACHABLE);
        assertThat(failure)
                .hasMessageContaining("is not allowed, it is a loopback address")
                .hasMessageContaining("EXTERNAL_MODELS_EGRESS_ALLOW");
        assertThat(provider.requests()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.169.254", "metadata.google.internal", "[fd00:ec2::254]"})
    void aMetadataServiceIsNotCalledThoughItsNetworkIsAllowed(String host) {
        Network wide = new Network(List.of("0.0.0.0/0", "::/0", "*.internal"));

        InferenceException failure = failure(wide, model(host));

        assertThat(failure.code()).isEqualTo(FailureCode.PROVIDER_UNREACHABLE);
        // Where nobody knows the name, nothing more is needed.
        assertThat(failure.getMessage()).containsAnyOf("metadata service", "no connection could be made");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.0/8,::1"})
    void whatIsAllowedIsCalled(String allowed) {
        try (InferenceEngine engine = engine(new Network(List.of(allowed.split(","))), model("localhost"))) {
            assertThat(InferenceEngine.await(
                                    engine.infer(EngineFixture.target("claims", null), InferenceRequest.prompt("x")))
                            .text())
                    .isEqualTo("well");
        }
    }

    @Test
    void aRedirectIsAFailureAndIsNotFollowed() throws IOException {
        try (var redirecting = new ScriptedProvider(new ScriptedProvider.Reply(
                302, Map.of("Location", provider.uri().toString()), ""))) {
            ModelDefinition model = Models.chat(redirecting.uri())
                    .connection("main", EngineFixture.KEY)
                    .build();

            InferenceException failure = failure(Network.withLoopback(), model);

            assertThat(failure.code()).isEqualTo(FailureCode.PROVIDER_ERROR);
            assertThat(failure.providerStatus()).hasValue(302);
            assertThat(provider.requests()).isZero();
        }
    }

    @Test
    void aTokenEndpointIsCheckedToo() {
        ModelDefinition model = Models.chat(URI.create("https://203.0.114.1/v1"))
                .connection(
                        "main",
                        true,
                        oauth(URI.create("http://localhost:" + provider.uri().getPort() + "/token")))
                .build();

        InferenceException failure = failure(Network.PUBLIC, model);

        assertThat(failure).hasMessageContaining("is not allowed, it is a loopback address");
        assertThat(provider.requests()).isZero();
    }

    @Test
    void oddAddressesAreProblemsOfADefinition() {
        ModelDefinition model = Models.chat(URI.create("http://0177.0.0.1/v1"))
                .connection("main", true, oauth(URI.create("http://user@host/token")))
                .build();
        try (InferenceEngine engine = engine(Network.PUBLIC)) {
            assertThat(engine.directory().validate(model))
                    .extracting(DefinitionProblem::field)
                    .containsExactly("connections.main.authentication", "endpoint");
        }
    }

    private static Authentication oauth(URI endpoint) {
        return new Authentication.OAuth2(
                "p1",
                endpoint,
                "client",
                Secret.of("secret-4711"),
                Authentication.OAuth2.ClientAuthentication.BASIC,
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private ModelDefinition model(String host) {
        return Models.chat(URI.create("http://" + host + ":" + provider.uri().getPort() + "/v1"))
                .timeouts(Timeouts.ofTotal(Duration.ofSeconds(20)))
                .connection("main", EngineFixture.KEY)
                .build();
    }

    private InferenceEngine engine(Network network, ModelDefinition... models) {
        InferenceEngine engine =
                InferenceEngine.open(new EngineSettings(directory, Duration.ofMillis(50), 4).withNetwork(network));
        engine.directory().publish(new ModelSnapshot(1, List.of(models)));
        return engine;
    }

    private InferenceException failure(Network network, ModelDefinition model) {
        try (InferenceEngine engine = engine(network, model)) {
            return catchThrowableOfType(
                    InferenceException.class,
                    () -> InferenceEngine.await(
                            engine.infer(EngineFixture.target("claims", null), InferenceRequest.prompt("x"))));
        }
    }
}
