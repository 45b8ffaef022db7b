package org.externalmodels.integration.server;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The machine's own browser, because Playwright's cannot be downloaded in every network. One for all tests: it starts when
 * it is needed first and ends with them.
 */
public final class Chromium {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    /** A busy machine compiles the first page while others wait for it. */
    private static final int PATIENCE_MILLIS = 90_000;

    private static final int GLANCE_MILLIS = 5_000;
    private static final int MOST_SHOWN = 3_000;

    private static final List<Page> OPEN = new ArrayList<>();

    private static Browser browser;

    private Chromium() {}

    private static Browser start() {
        Path program = Presence.required("browser (Chromium or Chrome)", program());
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        // Without the sandbox: it needs rights that containers and root do not have. It sees nothing but our own pages.
        Browser started = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")));
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        return started;
    }

    /** A window of its own, which shares nothing with others. It is closed after the last test of the class. */
    public static Page page() {
        return page(new Browser.NewPageOptions());
    }

    /** One for servers with certificates of their own making. */
    public static Page trustingPage() {
        return page(new Browser.NewPageOptions().setIgnoreHTTPSErrors(true));
    }

    private static synchronized Page page(Browser.NewPageOptions options) {
        if (browser == null) {
            browser = start();
        }
        Page page = browser.newPage(
                options.setViewportSize(1280, 720).setLocale("en-GB").setTimezoneId("UTC"));
        page.setDefaultTimeout(PATIENCE_MILLIS);
        OPEN.add(page);
        return page;
    }

    /** What the open pages show, for whoever reads why a test failed. */
    static String shown() {
        return OPEN.stream()
                .filter(page -> !page.isClosed())
                .map(Chromium::text)
                .collect(Collectors.joining("\n"));
    }

    /** Closes what tests have left open. */
    static void closePages() {
        OPEN.forEach(Page::close);
        OPEN.clear();
    }

    private static String text(Page page) {
        try {
            String text = page.locator("body").innerText(new Locator.InnerTextOptions().setTimeout(GLANCE_MILLIS));
            return page.url() + " shows: " + text.substring(0, Math.min(text.length(), MOST_SHOWN));
        } catch (PlaywrightException unreadable) {
            return page.url() + " shows nothing that can be read: " + unreadable.getMessage();
        }
    }

    private static Path program() {
        return Stream.of(System.getenv("PATH").split(":"))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }
}
