package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.externalmodels.integration.server.ApplicationServer;
import org.externalmodels.integration.server.Chromium;

/** Somebody signed in to the console, in a browser window of their own that notes what it has to complain about. */
final class ConsoleTour {

    private final ApplicationServer server;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    private ConsoleTour(ApplicationServer server, Page page) {
        this.server = server;
        this.page = page;
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text() + " at " + message.location());
            }
        });
        page.onPageError(complaints::add);
    }

    static ConsoleTour of(ApplicationServer server, String user) {
        ConsoleTour tour = new ConsoleTour(server, Chromium.page());
        new ConsolePages(tour.page, server.uri("/")).signIn(user, user + "-of-this-test");
        tour.page.waitForURL("**/list**");
        return tour;
    }

    Page page() {
        return page;
    }

    Response open(String path) {
        return page.navigate(server.uri(path).toString());
    }

    /** What comes after a page belongs to it too. */
    void awaitParts() {
        new ConsolePages(page, server.uri("/")).awaitParts();
    }

    /** Signs in on the page that asks for it. */
    void signInAgain(String user) {
        new ConsolePages(page, server.uri("/")).typeIn(user, user + "-of-this-test");
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator link(String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    Locator heading(String name) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator dialog(String name) {
        return page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName(name));
    }

    /** Opens the menu of a line and takes one of its actions. */
    void act(String line, String action) {
        page.locator("summary[aria-label='Actions for " + line + "']").click();
        page.locator("details[open] .menu-items").getByText(action).click();
    }

    void screenshot(String name) {
        page.screenshot(
                new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target", "console", name + ".png")));
    }

    /** Overlooks what the browser complains of because of the test itself. */
    void excuse(String complaint) {
        complaints.removeIf(each -> each.contains(complaint));
    }

    void endWithoutComplaints() {
        page.close();
        assertThat(complaints).isEmpty();
    }
}
