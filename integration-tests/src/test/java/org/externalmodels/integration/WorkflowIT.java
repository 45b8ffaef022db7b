package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.externalmodels.integration.server.ApplicationServer;
import org.externalmodels.integration.server.Chromium;
import org.externalmodels.integration.server.Deployment;
import org.externalmodels.integration.server.HttpCalls.Answer;
import org.externalmodels.integration.server.QuickStart;
import org.externalmodels.integration.server.ServerMake;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The process application on a server: its engine submits in the server's transactions, and results resume it. */
class WorkflowIT {

    private static ApplicationServer server;
    private static Product product;
    private static Triage triage;

    @BeforeAll
    static void start() {
        server = ServerMake.tested().start(QuickStart.folder("workflow"), Deployment.WORKFLOW, Map.of());
        product = new Product(server);
        triage = new Triage(product);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aPersonDecidesALargeClaimThatTheModelHasRead() {
        String id = triage.register("During the storm a tree fell on my car.", 4_000);

        JsonObject read = triage.awaitStep(id, "decide");
        assertThat(read.getJsonObject("facts").getString("summary")).contains("a tree fell on my car");
        assertThat(read.getJsonArray("calls")).hasSize(1);

        assertThat(triage.decide(id, "REJECT").status()).isEqualTo(204);

        JsonObject answered = triage.awaitStep(id, "answered");
        assertThat(answered.getString("decision")).isEqualTo("rejected");
        assertThat(answered.getString("letter")).contains("The claim over 4000 EUR is rejected");
        assertThat(triage.decide(id, "APPROVE").status()).isEqualTo(409);
    }

    @Test
    void aSmallClaimIsAnsweredWithoutAPerson() {
        String id = triage.register("Hail broke a window.", 120);

        JsonObject answered = triage.awaitStep(id, "answered");

        assertThat(answered.getString("decision")).isEqualTo("approved");
        assertThat(answered.getJsonObject("facts").getInt("severity")).isEqualTo(1);
    }

    @Test
    void tracesNameTheInstanceAndTheActivity() {
        String id = triage.register("Water in the cellar.", 90);
        JsonObject answered = triage.awaitStep(id, "answered");

        await().untilAsserted(() -> {
            assertThat(product.tracesOfWorkflow(id))
                    .extracting(
                            trace -> trace.getString("id"),
                            trace -> trace.getString("source"),
                            trace -> trace.getString("workflowActivity"))
                    .containsExactlyInAnyOrder(
                            tuple(trace(answered, 0), "workflow", "extract"),
                            tuple(trace(answered, 1), "workflow", "answer"));
        });
    }

    @Test
    void aPersonDecidesWhereTheModelIsSwitchedOff() {
        String model = product.idOf("claims-gpt");
        product.switchModel(model, false);
        try {
            String id = triage.register("A stone hit the windscreen.", 80);

            JsonObject claim = triage.awaitStep(id, "decide");
            assertThat(claim.getString("problem")).startsWith("MODEL_NOT_ACTIVE: ");
        } finally {
            product.switchModel(model, true);
        }
    }

    @Test
    void aLimitBindsTasks() {
        String limit = new CallRules(product, "claims-gpt")
                .limit("requests-per-minute", 1)
                .getString("id");
        try {
            awaitCode(triage.register("A branch broke the gutter.", 70), "LIMIT_EXCEEDED");
        } finally {
            delete("limits", limit);
        }
    }

    private static void awaitCode(String workflow, String code) {
        await().untilAsserted(() -> assertThat(product.tracesOfWorkflow(workflow))
                .anyMatch(trace -> trace.getString("code", "").equals(code)));
    }

    private static void delete(String what, String id) {
        assertThat(product.administrator()
                        .send("DELETE", "/api/v1/" + what + "/" + id, null, Map.of("If-Match", "*"))
                        .status())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"request", "job", "bean", "job-of-a-bean"})
    void whatFailsLeavesNothingButWhatWasInATransactionOfItsOwn(String by) {
        String text = Submitter.correlation(by);

        assertThat(product.anybody().get("/notes/?by=" + by + "&text=" + text).body())
                .isEqualTo("java.lang.IllegalArgumentException: " + text);

        assertThat(product.anybody().get("/notes/").body().lines())
                .filteredOn(note -> note.startsWith(text))
                .containsExactly(text + " alone");
    }

    @Test
    void thePageShowsClaimsTheCallsBehindThemAndLetsAPersonDecide() {
        Page page = Chromium.page();
        page.navigate(server.uri("/triage/").toString());
        page.getByLabel("What happened?").fill("Fire <in> the kitchen.");
        page.getByLabel("Amount in EUR").fill("9000");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Send"))
                .click();
        Locator claim = page.locator("article").filter(new Locator.FilterOptions().setHasText("9000 EUR"));
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            page.reload();
            return claim.getByText("Waiting for a decision").isVisible();
        });

        assertThat(claim.innerText())
                .contains("Fire <in> the kitchen.", "Model calls", "claims-gpt / main", "answered");
        assertThat(Accessibility.violations(page)).isEmpty();
        claim.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Approve"))
                .click();
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            page.reload();
            return claim.getByText("Decision: approved").isVisible()
                    && claim.getByText("Answer:").isVisible();
        });
    }

    @Test
    void whatIsWrongWithAClaimIsSaid() {
        Answer refused = product.anybody()
                .post(
                        "/triage/claims",
                        Json.createObjectBuilder().add("claim", " ").build());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().getString("problem")).isEqualTo("Say what happened.");
    }

    private static String trace(JsonObject claim, int call) {
        return claim.getJsonArray("calls").getJsonObject(call).getString("trace");
    }
}
