package org.externalmodels.integration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import jakarta.json.Json;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.externalmodels.integration.server.ApplicationServer;
import org.externalmodels.integration.server.Chromium;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What of the console is for whom. */
class ConsoleRolesIT {

    private static ApplicationServer server;

    private Product product;
    private Page page;
    private ConsolePages console;

    @BeforeAll
    static void start() {
        server = QuickStart.server();
    }

    @BeforeEach
    void open() {
        product = new Product(server);
        page = Chromium.page();
        console = new ConsolePages(page, server.uri("/"));
    }

    @Test
    void eachRoleSeesItsOwnPagesAndNoOther() {
        Map<String, List<String>> areas = Map.of(
                "edith",
                        List.of(
                                "Models",
                                "Playground",
                                "Traces",
                                "Analytics",
                                "Billing",
                                "Submissions",
                                "Dead letters",
                                "Authorization profiles",
                                "Limits and budgets",
                                "Settings"),
                "vera",
                        List.of(
                                "Models",
                                "Traces",
                                "Analytics",
                                "Billing",
                                "Submissions",
                                "Dead letters",
                                "Authorization profiles",
                                "Limits and budgets",
                                "Settings"),
                "otto", List.of("Traces", "Audit log"));
        areas.forEach((user, names) -> {
            Page own = Chromium.page();
            ConsolePages pages = new ConsolePages(own, server.uri("/"));
            pages.signIn(user, user + "-of-this-test");
            own.waitForURL(Pattern.compile(".*/(models|traces)/list.*"));
            assertThat(own.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Main"))
                            .getByRole(AriaRole.LINK)
                            .allTextContents())
                    .as(user)
                    .isEqualTo(names);
            for (String forbidden : List.of("/keys/list", "/keys/edit", "/settings/encryption", "/billing/price")) {
                assertThat(own.navigate(server.uri(forbidden).toString()).status())
                        .as(user + " at " + forbidden)
                        .isEqualTo(403);
                assertThat(own.getByText("This is not for you to see")).isVisible();
            }
            own.close();
        });
    }

    @Test
    void whatComesAfterAPageIsForWhomThePageIs() {
        console.signIn("otto", "otto-of-this-test");
        page.waitForURL(Pattern.compile(".*/traces/list.*"));
        for (String forbidden :
                List.of("/billing/bill", "/billing/lines", "/analytics/usage", "/analytics/most-called")) {
            assertThat(page.navigate(server.uri(forbidden).toString()).status())
                    .as(forbidden)
                    .isEqualTo(403);
        }
        page.close();
    }

    @Test
    void anEditorSavesPromptsAndDeletesNone() {
        String name = "kept-" + UUID.randomUUID();
        console.signIn("edith", "edith-of-this-test");
        page.waitForURL(Pattern.compile(".*/models/list.*"));
        console.open("/playground/studio");
        Object id = page.evaluate("""
                name => play.askJson("/prompts", {
                  method: "POST", body: JSON.stringify({ name: name, document: { prompt: "x" } }),
                }).then(saved => saved.id)""", name);
        Object status = page.evaluate("""
                id => fetch(document.getElementById("play").dataset.root + "/prompts?id=" + id, {
                  method: "DELETE", headers: { "X-Console": "playground" },
                }).then(answer => answer.status)""", id);
        assertThat(status).isEqualTo(403);

        console.button("Saved prompts").click();
        Locator saved = page.locator(".saved").filter(new Locator.FilterOptions().setHasText(name));
        assertThat(saved.getByRole(AriaRole.BUTTON)).hasText(new String[] {"Open", "Versions"});
        page.close();
    }

    @Test
    void aViewerReadsNoBodiesAndAnAuditorDoes() {
        Definition definition = product.definition("bodies");
        product.add(Json.createObjectBuilder(definition.json())
                .add("capture", "FULL")
                .build());
        product.prompt(definition.name(), "for your eyes only");
        await().until(() -> !product.traces(definition.name()).isEmpty());
        String address =
                "/traces/call?id=" + product.traces(definition.name()).get(0).getString("id");

        console.signIn("vera", "vera-of-this-test");
        page.waitForURL(Pattern.compile(".*/models/list.*"));
        console.open(address);
        assertThat(page.getByText("What was said is for administrators and auditors."))
                .isVisible();
        assertThat(page.content()).doesNotContain("for your eyes only");
        assertThat(page.getByText("Prices of this model")).isVisible();
        assertThat(page.getByText("Add a price")).isHidden();
        page.close();

        page = Chromium.page();
        console = new ConsolePages(page, server.uri("/"));
        console.signIn("otto", "otto-of-this-test");
        page.waitForURL(Pattern.compile(".*/traces/list.*"));
        console.open(address);
        assertThat(page.locator("pre").nth(1)).hasText("echo: for your eyes only");
        assertThat(page.getByText("no price of the model held when it began")).isVisible();
        assertThat(page.getByText("Prices of this model")).isHidden();
    }

    @Test
    void whoMayOnlyCallModelsIsToldSo() {
        console.signIn("carl", "carl-of-this-test");
        assertThat(page.getByText("This is not for you to see")).isVisible();
    }

    @Test
    void whoMayNotSeeAPageSignsInAsSomebodyElseAndGoesOnThere() {
        ConsoleTour vera = ConsoleTour.of(server, "vera");
        vera.open("/models/edit?provider=bedrock");
        vera.button("Sign in as somebody else").click();
        vera.page().waitForURL("**/sign-in**");

        vera.signInAgain(Product.ADMIN);

        vera.page().waitForURL("**/models/edit?provider=bedrock");
        assertThat(vera.heading("Add a model")).isVisible();
        vera.page().close();
    }
}
