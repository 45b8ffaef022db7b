package org.externalmodels.integration;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** The console as a person uses it, by what is written on it. */
final class ConsolePages {

    private final Page page;
    private final URI server;

    ConsolePages(Page page, URI server) {
        this.page = page;
        this.server = server;
    }

    void signIn(String user, String password) {
        page.navigate(server.toString());
        typeIn(user, password);
    }

    /** Signs in on the page that asks for it. */
    void typeIn(String user, String password) {
        page.getByLabel("User name").fill(user);
        page.getByLabel("Password").fill(password);
        button("Sign in").click();
    }

    void open(String address) {
        page.navigate(server.resolve(address).toString());
    }

    /** What comes after a page belongs to it too. */
    void awaitParts() {
        PlaywrightAssertions.assertThat(page.locator("[data-loads] > p.tiles")).hasCount(0);
    }

    /** Answers the question whether something shall be done. */
    void confirm(String answer) {
        page.locator(".ui-confirm-dialog")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(answer).setExact(true))
                .click();
    }

    /** As an input for date and time takes it. The server of the tests has the machine's zone. */
    String hoursFromNow(int hours) {
        return LocalDateTime.now(ZoneId.systemDefault())
                .plusHours(hours)
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }

    void addModel(Definition definition) {
        // A button does nothing before the page's scripts are there.
        page.waitForURL(Pattern.compile(".*/models/list.*"));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Add a model"))
                .first()
                .click();
        page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Add a model"))
                .getByText("API integration")
                .click();
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill(definition.name());
        page.getByLabel("Endpoint URL").fill(definition.endpoint().toString());
        PlaywrightAssertions.assertThat(page.getByLabel("Request format").locator("option:checked"))
                .hasText("OpenAI Chat Completions");
        page.getByLabel("Provider's model name").fill("sandbox-1");
        page.getByLabel("Connection name").fill(Definition.CONNECTION);
        page.getByLabel("API key").fill(definition.apiKey());
        page.getByLabel("Streaming").check();
        button("Add and confirm").click();
        page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(definition.name()))
                .waitFor();
    }

    /** The list, searched for a name: on a server of many tests it has more than one page. */
    void openModels(String search) {
        page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Main"))
                .getByText("Models")
                .click();
        page.waitForURL(Pattern.compile(".*/models/list.*"));
        page.navigate(server.resolve("/models/list?search=" + URLEncoder.encode(search, StandardCharsets.UTF_8))
                .toString());
    }

    void openTraces(String model) {
        page.navigate(server.resolve("/traces/list?model=" + URLEncoder.encode(model, StandardCharsets.UTF_8))
                .toString());
    }

    /** The line of a table that is about a model. */
    Locator line(String model) {
        return page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(model));
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
