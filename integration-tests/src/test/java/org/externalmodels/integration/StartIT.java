package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.externalmodels.integration.server.Deployment;
import org.externalmodels.integration.server.HttpCalls;
import org.externalmodels.integration.server.LibertyServer;
import org.externalmodels.integration.server.OfLiberty;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** What a server does with a document that it is to start with, and without the keys of what it has stored. */
@TestMethodOrder(OrderAnnotation.class)
@OfLiberty("its data source, which the start waits for")
class StartIT {

    private static final String SECRET = "sk-of-the-declared-start";

    private static Path document;
    private static LibertyServer server;
    private static Product product;

    @BeforeAll
    static void startWithADocument() throws IOException {
        Path folder = QuickStart.folder("declared");
        document = Files.writeString(folder.resolve("declared.yaml"), "");
        server = LibertyServer.in(
                folder,
                Deployment.SHARED,
                Map.of("EXTERNAL_MODELS_IMPORT", document.toString(), "EXTERNAL_MODELS_SECRET_DECLARED", SECRET));
        declare("sandbox-1", "");
        server.start();
        product = new Product(server);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static void declare(String providerModel, String more) throws IOException {
        Files.writeString(
                document, """
                format: external-models/1
                models:
                  - name: declared
                    endpoint: %s
                    structure: openai-chat
                    providerModel: %s
                    features: [streaming]
                    modalities: [text-to-text]
                    connections:
                      - name: main
                        secret: {config: EXTERNAL_MODELS_SECRET_DECLARED}
                prices:
                  - {model: declared, effectiveFrom: 2026-01-01T00:00:00Z, currency: USD, input: 2.5, output: 10}
                limits:
                  - {name: declared per minute, measure: requests-per-minute, amount: 600, model: declared}
                %s""".formatted(server.uri("/sandbox/openai/v1/chat/completions"), providerModel, more));
    }

    @Test
    @Order(1)
    void aDeclaredModelServesFromTheStart() {
        assertThat(product.call("typed", "declared").getString("text")).startsWith("echo:");
        await().untilAsserted(() -> assertThat(product.allTraces("declared"))
                .singleElement()
                .satisfies(trace -> assertThat(trace.getString("currency")).isEqualTo("USD")));
        assertThat(product.administrator().get("/api/v1/limits").json().toString())
                .contains("declared per minute");
        assertThat(server.logs()).contains("declared.yaml is imported: 3 added").doesNotContain(SECRET);
    }

    @Test
    @Order(2)
    void anotherStartWithADocumentThatCannotBeTakenServesWhatThereIsAndSaysWhatIsWrong() throws IOException {
        server.stop();
        declare("sandbox-2", "  - {name: broken, measure: per-year, amount: 1}");

        server.start();

        assertThat(product.call("typed", "declared").getString("text")).startsWith("echo:");
        assertThat(server.logs()).contains("is not imported: limits[1].measure:");
        assertThat(product.administrator()
                        .get("/api/v1/models?limit=100")
                        .json()
                        .toString())
                .doesNotContain("sandbox-2");
    }

    @Test
    @Order(3)
    void withoutTheKeysOfWhatIsStoredItDoesNotOpenAndSaysWhereTheyAreMissing() throws IOException {
        server.stop();
        Path keys = server.data().resolve("keyset.json");
        Path away = Files.move(keys, keys.resolveSibling("elsewhere.json"));
        HttpCalls anybody = new HttpCalls(server.uri("/"));

        server.launch();

        await().atMost(Duration.ofMinutes(2)).ignoreExceptions().untilAsserted(() -> {
            HttpCalls.Answer ready = anybody.get("/health/ready");
            assertThat(ready.status()).isEqualTo(503);
            assertThat(ready.body()).contains("there is no keyset file");
        });
        assertThat(keys).doesNotExist();
        assertThat(product.administrator().get("/api/v1/models").status()).isEqualTo(503);

        Files.move(away, keys);

        await().atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() -> anybody.get("/health/ready").status() == 200);
        assertThat(product.call("typed", "declared").getString("text")).startsWith("echo:");
    }
}
