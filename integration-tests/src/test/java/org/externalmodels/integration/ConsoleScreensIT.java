package org.externalmodels.integration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.externalmodels.integration.server.ApplicationServer;
import org.externalmodels.integration.server.Chromium;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsoleScreensIT {

    private static final int LINES_OF_A_PAGE = 50;

    private static ApplicationServer server;

    private final List<String> complaints = new ArrayList<>();
    private Product product;
    private Page page;
    private ConsolePages console;

    @BeforeAll
    static void start() {
        server = QuickStart.server();
    }

    @BeforeEach
    void signIn() {
        product = new Product(server);
        page = Chromium.page();
        page.onConsoleMessage(message -> {
            // A part of a page that is opened by itself names no icon, and not every server has one then.
            boolean icon = message.location().contains("/favicon.ico");
            if (!icon && (message.type().equals("error") || message.type().equals("warning"))) {
                complaints.add(message.text() + " at " + message.location());
            }
        });
        console = new ConsolePages(page, server.uri("/"));
        console.signIn(Product.ADMIN, Product.PASSWORD);
        page.waitForURL(Pattern.compile(".*/models/list.*"));
    }

    @AfterEach
    void theBrowserHasNothingToComplainAbout() {
        assertThat(complaints).isEmpty();
        page.close();
    }

    @Test
    void limitsAreSetMendedAndTakenAway() {
        String model = called("limited");
        // The first of all by name, for other tests leave more limits behind than a page has.
        String name = "0 tight " + UUID.randomUUID();
        console.open("/limits/edit");
        console.button("Add the limit").click();
        assertThat(page.locator("#problems")).containsText("Not saved yet");
        assertThat(page.locator("#problems")).containsText("Amount is required");
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill(name);
        page.getByLabel("Amount").fill("a few");
        console.button("Add the limit").click();
        assertThat(page.locator("#problems")).containsText("must be a number, such as 100 or 2.50");
        page.getByLabel("Amount").fill("1");
        page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Model"))
                .fill(model);
        console.button("Add the limit").click();

        page.waitForURL("**/limits/list");
        assertThat(page.locator(".notices")).containsText("The limit " + name + " is saved");
        assertThat(console.line(name)).containsText(model);
        List<String> codes = List.of(code(model), code(model));
        assertThat(codes).containsAnyOf("LIMIT_EXCEEDED");

        console.open("/limits/list?search=" + Product.encode(name.substring(2).toUpperCase(Locale.ROOT)));
        assertThat(page.locator("section[aria-labelledby=limits-title] tbody tr"))
                .hasCount(1);
        console.line(name).getByRole(AriaRole.LINK).first().click();
        console.button("Delete").click();
        page.locator(".ui-confirm-dialog:visible")
                .getByText("Delete", new Locator.GetByTextOptions().setExact(true))
                .click();
        page.waitForURL("**/limits/list");
        assertThat(page.locator(".notices")).containsText("The limit " + name + " is gone");
        // What it was told about stays among the alerts.
        assertThat(page.locator("section[aria-labelledby=limits-title] tr")
                        .filter(new Locator.FilterOptions().setHasText(name)))
                .hasCount(0);
    }

    private String code(String model) {
        return product.call("typed", model).getString("code", "");
    }

    @Test
    void tracesAreFilteredSummedUpAndDownloaded() throws IOException {
        String model = called("traced");
        console.open("/traces/list?model=" + Product.encode(model));
        assertThat(page.getByText("1 of 1 shown")).isVisible();

        page.getByText("More filters").click();
        page.getByLabel("Tokens in, from").fill("4");
        console.button("Search").click();
        assertThat(page.getByText("No trace fits")).isVisible();

        page.getByLabel("Tokens in, from").fill("3");
        console.button("Search").click();
        assertThat(console.line(model)).containsText("Complete");
        assertThat(page.locator(".tiles")).containsText("0.0 %");
        assertThat(console.line(model).locator("td.number").last()).isInViewport();

        Download file = page.waitForDownload(() -> page.getByText("CSV", new Page.GetByTextOptions().setExact(true))
                .click());
        assertThat(file.suggestedFilename()).isEqualTo("traces.csv");
        assertThat(Files.readAllLines(file.path())).hasSize(2).last().asString().contains(model);
    }

    @Test
    void theButtonOfFiltersStandsBesideThem() {
        page.setViewportSize(1280, 800);
        for (String address : List.of("/billing/bill", "/traces/list")) {
            console.open(address + "?model=none");
            for (String beside : List.of("input[name=model]", "a[href='?']")) {
                assertThat(bottom(".filters > .button")).as(address).isEqualTo(bottom(".filters " + beside));
            }
        }
    }

    private long bottom(String selector) {
        BoundingBox box = page.locator(selector).first().boundingBox();
        return Math.round(box.y + box.height);
    }

    @Test
    void aFilterThatCannotBeMeantIsNamed() {
        console.open("/traces/list?millis.gte=soon");
        assertThat(page.getByRole(AriaRole.ALERT).filter(new Locator.FilterOptions().setHasText("cannot be used")))
                .containsText("Response time from must be a whole number.");
    }

    @Test
    void aPeriodThatEndsBeforeItBeginsIsRefused() {
        for (String address : List.of("/analytics/usage", "/billing/bill", "/billing/lines")) {
            console.open(address + "?period=custom&from=2026-02-01T00:00&to=2026-01-01T00:00");
            assertThat(page.getByRole(AriaRole.ALERT)
                            .filter(new Locator.FilterOptions().setHasText("To must be later than From")))
                    .isVisible();
        }
    }

    @Test
    void aPriceIsSetAndCostsOfThePastAreWorkedOutByIt() {
        String model = called("priced");
        console.open("/billing/bill?period=all&model=" + Product.encode(model));
        assertThat(console.line(model)).containsText("unknown");

        console.open("/billing/price");
        page.getByLabel("Model", exactly()).fill(model);
        page.getByLabel("Input, per million tokens", exactly()).fill("2,50");
        console.button("Add the price").click();
        assertThat(page.locator("#problems")).containsText("Input must be a number such as 2.50");
        page.getByLabel("Input, per million tokens", exactly()).fill("1000000");
        page.getByLabel("Holds from").fill("2026-01-01T00:00");
        console.button("Add the price").click();
        assertThat(page.locator(".notices")).containsText("The price of " + model + " is saved");
        assertThat(console.line(model)).containsText("Holds now");

        page.getByLabel("From", exactly()).fill(console.hoursFromNow(-1));
        page.getByLabel("To", exactly()).fill(console.hoursFromNow(1));
        page.locator("[id='again:model']").fill(model);
        page.getByLabel("To", exactly()).fill(console.hoursFromNow(-2));
        console.button("Work out again").click();
        assertThat(page.locator("[id='again:all'] .problem").first()).containsText("To must be later than from");
        assertThat(page.locator(".ui-confirm-dialog")).isHidden();
        page.getByLabel("To", exactly()).fill(console.hoursFromNow(1));
        console.button("Work out again").click();
        console.confirm("Work out again");
        assertThat(page.locator(".notices"))
                .containsText("1 attempts of " + model + " were worked out again, 1 of them");

        console.open("/billing/bill?period=all&model=" + Product.encode(model));
        assertThat(console.line(model)).containsText("3.00 USD");

        console.open("/billing/prices");
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        page.getByLabel("First day", exactly()).fill(today);
        page.getByLabel("Last day", exactly()).fill(today);
        console.button("Count again").click();
        assertThat(page.locator(".notices")).containsText("The sums of 1 days were made anew");
        console.open("/billing/bill?period=all&model=" + Product.encode(model));
        assertThat(console.line(model)).containsText("3.00 USD");
        assertThat(page.locator("#incomplete")).isHidden();

        page.waitForDownload(() -> page.getByText("CSV", new Page.GetByTextOptions().setExact(true))
                .click());
        console.open("/audit/log?action=billing.exported&text=" + Product.encode(model));
        assertThat(page.locator("table.audit")).containsText("Bill downloaded");
    }

    @Test
    void aPriceIsFoundByAPartOfItsModelsName() {
        String model = called("found");
        console.open("/billing/price");
        page.getByLabel("Model", exactly()).fill(model);
        page.getByLabel("Request, each that was answered", exactly()).fill("1");
        page.getByLabel("Holds from").fill("2026-01-01T00:00");
        console.button("Add the price").click();
        assertThat(page.locator(".notices")).containsText("The price of " + model + " is saved");

        console.open(
                "/billing/prices?model=" + Product.encode(model.substring(2).toUpperCase(Locale.ROOT)));
        assertThat(page.locator(".table tbody tr")).hasCount(1);
        console.open("/billing/prices?model=none-" + UUID.randomUUID());
        assertThat(page.getByText("No price fits")).isVisible();
    }

    @Test
    void theAuditLogShowsWhoDidWhatAndProvesThatItIsWhole() {
        String name = "audited-" + UUID.randomUUID();
        console.open("/keys/edit");
        page.getByLabel("Application", exactly()).fill(name);
        console.button("Make the key").click();
        assertThat(page.locator("#made")).isVisible();

        console.open("/audit/log?name=" + name);
        assertThat(console.line(name)).containsText("Application key added");
        console.line(name).locator("summary").click();
        assertThat(console.line(name).first()).containsText("models");

        console.button("Verify").click();
        assertThat(page.locator(".verdict")).containsText("The audit log is intact.");
        page.getByText("Against an end that was noted earlier").click();
        page.getByLabel("Position", exactly()).fill("1");
        page.getByLabel("Seal", exactly()).fill("not the seal");
        console.button("Verify").click();
        assertThat(page.locator(".verdict")).containsText("The audit log was tampered with.");
    }

    @Test
    void aKeyIsFoundByAPartOfItsName() {
        String name = "found-" + UUID.randomUUID();
        console.open("/keys/edit");
        page.getByLabel("Application", exactly()).fill(name);
        console.button("Make the key").click();
        assertThat(page.locator("#made")).isVisible();

        console.open("/keys/list?search=" + name.substring(3).toUpperCase(Locale.ROOT));
        assertThat(page.locator(".table tbody tr")).hasCount(1);
        console.open("/keys/list?search=none-" + name);
        assertThat(page.getByText("No key fits")).isVisible();
    }

    @Test
    void aKeyIsShownOnceReplacedAndRevoked() {
        String name = "shop-" + UUID.randomUUID();
        console.open("/keys/edit");
        console.button("Make the key").click();
        assertThat(page.locator("#problems")).containsText("Application must have 1 to 100 characters.");

        page.getByLabel("Application", exactly()).fill(name);
        page.getByLabel("These models").check();
        page.getByLabel("One in each line").fill("claims-gpt");
        console.button("Make the key").click();
        String key = page.locator("#made").textContent();
        assertThat(key).startsWith("emk-");
        page.reload();
        assertThat(page.content()).doesNotContain(key);

        console.button("Replace the key").click();
        console.confirm("Replace");
        assertThat(page.locator("#made")).not().hasText(key);
        assertThat(page.locator("#made")).containsText("emk-");

        console.button("Revoke").click();
        console.confirm("Revoke");
        assertThat(page.locator(".notices")).containsText("The key of " + name + " is revoked.");
        assertThat(console.line(name)).hasCount(0);
    }

    @Test
    void bodiesOfAModelOnALaterPageAreCapturedFromThenOn() {
        for (int before = 0; before < LINES_OF_A_PAGE; before++) {
            product.add(product.definition("before"));
        }
        Definition definition = product.definition("kept");
        String id = product.add(definition);
        console.open("/settings/usage");
        Locator kinds =
                page.getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Kept of " + definition.name()));
        Locator next = page.locator("a[rel=next]");
        while (kinds.count() == 0 && next.count() > 0) {
            next.first().click();
            page.waitForLoadState();
        }
        kinds.getByText("All, without secrets").click();
        assertThat(page.locator(".notices")).containsText(definition.name() + " is now: all, without secrets.");
        assertThat(kinds.locator("[aria-pressed=true]")).hasText("All, without secrets");

        page.waitForResponse(
                "**/settings/usage*",
                () -> kinds.getByText("All, without secrets").click());
        console.open("/models/history?id=" + id);
        assertThat(page.locator("#list tbody tr")).hasCount(2);

        console.open("/settings/usage?search=" + Product.encode(definition.name()));
        assertThat(page.locator("[id='capture:models'] tbody tr")).hasCount(1);
    }

    @Test
    void aDocumentShowsItsDifferenceBeforeItIsTakenIn() {
        String name = "imported-" + UUID.randomUUID();
        console.open("/settings/exchange");
        page.getByLabel("Document", exactly()).fill("format: something-else/1");
        console.button("Show the difference").click();
        assertThat(page.getByRole(AriaRole.ALERT).filter(new Locator.FilterOptions().setHasText("cannot be taken in")))
                .containsText("external-models/1");

        page.getByLabel("Document", exactly())
                .fill("format: external-models/1\nmodels:\n  - name: " + name + "\n    integration: API\n"
                        + "    endpoint: " + product.sandbox() + "\n    structure: openai-chat\n"
                        + "    providerModel: sandbox-1\n    features: [streaming]\n    status: DRAFT\n");
        console.button("Show the difference").click();
        assertThat(page.locator("#difference")).containsText(name);
        console.button("Apply").click();
        assertThat(page.locator(".notices")).containsText("1 added");
        console.open("/models/list?search=" + name);
        assertThat(console.line(name)).containsText("Draft");
    }

    @Test
    void aNewEncryptionKeyReachesEverySecret() {
        product.add(product.definition("rotated"));
        console.open("/settings/encryption");
        Locator inUse = page.locator(".facts dd").first();
        String before = inUse.textContent();
        console.button("Make a new key").click();
        console.confirm("Make a new key");
        assertThat(inUse).not().hasText(before);
        assertThat(page.locator(".facts")).containsText("100 %");
    }

    /** Calls a new model once and returns its name. */
    private String called(String what) {
        Definition definition = product.definition(what);
        product.add(definition);
        product.call("typed", definition.name());
        await().until(() -> product.traces(definition.name()).size() == 1);
        return definition.name();
    }

    private static Page.GetByLabelOptions exactly() {
        return new Page.GetByLabelOptions().setExact(true);
    }
}
