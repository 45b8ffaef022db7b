package org.externalmodels.integration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import jakarta.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.externalmodels.integration.server.ApplicationServer;
import org.externalmodels.integration.server.Chromium;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for every page. */
class ConsoleQualityIT {

    private static final List<String> PAGES = List.of(
            "/models/list",
            "/models/list?search=nothing-has-this-name",
            "/models/easy",
            "/models/easy?provider=openai",
            "/models/easy?provider=openai&model=gpt-4o",
            "/models/edit",
            "/models/edit?provider=bedrock",
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
            "/limits/edit?budget=true",
            "/keys/list",
            "/keys/edit",
            "/settings/usage",
            "/settings/encryption",
            "/settings/exchange",
            "/settings/server",
            "/there-is-no-such-page");

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
    void everyPageIsAccessibleInBothThemesAndAsksNobodyElse() {
        List<String> pages = new ArrayList<>(PAGES);
        pages.addAll(detailsOf("seen"));
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
            for (String address : pages) {
                console.open(address);
                look(scheme + " " + address, found);
            }
        }
        assertThat(found).isEmpty();
    }

    private void look(String where, List<String> found) {
        console.awaitParts();
        Accessibility.violations(page).forEach(rule -> found.add(where + ": " + rule));
    }

    @Test
    void nothingIsCutOffAtTheWidthsThatPeopleHave() {
        List<String> pages = new ArrayList<>(PAGES);
        pages.addAll(detailsOf("wide"));
        console.signIn(Product.ADMIN, Product.PASSWORD);
        page.waitForURL(Pattern.compile(".*/models/list.*"));
        List<String> cut = new ArrayList<>();
        for (int width : new int[] {768, 1280, 1920}) {
            page.setViewportSize(width, 900);
            for (String address : pages) {
                console.open(address);
                console.awaitParts();
                if ((Boolean) page.evaluate("document.documentElement.scrollWidth > innerWidth")) {
                    cut.add(width + " " + address);
                }
            }
        }
        assertThat(cut).isEmpty();
    }

    /** The pages of one thing of each kind. */
    private List<String> detailsOf(String what) {
        Definition definition = product.definition(what);
        String id = product.add(Json.createObjectBuilder(definition.json())
                .add("endpoint", product.uri("/sandbox/any/complete").toString())
                .add("structure", "template")
                .remove("providerModel")
                .remove("features")
                .add(
                        "variables",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("name", "prompt")
                                        .add("type", "string")
                                        .add("required", true)))
                .add("body", "{\"input\": {\"text\": \"{{prompt}}\"}}")
                .add("paths", Json.createObjectBuilder().add("output", "result.outputs[0].text"))
                .add("capture", "FULL")
                .build());
        product.call("typed", definition.name());
        await().until(() -> !product.traces(definition.name()).isEmpty());
        CallRules rules = new CallRules(product, definition.name());
        return List.of(
                "/models/connections?id=" + id,
                "/models/view?id=" + id,
                "/models/edit?id=" + id,
                "/models/history?id=" + id,
                "/traces/call?id=" + product.traces(definition.name()).get(0).getString("id"),
                "/profiles/view?id=" + product.addProfile(what),
                "/profiles/edit?id=" + product.addProfile(what),
                "/keys/edit?id=" + product.addKey("*").getString("id"),
                "/limits/edit?budget=false&id="
                        + rules.watch("requests-per-minute", 5).getString("id"),
                "/billing/price?id=" + rules.price("1").getString("id"));
    }
}
