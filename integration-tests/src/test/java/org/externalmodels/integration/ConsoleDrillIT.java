package org.externalmodels.integration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.externalmodels.integration.server.HttpCalls.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a number to what is behind it: from charts and bills to traces, and from a trace to whoever can explain it. */
class ConsoleDrillIT extends SignedInConsole {

    private Definition definition;
    private String id;

    @BeforeEach
    void call() {
        definition = product.definition("drilled");
        id = product.add(Json.createObjectBuilder(definition.json())
                .add("capture", "FULL")
                .build());
        product.prompt(definition.name(), "now keep <b>this</b>");
        await().until(() -> product.traces(definition.name()).size() == 1);
    }

    private Locator traces() {
        admin.page().waitForURL(Pattern.compile(".*/traces/list.*"));
        return admin.page().locator(".table tbody tr");
    }

    @Test
    void aBarLeadsToTheTracesBehindIt() {
        admin.open("/analytics/usage?model=" + Product.encode(definition.name()));
        Locator chart = admin.page().locator("#requests");
        BoundingBox box = chart.boundingBox();
        // The last bar is the hour at hand.
        chart.click(new Locator.ClickOptions().setPosition(box.width - 14, box.height / 2));

        assertThat(traces()).containsText(definition.name());
        assertThat(admin.page().url()).contains("from=");
    }

    @Test
    void aNumberOfWhatIsSideBySideLeadsToTheTracesOfThatOne() {
        admin.open("/analytics/usage?by=connection&model=" + Product.encode(definition.name()));
        assertThat(admin.page().locator("canvas#requests")).isVisible();
        assertThat(admin.page().evaluate("Chart.getChart('requests').data.datasets[0].label"))
                .isEqualTo(definition.name() + " / " + Definition.CONNECTION);
        admin.page().getByText("The numbers of the charts").click();
        Locator numbers = admin.page().locator("details.numbers tbody tr");
        assertThat(numbers).hasCount(1);
        assertThat(numbers).containsText(Definition.CONNECTION);
        numbers.locator("a").first().click();

        assertThat(traces()).containsText(definition.name());
        assertThat(admin.page().url()).contains("connection=" + Definition.CONNECTION);
    }

    @Test
    void anOutcomeLeadsToItsTraces() {
        product.switchModel(id, false);
        product.call("typed", definition.name());
        await().until(() -> product.traces(definition.name()).size() == 2);
        await().until(() -> {
            admin.open("/analytics/usage?model=" + Product.encode(definition.name()));
            return admin.link("MODEL_NOT_ACTIVE").count() == 1;
        });

        admin.link("MODEL_NOT_ACTIVE").click();

        assertThat(traces()).hasCount(1);
        assertThat(traces()).containsText("MODEL_NOT_ACTIVE");
    }

    @Test
    void callsAndAttemptsAreToldApartAndEachLeadsToAsManyTraces() {
        Definition failing = product.definition("failing").withFault("status=503");
        product.add(failing);
        product.call("typed", failing.name());
        await().until(() -> product.traces(failing.name()).size() == 3);
        String of = "?model=" + Product.encode(failing.name());
        for (String page : List.of("/analytics/usage", "/billing/bill")) {
            for (Map.Entry<String, Integer> count : Map.of(
                            "Calls", 1, "Failed calls", 1, "Attempts", 3, "Failed attempts", 3)
                    .entrySet()) {
                await().until(() -> {
                    admin.open(page + of);
                    admin.awaitParts();
                    return tile("Attempts").innerText().equals("3");
                });
                tile(count.getKey()).locator("a").click();
                assertThat(traces()).hasCount(count.getValue());
                boolean calls = count.getKey().toLowerCase(Locale.ROOT).endsWith("calls");
                assertThat(admin.page().locator("select[name=lastAttempt] option:checked"))
                        .hasText(calls ? "The last of each call" : "All");
                assertThat(tile(count.getKey())).containsText(count.getValue().toString());
            }
        }
    }

