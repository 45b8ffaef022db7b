package org.externalmodels.integration;

import com.microsoft.playwright.Page;
import jakarta.json.Json;
import java.util.UUID;
import org.externalmodels.integration.server.Chromium;
import org.externalmodels.integration.server.QuickStart;

/** An administrator's browser that calls models as the playground's own page does. Started when it is needed first. */
final class PlaygroundCaller {

    private static Page page;

    private PlaygroundCaller() {}

    /** Calls a model and returns all that the page is told. */
    static synchronized String call(String model, String prompt) {
        String call = Json.createObjectBuilder()
                .add("id", UUID.randomUUID().toString())
                .add("model", model)
                .add("prompt", prompt)
                .build()
                .toString();
        return (String) page().evaluate(
                        "body => fetch('/playground/data/calls', {method: 'POST', body, headers:"
                                + " {'X-Console': 'playground', 'Content-Type': 'application/json'}}).then(r => r.text())",
                        call);
    }

    private static Page page() {
        if (page == null || page.isClosed()) {
            page = Chromium.page();
            new ConsolePages(page, QuickStart.server().uri("/")).signIn(Product.ADMIN, Product.PASSWORD);
            page.waitForURL("**/list**");
        }
        return page;
    }
}
