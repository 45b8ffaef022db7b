package org.externalmodels.integration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.externalmodels.integration.server.ApplicationServer;
import org.externalmodels.integration.server.Chromium;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ConsoleIT {

    private static ApplicationServer server;

    @BeforeAll
    static void start() {
        server = QuickStart.server();
    }

    @Test
    void aModelAddedInTheConsoleIsCalledAndTraced() {
        Product product = new Product(server);
        Definition definition = product.definition("console");
        Page page = Chromium.page();
        List<String> complaints = new ArrayList<>();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text() + " at " + message.location());
            }
        });

        ConsolePages console = new ConsolePages(page, server.uri("/"));
        console.signIn(Product.ADMIN, Product.PASSWORD);
        console.addModel(definition);

        console.openModels(definition.name());
        Locator line = console.line(definition.name());
        assertThat(line).containsText("API");
        assertThat(line).containsText("Active");
        assertThat(line.getByRole(AriaRole.SWITCH)).isChecked();
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "console.png")));

        assertThat(product.call("typed", definition.name()).getString("text")).isEqualTo("echo: one two three");

        await().until(() -> !product.traces(definition.name()).isEmpty());
        console.openTraces(definition.name());
        Locator trace = console.line(definition.name());
        assertThat(trace).containsText("Complete");
        assertThat(trace).containsText("main");
        assertThat(trace.locator("td.number").nth(0)).hasText("3");
        assertThat(trace.locator("td.number").nth(1)).hasText("4");
        assertThat(trace.locator("td.number").nth(2)).containsText("ms");
        assertThat(complaints).isEmpty();
    }

    @Test
    void aWrongPasswordDoesNotSignIn() {
        Page page = Chromium.page();

        new ConsolePages(page, server.uri("/")).signIn(Product.ADMIN, "wrong");

        assertThat(page.getByRole(AriaRole.ALERT)).isVisible();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Sign in")))
                .isVisible();
    }
}
