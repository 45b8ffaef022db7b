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
import org.externalmodels.integration.server.Chromium;
import org.externalmodels.integration.server.LibertyServer;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlaygroundIT {

    private static LibertyServer server;

    private final List<String> complaints = new ArrayList<>();
    private Product product;
    private Page page;
    private String model;

    @BeforeAll
    static void start() {
        server = QuickStart.server();
    }

    @BeforeEach
    void open() {
        product = new Product(server);
        Definition definition = product.definition("playground");
        model = definition.name();
        page = Chromium.page();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text());
            }
        });
        ConsolePages console = new ConsolePages(page, server.uri("/"));
        console.signIn(Product.ADMIN, Product.PASSWORD);
        console.addModel(definition);
        page.navigate(server.uri("/playground/studio").toString());
        choose(1, model);
    }

    @AfterEach
    void theBrowserHasNothingToComplainAbout() {
        assertThat(complaints).isEmpty();
    }

    @Test
    void modelsAnswerSideBySideAndEachFailureIsItsOwn() {
        button("Add a model").click();
        String missing = "missing-" + model;
        choose(2, missing);
        prompt().fill("Say {{word}}");
        page.getByLabel("word", new Page.GetByLabelOptions().setExact(true)).fill("hail");

        button("Run").click();

        assertThat(column(1)).containsText("Complete");
        assertThat(column(1).getByRole(AriaRole.REGION)).hasText("echo: Say hail");
        assertThat(column(1)).containsText("in 2");
        assertThat(column(2)).containsText("MODEL_NOT_FOUND");
        assertThat(column(2)).containsText(missing);
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "playground.png")));
        await().until(() -> !product.traces(model).isEmpty());
        assertThat(product.traces(model).get(0).getString("source")).isEqualTo("playground");
        await().until(() -> !product.traces(missing).isEmpty());
    }

    @Test
    void everyRowGoesToEveryModel() {
        prompt().fill("Say {{word}}");
        page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Rows of inputs"))
                .click();
        button("Add a row").click();
        page.getByLabel("word of row 1").fill("one");
        button("Add a row").click();
        page.getByLabel("word of row 2").fill("two");

        button("Run").click();

        assertThat(page.getByText("2 of 2")).isVisible();
        assertThat(page.locator("tbody .row-answer")).hasText(new String[] {"echo: Say one", "echo: Say two"});
        assertThat(page.locator("tfoot")).containsText("0 failed of 2");
    }

    @Test
    void aSavedPromptOpensAgainInEachOfItsVersions() {
        Locator prompt = prompt();
        String name = "prompt of " + model;
        prompt.fill("first");
        save(name);
        prompt.fill("second");
        save(name);
        prompt.fill("something else");

        button("Saved prompts").click();
        Locator saved = page.locator(".saved").filter(new Locator.FilterOptions().setHasText(name));
        saved.getByText("Open", new Locator.GetByTextOptions().setExact(true)).click();
        assertThat(prompt).hasValue("first");

        button("Saved prompts").click();
        saved.getByText("Versions").click();
        page.locator(".saved")
                .filter(new Locator.FilterOptions().setHasText("Version 2"))
                .getByText("Open", new Locator.GetByTextOptions().setExact(true))
                .click();
        assertThat(prompt).hasValue("second");
    }

    private Locator prompt() {
        return page.getByRole(
                AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName("Prompt").setExact(true));
    }

    private void save(String name) {
        button("Save prompt").click();
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill(name);
        button("Save").click();
        assertThat(page.getByText(name + " is saved as version")).isVisible();
        button("Close").click();
    }

    private void choose(int number, String name) {
        Locator field = column(number).getByLabel("Model", new Locator.GetByLabelOptions().setExact(true));
        field.fill(name);
        field.press("Tab");
    }

    private Locator column(int number) {
        return page.locator(".column").nth(number - 1);
    }

    private Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
