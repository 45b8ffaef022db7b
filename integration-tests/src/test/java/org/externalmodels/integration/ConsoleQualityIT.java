package org.externalmodels.integration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.externalmodels.integration.server.Chromium;
import org.externalmodels.integration.server.LibertyServer;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for every page. */
class ConsoleQualityIT {

    private static final String MARKUP = "<img src=x onerror=window.planted=1>\"'#{7*6}${7*6}";

    private static final List<String> PAGES = List.of(
            "/models/list",
            "/models/edit",
            "/playground/studio",
            "/traces/list?period=all&match=any",
            "/analytics/usage",
            "/analytics/usage?by=connection&period=30d",
            "/billing/bill?by=day&by=model",
            "/billing/prices",
            "/billing/price",
            "/submissions/list",
            "/dead-letters/list",
            "/audit/log",
            "/profiles/list",
            "/profiles/edit",
            "/limits/list",
            "/limits/edit",
            "/keys/list",
            "/keys/edit",
            "/settings/usage",
            "/settings/encryption",
            "/settings/exchange",
            "/settings/server",
            "/there-is-no-such-page");

    private static LibertyServer server;

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
    void everyPageIsAccessibleInBothThemesAndAsksNobodyElse() {
        called("seen");
        List<String> found = new ArrayList<>();
        page.onRequest(request -> {
            if (!request.url().startsWith(server.uri("/").toString())
                    && !request.url().startsWith("data:")) {
                found.add("asks for " + request.url());
            }
        });
        page.onConsoleMessage(message -> {
            boolean complaint = message.type().equals("error") || message.type().equals("warning");
            // The browser says so of the page that is not there.
            if (complaint && !message.text().contains("404")) {
                found.add(page.url() + " says " + message.text());
            }
        });
        console.open("/sign-in");
        look("/sign-in", found);
        console.typeIn(Product.ADMIN, Product.PASSWORD);
        page.waitForURL(Pattern.compile(".*/models/list.*"));
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (String address : PAGES) {
                console.open(address);
                look(scheme + " " + address, found);
            }
        }
        assertThat(found).isEmpty();
    }

    private void look(String where, List<String> found) {
        Accessibility.violations(page).forEach(rule -> found.add(where + ": " + rule));
    }

    @Test
    void nothingIsCutOffAtTheWidthsThatPeopleHave() {
        called("wide");
        console.signIn(Product.ADMIN, Product.PASSWORD);
        page.waitForURL(Pattern.compile(".*/models/list.*"));
        List<String> cut = new ArrayList<>();
        for (int width : new int[] {768, 1280, 1920}) {
            page.setViewportSize(width, 900);
            for (String address : PAGES) {
                console.open(address);
                if ((Boolean) page.evaluate("document.documentElement.scrollWidth > innerWidth")) {
                    cut.add(width + " " + address);
                }
            }
        }
        assertThat(cut).isEmpty();
    }

    @Test
    void plantedMarkupStaysText() {
        String name = MARKUP + System.nanoTime();
        JsonObject definition = Json.createObjectBuilder(product.definition("x").json())
                .add("name", name)
                .add("capture", "FULL")
                .build();
        String id = product.add(definition);
        product.administrator()
                .post(
                        "/api/v1/application-keys",
                        Json.createObjectBuilder()
                                .add("name", name)
                                .add("models", Json.createArrayBuilder().add(name))
                                .build());
        product.prompt(name, MARKUP);
        await().until(() -> !product.traces(name).isEmpty());
        String call = product.traces(name).get(0).getString("id");

        console.signIn(Product.ADMIN, Product.PASSWORD);
        page.waitForURL(Pattern.compile(".*/models/list.*"));
        String encoded = Product.encode(name);
        for (String address : List.of(
                "/models/list?search=" + Product.encode(MARKUP),
                "/models/view?id=" + id,
                "/models/connections?id=" + id,
                "/models/edit?id=" + id,
                "/traces/list?model=" + encoded,
                "/traces/list?application=" + encoded + "&tag.a=" + encoded,
                "/traces/call?id=" + call,
                "/analytics/usage?by=model",
                "/analytics/usage?model=" + encoded,
                "/billing/bill?period=all&model=" + encoded,
                "/audit/log?name=" + encoded,
                "/keys/list",
                "/settings/usage")) {
            console.open(address);
            assertThat(page.evaluate("String(window.planted)")).as(address).isEqualTo("undefined");
            assertThat(page.locator("img[src=x]").count()).as(address).isZero();
            assertThat(page.content()).as(address).doesNotContain("\"'42");
        }
        console.open("/traces/call?id=" + call);
        assertThat(page.locator("pre").nth(1)).hasText("echo: " + MARKUP);
    }

    @Test
    void noSecretIsInThePageSource() {
        Definition definition = product.definition("secret");
        String id = product.add(definition);
        console.signIn(Product.ADMIN, Product.PASSWORD);
        page.waitForURL(Pattern.compile(".*/models/list.*"));
        for (String address : List.of(
                "/models/list",
                "/models/view?id=" + id,
                "/models/connections?id=" + id,
                "/models/edit?id=" + id,
                "/submissions/list",
                "/dead-letters/list",
                "/audit/log",
                "/settings/exchange",
                "/settings/server")) {
            console.open(address);
            assertThat(page.content()).as(address).doesNotContain(definition.apiKey());
        }
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
        page.close();

        page = Chromium.page();
        console = new ConsolePages(page, server.uri("/"));
        console.signIn("otto", "otto-of-this-test");
        page.waitForURL(Pattern.compile(".*/traces/list.*"));
        console.open(address);
        assertThat(page.locator("pre").nth(1)).hasText("echo: for your eyes only");
    }

    @Test
    void whoMayOnlyCallModelsIsToldSo() {
        console.signIn("carl", "carl-of-this-test");
        assertThat(page.getByText("This is not for you to see")).isVisible();
    }

    @Test
    void aFormFromAnotherSiteChangesNothing() {
        console.signIn(Product.ADMIN, Product.PASSWORD);
        page.waitForURL(Pattern.compile(".*/models/list.*"));
        // What another site would send: everything but what only a page of the console knows.
        page.evaluate("""
            fetch('/keys/edit', {method: 'POST', headers: {'Content-Type': 'application/x-www-form-urlencoded'},
              body: 'key_SUBMIT=1&key:name=forged&key:which=*&key:ways=responses&key:save=key:save'})\
            """);
        console.open("/keys/list");
        assertThat(console.line("forged")).hasCount(0);
    }

    private void called(String what) {
        Definition definition = product.definition(what);
        product.add(definition);
        product.call("typed", definition.name());
        await().until(() -> !product.traces(definition.name()).isEmpty());
    }
}
