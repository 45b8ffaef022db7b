package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.externalmodels.integration.server.Chromium;
import org.externalmodels.integration.server.HttpCalls.Answer;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Takes the pictures of docs/guide.md anew, which says how. A test only because it needs what tests need. */
@EnabledIfSystemProperty(named = "guide", matches = "true")
class GuidePicturesIT {

    private static final Path PICTURES = Path.of(System.getProperty("guide.pictures", "../docs/images/guide"));
    private static final int CALLS = 12;

    private Product product;
    private Page page;
    private ConsolePages console;

    @Test
    void everyScreenHasItsPicture() {
        product = new Product(QuickStart.server());
        seed();
        page = Chromium.page();
        page.setViewportSize(1280, 800);
        console = new ConsolePages(page, product.uri("/"));
        page.navigate(product.uri("/").toString());
        take("sign-in");
        console.typeIn(Product.ADMIN, Product.PASSWORD);
        page.waitForURL(Pattern.compile(".*/models/list.*"));
        for (Map.Entry<String, String> screen : screens().entrySet()) {
            console.open(screen.getValue());
            take(screen.getKey());
        }
        call();
        playground();
        connections();
        audit();
        forms();
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        console.open("/analytics/usage");
        take("analytics-dark");
    }

    private static Map<String, String> screens() {
        return Map.ofEntries(
                Map.entry("models", "/models/list"),
                Map.entry("add-a-model", "/models/edit"),
                Map.entry("traces", "/traces/list"),
                Map.entry("analytics", "/analytics/usage"),
                Map.entry("billing", "/billing/bill"),
                Map.entry("prices", "/billing/prices"),
                Map.entry("keys", "/keys/list"),
                Map.entry("settings", "/settings/usage"),
                Map.entry("server", "/settings/server"),
                Map.entry("profiles", "/profiles/list"),
                Map.entry("limits", "/limits/list"));
    }

    private void call() {
        console.open("/traces/list?model=summariser&status=complete");
        page.locator("td.time a").first().click();
        page.waitForURL(Pattern.compile(".*/traces/call.*"));
        take("call");
    }

    private void playground() {
        console.open("/playground/studio");
        page.getByRole(
                        AriaRole.TEXTBOX,
                        new Page.GetByRoleOptions().setName("Prompt").setExact(true))
                .fill("Summarise this claim in one sentence: {{claim}}");
        page.getByLabel("claim", new Page.GetByLabelOptions().setExact(true))
                .fill("Hail broke two windows of the barn.");
        console.button("Add a model").click();
        List<String> models = List.of("summariser", "translator");
        for (String model : models) {
            Locator field = page.locator(".column")
                    .nth(models.indexOf(model))
                    .getByLabel("Model", new Locator.GetByLabelOptions().setExact(true));
            field.fill(model);
            field.press("Tab");
        }
        console.button("Run").click();
        page.locator(".column .chip.good").nth(1).waitFor();
        take("playground");
    }

    private void connections() {
        console.open("/models/list?search=summariser");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("summariser"))
                .click();
        page.waitForURL("**/models/connections**");
        take("connections");
    }

    private void audit() {
        console.open("/audit/log");
        console.button("Verify").click();
        page.locator(".verdict").waitFor();
        page.waitForCondition(() -> page.locator(".ui-state-loading").count() == 0);
        take("audit-log");
    }

    private void forms() {
        GuideForms forms = new GuideForms(product, page, this::take);
        forms.easy();
        forms.bedrock();
        forms.template();
    }

    private void take(String name) {
        page.getByRole(AriaRole.MAIN).waitFor();
        console.awaitParts();
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    }

    /** Models that answer, one that is slow and one that is refused, and some calls. */
    private void seed() {
        model("summariser", "FULL", null);
        model("translator", "METADATA", "delay=700");
        model("flaky", "OFF", "status=400");
        price("summariser", "2.5", "10");
        price("translator", "0.5", "1.5");
        add(
                "authorization-profiles",
                Json.createObjectBuilder()
                        .add("name", "gateway token")
                        .add("type", "BEARER")
                        .add("token", Definition.key("sk-guide")));
        add(
                "limits",
                Json.createObjectBuilder()
                        .add("name", "every key")
                        .add("measure", "requests-per-minute")
                        .add("amount", 600)
                        .add("key", "*"));
        add(
                "budgets",
                Json.createObjectBuilder()
                        .add("name", "summaries")
                        .add("amount", 25)
                        .add("currency", "USD")
                        .add("period", "month")
                        .add("model", "summariser"));
        JsonObject key = add(
                "application-keys",
                Json.createObjectBuilder()
                        .add("name", "claims portal")
                        .add("models", Json.createArrayBuilder().add("*")));
        for (int call = 0; call < CALLS; call++) {
            for (String model : List.of("summariser", "translator", "flaky")) {
                JsonObject body = Json.createObjectBuilder()
                        .add("model", model)
                        .add(
                                "messages",
                                Json.createArrayBuilder()
                                        .add(Json.createObjectBuilder()
                                                .add("role", "user")
                                                .add("content", "Summarise claim " + call + " in one sentence.")))
                        .build();
                product.anybody()
                        .send(
                                "POST",
                                "/v1/chat/completions",
                                body.toString(),
                                Map.of(
                                        "Authorization",
                                        "Bearer " + key.getString("key"),
                                        "Content-Type",
                                        "application/json"));
            }
        }
        await().until(() -> product.traces("flaky").size() >= CALLS);
    }

    private void model(String name, String capture, String fault) {
        product.add(Json.createObjectBuilder(
                        new Definition(name, product.sandbox(), Definition.key("sk-guide"), fault, "ACTIVE").json())
                .add("capture", capture)
                .build());
    }

    private void price(String model, String input, String output) {
        add(
                "prices",
                Json.createObjectBuilder()
                        .add("model", model)
                        .add("currency", "USD")
                        .add("input", new BigDecimal(input))
                        .add("output", new BigDecimal(output))
                        .add("effectiveFrom", "2026-01-01T00:00:00Z"));
    }

    private JsonObject add(String what, JsonObjectBuilder body) {
        Answer answer = product.administrator().post("/api/v1/" + what, body.build());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }
}
