package org.externalmodels.integration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What calls of the playground cost, which is known a moment after they end. */
class PlaygroundCostsIT extends OpenPlayground {

    /** Each call reads words and writes one more than it reads: "echo:". */
    private static final String OF_TWO_WORDS = "0.000021 EUR";

    private final Definition priced = product.definition("priced");
    private final Definition unpriced = product.definition("unpriced");

    @BeforeEach
    void addModels() {
        product.add(priced);
        product.add(unpriced);
        product.price(priced, Map.of("input", "1.5", "output", "6"));
        playground.choose(1, priced.name());
        playground.button("Add a model").click();
        playground.choose(2, unpriced.name());
    }

    @Test
    void isShownBesideTheTokensOrWhyNobodyKnowsIt() {
        playground.prompt().fill("hello world");
        playground.button("Run").click();

        assertThat(cost(1)).hasText("cost " + OF_TWO_WORDS);
        assertThat(cost(2)).hasText("cost unknown: no price of the model held when it began");
        playground.column(1).getByText("Trace").click();
        playground.page().waitForURL("**/traces/call**");
        assertThat(playground.page().locator("body")).containsText(OF_TWO_WORDS);
    }

    @Test
    void isInTheRowsTheirAveragesAndTheirExport() throws Exception {
        playground.prompt().fill("say {{word}}");
        playground.tab("Rows of inputs");
        for (int number = 1; number <= 2; number++) {
            playground.button("Add a row").click();
            playground.page().getByLabel("word of row " + number).fill("word" + number);
        }
        playground.button("Run").click();

        Locator first = playground.page().locator("tbody tr").first();
        assertThat(first).containsText("cost " + OF_TWO_WORDS);
        assertThat(first).containsText("cost unknown");
        assertThat(playground.page().locator("tfoot")).containsText("cost " + OF_TWO_WORDS);

        Download file = playground
                .page()
                .waitForDownload(() -> playground.button("Export CSV").click());
        List<String> lines = Files.readAllLines(file.path());
        assertThat(lines.get(0))
                .contains(priced.name() + " output tokens," + priced.name() + " cost," + priced.name() + " currency");
        assertThat(lines.get(1)).contains(",0.000021,EUR,").endsWith(",,");
    }

    private Locator cost(int column) {
        return playground.column(column).locator(".call-cost");
    }
}
