package org.externalmodels.integration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.regex.Pattern;
import org.externalmodels.integration.server.ApplicationServer;
import org.externalmodels.integration.server.Chromium;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsoleDownloadsIT {

    private static final String FILE = "**/downloads/traces.csv*";

    private String model;
    private Page page;
    private ConsolePages console;

    @BeforeEach
    void openTracesOfOneCall() {
        ApplicationServer server = QuickStart.server();
        Product product = new Product(server);
        Definition definition = product.definition("downloaded");
        model = definition.name();
        product.add(definition);
        product.call("typed", model);
        await().until(() -> product.traces(model).size() == 1);
        page = Chromium.page();
        console = new ConsolePages(page, server.uri("/"));
        console.signIn(Product.ADMIN, Product.PASSWORD);
        page.waitForURL(Pattern.compile(".*/models/list.*"));
        console.open("/traces/list?model=" + Product.encode(model));
        assertThat(page.locator(".tiles")).containsText("Failed calls");
    }

    @AfterEach
    void close() {
        page.close();
    }

    @Test
    void aFileSaysHowManyOfItsLinesAreThere() throws IOException {
        String lines = "id,message\r\nt1,\"two\nlines, \"\"quoted\"\"\"\r\n";
        page.route(
                FILE,
                route -> route.fulfill(new Route.FulfillOptions()
                        .setHeaders(Map.of("Content-Disposition", "attachment; filename=\"traces.csv\""))
                        .setContentType("text/csv;charset=UTF-8")
                        .setBody(lines)));

        Download file = page.waitForDownload(() -> link().click());

        assertThat(file.suggestedFilename()).isEqualTo("traces.csv");
        assertThat(Files.readString(file.path())).isEqualTo(lines);
        assertThat(told()).hasText("1 of 1 lines saved");
    }

    @Test
    void aFileOnItsWayCanBeCancelledAndAskedForAgain() throws IOException {
        page.route(FILE, route -> {});
        link().click();
        assertThat(page.locator("#download progress")).isVisible();
        assertThat(link()).isHidden();

        console.button("Cancel").click();
        assertThat(told()).hasText("Cancelled");
        assertThat(page.locator("#download progress")).isHidden();

        page.unroute(FILE);
        Download file = page.waitForDownload(() -> link().click());
        assertThat(Files.readAllLines(file.path())).hasSize(2).last().asString().contains(model);
    }

    @Test
    void ofAFileThatBreaksOffNothingIsSaved() {
        page.route(FILE, Route::abort);

        link().click();

        assertThat(told()).containsText("It broke off");
        assertThat(link()).isVisible();
    }

    private Locator link() {
        return page.locator("a[data-counts]");
    }

    private Locator told() {
        return page.locator("#download [role=status]");
    }
}
