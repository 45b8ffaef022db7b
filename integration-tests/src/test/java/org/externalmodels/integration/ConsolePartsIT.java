package org.externalmodels.integration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Media;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What takes longer than its page and comes after it. */
class ConsolePartsIT extends SignedInConsole {

    private String model;
    private Page page;

    @BeforeEach
    void call() {
        Definition definition = product.definition("added-up");
        model = definition.name();
        product.add(definition);
        product.call("typed", model);
        await().until(() -> product.traces(model).size() == 1);
        page = admin.page();
    }

    @Test
    void whatTracesComeToIsAddedUpAfterThePage() {
        Runnable again = openWithout("/traces/summary", "/traces/list?model=" + Product.encode(model));
        assertThat(line()).containsText("Complete");

        again.run();

        assertThat(page.locator(".tiles")).containsText("Failed calls");
    }

    @Test
    void whatWasCalledMostIsAddedUpAfterThePage() {
        Runnable again = openWithout("/analytics/most-called", "/analytics/usage?model=" + Product.encode(model));
        assertThat(page.locator(".tiles").first()).containsText("Failed calls");
        assertThat(page.locator("canvas#requests")).isVisible();

        again.run();

        assertThat(page.locator("section[aria-labelledby=models-title] tbody tr"))
                .hasCount(1);
        assertThat(line()).containsText("0.0 %");
        page.locator("section[aria-labelledby=models-title] tbody a").first().click();
        page.waitForURL("**/traces/list**");
        assertThat(line()).containsText("Complete");
    }

    @Test
    void linesOfABillAreAddedUpAfterThePageAndPrintedAndDownloadedOnceTheyAreThere() {
        Runnable again = openWithout("/billing/lines", "/billing/bill?model=" + Product.encode(model));
        assertThat(page.locator("input[name=model]")).hasValue(model);
        assertThat(admin.button("Print")).isHidden();
        assertThat(admin.link("CSV")).isHidden();

        again.run();

        assertThat(line()).containsText("unknown");
        page.evaluate("window.print = () => window.printed = document.querySelector('.table tbody').innerText");
        admin.button("Print").click();
        assertThat((String) page.evaluate("window.printed")).contains(model);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.getByText("From 20")).isVisible();
        assertThat(line()).isVisible();
        assertThat((Boolean) page.evaluate("document.querySelector('.card').offsetWidth > innerWidth * 0.9"))
                .isTrue();
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        assertThat(page.waitForDownload(() -> admin.link("CSV").click()).suggestedFilename())
                .matches("billing-\\d{4}-\\d{2}-01(-to-\\d{4}-\\d{2}-\\d{2})?\\.csv");
    }

    @Test
    void aBillWithoutLinesIsNeitherPrintedNorDownloaded() {
        admin.open("/billing/bill?model=none-" + model);

        assertThat(admin.heading("Nothing was called in this time")).isVisible();
        assertThat(admin.button("Print")).isHidden();
        assertThat(admin.link("CSV")).isHidden();
    }

    @Test
    void aBillThatCannotBeMadeSaysWhyInThePage() {
        admin.open("/billing/bill?caller=%00");

        assertThat(page.locator("#problems")).containsText("This bill cannot be made");
        assertThat(admin.button("Print")).isHidden();
    }

    /** Opens a page of which a part does not come, and returns what tries again when it would. */
    private Runnable openWithout(String part, String address) {
        page.route("**" + part + "*", Route::abort);
        admin.open(address);
        assertThat(page.getByRole(AriaRole.ALERT).filter(new Locator.FilterOptions().setHasText("not be added up")))
                .isVisible();
        admin.excuse("Failed to load resource");
        return () -> {
            page.unroute("**" + part + "*");
            admin.button("Try again").click();
        };
    }

    private Locator line() {
        return page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(model));
    }
}