    private Locator tile(String label) {
        return admin.page()
                .locator(".tile")
                .filter(new Locator.FilterOptions()
                        .setHas(admin.page()
                                .locator("dt")
                                .filter(new Locator.FilterOptions().setHasText(Pattern.compile("^" + label + "$")))))
                .locator("dd");
    }

    @Test
    void aLineOfABillLeadsToItsTraces() {
        await().until(() -> {
            admin.open("/billing/bill?by=model&model=" + Product.encode(definition.name()));
            admin.awaitParts();
            return admin.page().locator(".table tbody tr").count() == 1;
        });

        admin.page().locator(".table tbody tr td.number a").first().click();

        assertThat(traces()).containsText(definition.name());
    }

    @Test
    void aCallShowsWhatWasSaidAndLeadsToItsModelItsConnectionAndWhoChangedThem() {
        String trace =
                "/traces/call?id=" + product.traces(definition.name()).get(0).getString("id");
        admin.open("/traces/list?model=" + Product.encode(definition.name()));
        admin.page().locator("td.time a").first().click();
        assertThat(admin.page().locator("pre").nth(0)).containsText("now keep <b>this</b>");
        assertThat(admin.page().locator("pre").nth(1)).hasText("echo: now keep <b>this</b>");
        admin.link("Text").click();
        assertThat(admin.page().locator("pre").nth(0)).containsText("{\"model\"");

        admin.link(definition.name()).click();
        assertThat(admin.heading(definition.name())).isVisible();
        assertThat(admin.page().locator(".tabs [aria-current=page]")).hasText("Definition");

        admin.open(trace);
        admin.link(Definition.CONNECTION).click();
        assertThat(admin.page().locator(".tabs [aria-current=page]")).hasText("Connections");

        admin.open(trace);
        admin.link("Changes of this model").click();
        assertThat(admin.page().locator("table.audit")).containsText("Model added");

        admin.open(trace);
        admin.link("Calls like this").click();
        assertThat(traces()).hasCount(1);
    }

    @Test
    void aCallOfUnknownCostSaysWhyAndLeadsToAPriceThatHeldThen() {
        String trace =
                "/traces/call?id=" + product.traces(definition.name()).get(0).getString("id");
        admin.open(trace);
        assertThat(admin.page().getByText("no price of the model held when it began"))
                .isVisible();
        admin.link("Prices of this model").click();
        assertThat(admin.heading("No price fits")).isVisible();

        admin.open(trace);
        String date = admin.page().locator(".facts dd").first().innerText().substring(0, "2026-01-31".length());
        admin.link("Add a price").click();
        assertThat(admin.field("Model")).hasValue(definition.name());
        assertThat(admin.field("Holds from")).hasValue(Pattern.compile(date + "T\\d\\d:\\d\\d"));
        admin.field("Image, each").fill("1");
        admin.button("Add the price").click();
        assertThat(admin.page().locator(".notices")).containsText("The price of " + definition.name() + " is saved");
    }

    @Test
    void whoReplacedAKeyIsFoundFromItsConnection() {
        String connections = "/api/v1/models/" + id + "/connections";
        Map<String, String> any = Map.of("Content-Type", "application/json", "If-Match", "*");
        Answer added = product.user("edith").send("POST", connections, key("hers", "sk-first"), any);
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        String hers = connections + "/" + added.json().getString("id");
        Answer rotated = product.user("edith").send("POST", hers + "/rotate", key(null, "sk-next"), any);
        assertThat(rotated.status()).as(rotated.body()).isEqualTo(200);
        admin.open("/models/connections?id=" + id);

        admin.act("hers", "Who changed it");

        Locator line = admin.page()
                .locator("table.audit > tbody > tr")
                .filter(new Locator.FilterOptions().setHasText("Connection rotated"));
        assertThat(line).containsText("edith");
        assertThat(line).containsText(definition.name() + "/hers");
    }

    private static String key(String name, String prefix) {
        JsonObjectBuilder body = Json.createObjectBuilder();
        if (name != null) {
            body.add("name", name);
        }
        return body.add("apiKey", Definition.key(prefix)).build().toString();
    }
}
