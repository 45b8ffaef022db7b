package org.externalmodels.integration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import org.externalmodels.integration.server.ApplicationServer;

/** The playground as a person uses it who is signed in. */
final class PlaygroundPage {

    private final ConsoleTour tour;

    private PlaygroundPage(ConsoleTour tour) {
        this.tour = tour;
    }

    static PlaygroundPage of(ApplicationServer server, String user) {
        PlaygroundPage playground = new PlaygroundPage(ConsoleTour.of(server, user));
        playground.open();
        return playground;
    }

    void open() {
        tour.open("/playground/studio");
    }

    Page page() {
        return tour.page();
    }

    ConsoleTour tour() {
        return tour;
    }

    Locator prompt() {
        return page().getByRole(
                        AriaRole.TEXTBOX,
                        new Page.GetByRoleOptions().setName("Prompt").setExact(true));
    }

    Locator button(String name) {
        return tour.button(name);
    }

    Locator column(int number) {
        return page().locator(".column").nth(number - 1);
    }

    /** What a column's model said. */
    Locator answer(int number) {
        return column(number).getByRole(AriaRole.REGION);
    }

    void choose(int number, String name) {
        Locator field = column(number).getByLabel("Model", new Locator.GetByLabelOptions().setExact(true));
        field.fill(name);
        field.press("Tab");
    }

    void tab(String name) {
        page().getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName(name))
                .click();
    }

    /** Unfolds a part of the form. */
    void unfold(String summary) {
        page().locator("summary")
                .filter(new Locator.FilterOptions().setHasText(summary))
                .click();
    }

    /** The line at the top that says what cannot be done. */
    Locator problem() {
        return page().locator("#play-problem");
    }

    void choose(String selector, String name, String mediaType, byte[] content) {
        page().locator(selector).setInputFiles(new FilePayload(name, mediaType, content));
    }

    /** What the page is told of a call that went well, with images as JSON. */
    static String answer(String text, String images) {
        return "{\"type\":\"done\",\"text\":\"" + text
                + "\",\"finishReason\":\"STOP\",\"form\":\"text\",\"toolCalls\":[]," + "\"images\":[" + images
                + "],\"inputTokens\":1,\"outputTokens\":1,\"connection\":\"main\",\"millis\":1}\n";
    }

    void save(String name) {
        button("Save prompt").click();
        page().getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill(name);
        button("Save").click();
        assertThat(page().getByText(name + " is saved as version")).isVisible();
        button("Close").click();
    }

    /** A saved prompt in the list of all. */
    Locator saved(String name) {
        return page().locator(".saved").filter(new Locator.FilterOptions().setHasText(name));
    }
}
