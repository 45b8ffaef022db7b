package org.externalmodels.integration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import org.externalmodels.integration.server.ApplicationServer;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Runs of rows of inputs on the playground, while the page is changed before, after and under them. */
class PlaygroundRunsIT {

    private static ApplicationServer server;

    private Product product;
    private PlaygroundPage playground;

    @BeforeAll
    static void start() {
        server = QuickStart.server();
    }

    @BeforeEach
    void open() {
        product = new Product(server);
        playground = PlaygroundPage.of(server, Product.ADMIN);
    }

    @AfterEach
    void theBrowserHasNothingToComplainAbout() {
        playground.tour().endWithoutComplaints();
    }

    private void row(String name, int number, String value) {
        playground.button("Add a row").click();
        playground.page().getByLabel(name + " of row " + number).fill(value);
    }

    private Locator answers() {
        return playground.page().locator("tbody .row-answer");
    }

    @Test
    void aRowIsSentNoValueForANameThatThePromptHasNoMore() {
        Definition definition = product.definition("rows");
        product.add(definition);
        playground.choose(1, definition.name());
        playground.tab("Rows of inputs");
        row("prompt", 1, "hello");
        playground.button("Run").click();
        assertThat(answers()).hasText(new String[] {"echo: hello"});

        playground.prompt().fill("Summarise {{topic}}");
        playground.page().getByLabel("topic of row 1").fill("storms");
        playground.button("Run").click();

        assertThat(answers()).hasText(new String[] {"echo: Summarise storms"});
    }
}
