package org.externalmodels.integration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.externalmodels.integration.server.ApplicationServer;
import org.externalmodels.integration.server.Chromium;
import org.externalmodels.integration.server.HttpCalls.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must work on an application server of any make, from the first sign-in to the trace of a call. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OnAnotherServer {

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private ApplicationServer server;
    private Product product;

    abstract ApplicationServer startServer();

    @BeforeAll
    void start() {
        server = startServer();
        product = new Product(server);
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"typed", "cci", "async", "stream"})
    void aDraftThatIsConfirmedIsCalledByAnApplicationAndTraced(String way) {
        Definition definition = product.definition("elsewhere").asDraft();
        String model = "/api/v1/models/" + product.add(definition);
        assertThat(product.call("typed", definition.name()).getString("code")).isEqualTo("MODEL_NOT_ACTIVE");

        Answer confirmed = product.administrator()
                .send("POST", model + "/confirm", null, Map.of("Content-Type", "application/json", "If-Match", "*"));
        assertThat(confirmed.status()).as(confirmed.body()).isEqualTo(200);
        JsonObject answer = product.call(way, definition.name());

        assertThat(answer.getString("text", answer.toString())).isEqualTo("echo: one two three");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(product.traces(definition.name()))
                        .anySatisfy(trace -> {
                            assertThat(trace.getString("id")).isEqualTo(answer.getString("traceId"));
                            assertThat(trace.getString("source")).isEqualTo("application");
                            assertThat(trace.getString("application")).isEqualTo("external-models");
                            assertThat(trace.getInt("inputTokens")).isEqualTo(3);
                            assertThat(trace.getInt("outputTokens")).isEqualTo(4);
                        }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/claims/", "/claims/cci", "/claims/injected", "/claims/assistant"})
    void theSampleCallsTheModelOfTheFirstStart(String path) {
        Answer answer = product.anybody().get(path + "?claim=Hail%20broke%20a%20window.");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonObject summary = answer.json();
        assertThat(summary.getString("summary"))
                .isEqualTo("echo: Summarise this claim in one sentence: Hail broke a window.");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(product.traces("claims-gpt"))
                        .anySatisfy(trace -> assertThat(trace.getString("id")).isEqualTo(summary.getString("trace"))));
    }

    @Test
    void aKeyCallsByHttpAndItsNameIsInTheTrace() {
        Definition definition = product.definition("front-door");
        product.add(definition);
        JsonObject key = product.addKey(definition.name());

        Answer answer = product.anybody()
                .send(
                        "POST",
                        "/v1/chat/completions",
                        chat(definition.name()),
                        Map.of("Content-Type", "application/json", "Authorization", "Bearer " + key.getString("key")));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("echo: one two three");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(product.traces(definition.name()))
                        .singleElement()
                        .satisfies(trace -> {
                            assertThat(trace.getString("source")).isEqualTo("http-key");
                            assertThat(trace.toString()).contains(key.getString("name"));
                            assertThat(trace.getInt("inputTokens")).isEqualTo(3);
                        }));
    }

    @ParameterizedTest
    @CsvSource({
        "admin, 200, 201, 200",
        "edith, 200, 201, 403",
        "vera, 200, 403, 403",
        "otto, 403, 403, 403",
        "carl, 403, 403, 200",
        "rolf, 403, 403, 403"
    })
    void groupsOfTheServersUsersAreTheRoles(String user, int seeing, int adding, int calling) {
        Definition model = product.definition("roles");
        product.add(model);

        assertThat(product.user(user).get("/api/v1/models").status()).isEqualTo(seeing);
        assertThat(product.user(user)
                        .post("/api/v1/models", product.definition("by-" + user).json())
                        .status())
                .isEqualTo(adding);
        assertThat(product.user(user)
                        .send("POST", "/v1/chat/completions", chat(model.name()), JSON)
                        .status())
                .isEqualTo(calling);
    }

    @Test
    void whoIsUnknownOrWrongGetsNowhere() {
        assertThat(product.anybody().get("/api/v1/models").status()).isEqualTo(401);
        assertThat(product.anybody().as("admin", "wrong").get("/api/v1/models").status())
                .isEqualTo(401);
        assertThat(product.anybody()
                        .send("POST", "/v1/chat/completions", chat("claims-gpt"), JSON)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void theSecondOfTwoWhoEditTheSameIsRefused() {
        String model = "/api/v1/models/" + product.add(product.definition("edited"));
        String seen = product.administrator().get(model).header("ETag").orElseThrow();
        Map<String, String> headers = Map.of("Content-Type", "application/json", "If-Match", seen);
        String change = Json.createObjectBuilder()
                .add("providerModel", "changed")
                .build()
                .toString();

        Answer first = product.administrator().send("PATCH", model, change, headers);
        Answer second = product.administrator().send("PATCH", model, change, headers);

        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(second.status()).as(second.body()).isEqualTo(409);
    }

    @Test
    void theAuditLogIsWhole() {
        product.add(product.definition("audited"));

        await().atMost(PATIENCE).untilAsserted(() -> {
            Answer verdict = product.administrator()
                    .post("/api/v1/audit-log/verify", Json.createObjectBuilder().build());
            assertThat(verdict.status()).as(verdict.body()).isEqualTo(200);
            assertThat(verdict.json().getBoolean("intact")).as(verdict.body()).isTrue();
        });
    }

    @Test
    void anAdministratorSignsInToTheConsoleAndSeesTheModels() {
        Definition definition = product.definition("shown");
        product.add(definition);
        Page page = Chromium.page();
        ConsolePages console = new ConsolePages(page, server.uri("/"));

        console.signIn(Product.ADMIN, Product.PASSWORD);
        console.openModels(definition.name());

        assertThat(console.line(definition.name())).containsText("API");
        assertThat(console.line(definition.name())).containsText("Active");
    }

    @Test
    void aModelAddedInTheConsoleIsCalled() {
        Definition definition = product.definition("by-hand");
        ConsolePages console = new ConsolePages(Chromium.page(), server.uri("/"));

        console.signIn(Product.ADMIN, Product.PASSWORD);
        console.addModel(definition);

        assertThat(product.call("typed", definition.name()).getString("text")).isEqualTo("echo: one two three");
    }

    private static String chat(String model) {
        return "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"one two three\"}]}";
    }
}
