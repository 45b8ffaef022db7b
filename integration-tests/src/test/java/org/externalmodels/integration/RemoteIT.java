package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.externalmodels.integration.pausing.Gate;
import org.externalmodels.integration.server.ApplicationServer;
import org.externalmodels.integration.server.Deployment;
import org.externalmodels.integration.server.LibertyServer;
import org.externalmodels.integration.server.QuickStart;
import org.externalmodels.integration.submitter.Heard;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An application on a server that has only the adapter calls models that are registered on another one. */
class RemoteIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static ApplicationServer central;
    private static LibertyServer server;
    private static Product product;
    private static Product elsewhere;
    private static Submitter submitter;
    private static String keyName;

    @BeforeAll
    static void startWithAKeyOfTheCentralServer() {
        central = QuickStart.server();
        product = new Product(central);
        JsonObject key = product.addKey("*");
        keyName = key.getString("name");
        Path control = QuickStart.folder("submitter-control");
        server = LibertyServer.start(
                QuickStart.folder("remote"),
                Deployment.REMOTE,
                Map.of(
                        Gate.FOLDER,
                        control.toString(),
                        "EXTERNAL_MODELS_GATEWAY",
                        central.uri("/").toString(),
                        "EXTERNAL_MODELS_GATEWAY_KEY",
                        key.getString("key")));
        elsewhere = new Product(server);
        submitter = new Submitter(server, control);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"typed", "async", "stream", "cci", "cci-stream"})
    void everyWayToCallGetsTheSameThereAndHere(String way) {
        Definition definition = product.definition("remote");
        product.add(definition);

        JsonObject here = elsewhere.call(way, definition.name());
        JsonObject there = product.call(way, definition.name());

        for (String same : new String[] {"text", "connection", "inputTokens", "outputTokens", "handedOver"}) {
            assertThat(here.get(same)).as(same).isEqualTo(there.get(same));
        }
        await().untilAsserted(() -> assertThat(product.traces(definition.name()))
                .filteredOn(trace -> trace.getString("id").equals(here.getString("traceId")))
                .singleElement()
                .satisfies(trace -> {
                    assertThat(trace.getString("source")).isEqualTo("http-key");
                    assertThat(trace.getString("application")).isEqualTo(keyName);
                }));
    }

    @Test
    void aConnectionThatIsNamedIsTheOneThatIsUsed() {
        Definition definition = product.definition("remote");
        String connections = "/api/v1/models/" + product.add(definition) + "/connections";
        JsonObject second = Json.createObjectBuilder()
                .add("name", "second")
                .add("apiKey", Definition.key("sk-second"))
                .build();
        assertThat(product.administrator().post(connections, second).status()).isEqualTo(201);

        assertThat(elsewhere.call("typed", definition.name(), "second").getString("connection"))
                .isEqualTo("second");
        assertThat(elsewhere.call("typed", definition.name(), "third").getString("code"))
                .isEqualTo("CONNECTION_NOT_FOUND");
    }

    @ParameterizedTest
    @CsvSource({
        "status=429;retry-after=1, RATE_LIMITED",
        "status=500, PROVIDER_ERROR",
        "html, INVALID_RESPONSE",
        "empty, INVALID_RESPONSE",
    })
    void failuresAreTheSameInCodeAndWords(String fault, String code) {
        Definition definition = product.definition("remote").withFault(fault);
        product.add(definition);

        JsonObject here = elsewhere.call("typed", definition.name());
        JsonObject there = product.call("typed", definition.name());

        assertThat(here.getString("code")).isEqualTo(code);
        assertThat(here.getString("message")).isEqualTo(there.getString("message"));
    }

    @Test
    void aStreamThatIsCutFailsHereAsItDoesThere() {
        Definition definition = product.definition("remote").withFault("cut=600");
        product.add(definition);

        JsonObject here = elsewhere.call("stream", definition.name());

        assertThat(here.getString("code")).isEqualTo("STREAM_INTERRUPTED");
        assertThat(here.getString("handedOver")).isNotEmpty();
    }

    @Test
    void aSubmissionIsAnsweredByTheModelThere() {
        Definition definition = product.definition("remote");
        product.add(definition);
        String correlation = Submitter.correlation("remote");

        submitter.submit("claims", correlation, definition.name(), "commit", "first");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(submitter.heard(correlation))
                        .extracting(Heard::text)
                        .containsExactly("echo: " + correlation));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(product.traces(definition.name()))
                        .singleElement()
                        .satisfies(trace ->
                                assertThat(trace.getString("application")).isEqualTo(keyName)));
    }

    @Test
    void aSubmissionWhoseTransactionRollsBackIsNotSentThere() {
        Definition definition = product.definition("remote");
        product.add(definition);
        String rolledBack = Submitter.correlation("rolled-back");
        String after = Submitter.correlation("after");

        submitter.submit("claims", rolledBack, definition.name(), "rollback", "first");
        submitter.submit("claims", after, definition.name(), "commit", "first");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(submitter.heard(after)).hasSize(1));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(product.traces(definition.name())).hasSize(1));
        assertThat(submitter.heard(rolledBack)).isEmpty();
    }

    @Test
    void aModelThatNobodyRegisteredIsNotFound() {
        JsonObject answer = elsewhere.call("typed", "nobody's");

        assertThat(answer.getString("code")).isEqualTo("MODEL_NOT_FOUND");
        assertThat(answer.getString("message")).contains("nobody's");
    }

    /** The model's provider is there all the time, which the central server's own sandbox is not. */
    @Test
    void withTheCentralServerAwayCallsFailAndGoOnWhenItIsBack() throws IOException {
        try (CountingProvider provider = new CountingProvider()) {
            Definition definition = Definition.of("remote", provider.uri());
            product.add(definition);
            assertThat(elsewhere.call("typed", definition.name())).containsKey("text");

            String correlation = Submitter.correlation("away");

            central.stop();
            String away = elsewhere.call("typed", definition.name()).getString("code");
            submitter.submit("claims", correlation, definition.name(), "commit", "first");
            await().during(Duration.ofSeconds(2))
                    .until(() -> submitter.heard(correlation).isEmpty());
            central.start();

            assertThat(away).isEqualTo("PROVIDER_UNREACHABLE");
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(submitter.heard(correlation))
                            .extracting(Heard::text)
                            .containsExactly("answer to " + correlation));
            assertThat(elsewhere.call("typed", definition.name())).containsKey("text");
        }
        assertThat(server.logs()).doesNotContain("sk-");
    }
}
