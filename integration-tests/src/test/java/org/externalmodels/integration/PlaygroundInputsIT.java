package org.externalmodels.integration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows of inputs on the playground: typed, read from a file, made by a model, and what comes of them. */
class PlaygroundInputsIT extends OpenPlayground {

    private String added(String... features) {
        Definition definition = product.definition("rows");
        JsonArrayBuilder enabled = Json.createArrayBuilder().add("streaming");
        List.of(features).forEach(enabled::add);
        product.add(Json.createObjectBuilder(definition.json())
                .add("features", enabled)
                .build());
        return definition.name();
    }

    private Locator row(int number) {
        return playground.page().getByLabel("word of row " + number);
    }

    @Test
    void everyRowGoesToEveryModelAndTheResultIsDownloaded() throws IOException {
        String model = added();
        playground.choose(1, model);
        playground.button("Add a model").click();
        playground.choose(2, "missing-" + model);
        playground.prompt().fill("Say {{word}}");
        playground.tab("Rows of inputs");
        playground.button("Add a row").click();
        row(1).fill("one");
        playground.button("Add a row").click();
        row(2).fill("=two, and more");

        playground.button("Run").click();

        assertThat(playground.page().getByText("4 of 4")).isVisible();
        assertThat(playground.page().locator("tbody .row-answer"))
                .hasText(new String[] {"echo: Say one", "echo: Say =two, and more"});
        Locator averages = playground.page().locator("tfoot td");
        assertThat(averages.nth(1)).containsText("in 3, out 4, 0 failed of 2");
        assertThat(averages.nth(2)).containsText("in unknown, out unknown, 2 failed of 2");

        Download file = playground
                .page()
                .waitForDownload(() -> playground.button("Export CSV").click());
        List<String> lines = Files.readAllLines(file.path());
        assertThat(file.suggestedFilename()).isEqualTo("playground.csv");
        assertThat(lines.get(0)).contains("word," + model + "," + model + " status");
        assertThat(lines.get(1)).startsWith("one,echo: Say one,complete,").contains("MODEL_NOT_FOUND");
        assertThat(lines.get(2)).startsWith("\"'=two, and more\",\"echo: Say =two, and more\",complete,");
    }

    @Test
    void aRunIsStopped() {
        Definition slow = product.definition("slow").withFault("delay=1500");
        product.add(slow);
        playground.choose(1, slow.name());
        playground.prompt().fill("Say {{word}}");
        playground.tab("Rows of inputs");
        for (int number = 1; number <= 8; number++) {
            playground.button("Add a row").click();
            row(number).fill("word" + number);
        }
        playground.button("Run").click();
        assertThat(playground.page().locator("#rows-count")).containsText("of 8");

        playground.button("Stop").click();

        assertThat(playground.page().locator("#rows-count")).hasText("8 of 8");
        assertThat(playground.page().locator("tbody")).containsText("not sent, the run was stopped");
        assertThat(playground.button("Run")).isEnabled();
    }

    @Test
    void rowsComeFromAFileWhoseFirstLineHasTheNames() {
        playground.choose(1, added());
        playground.prompt().fill("Say {{word}}");
        playground.tab("Rows of inputs");
        playground.choose("#pane-rows input[type=file]", "wrong.csv", "text/csv", bytes("wort\nhund\n"));
        assertThat(playground.problem()).containsText("has none of the names word");
        playground.choose("#pane-rows input[type=file]", "open.csv", "text/csv", bytes("word\n\"never closed\n"));
        assertThat(playground.problem()).containsText("is never closed");

        playground.choose(
                "#pane-rows input[type=file]",
                "rows.csv",
                "text/csv",
                bytes("note,word\r\nx,\"two \"\"quoted\"\", and\nlines\"\r\ny,last\r\n"));

        assertThat(playground.problem()).containsText("not used: note");
        assertThat(row(1)).hasValue("two \"quoted\", and\nlines");
        assertThat(row(2)).hasValue("last");
    }

    @Test
    void whatDoesNotFitOfAFileIsSaid() {
        playground.choose(1, added());
        playground.prompt().fill("Say {{word}}");
        playground.tab("Rows of inputs");

        playground.choose(
                "#pane-rows input[type=file]", "many.csv", "text/csv", bytes("word\n" + "hail\n".repeat(502)));

        assertThat(playground.problem())
                .hasText("500 of 502 lines of many.csv were taken. A run has at most 500 rows.");
        assertThat(row(500)).hasValue("hail");
        assertThat(row(501)).hasCount(0);
        playground.button("Generate rows").click();
        assertThat(playground.problem()).hasText("A run has at most 500 rows.");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void rowsAreMadeByAModelThatMayMakeThem() {
        playground.choose(1, added("structured-response"));
        playground.prompt().fill("Say {{word}}");
        playground.tab("Rows of inputs");
        playground.button("Generate rows").click();
        assertThat(playground.problem()).containsText("None of the models above has the feature data generation");

        playground.button("Add a model").click();
        playground.choose(2, added("structured-response", "data-generation"));
        assertThat(playground.column(2).getByLabel("Connection")).containsText("main");
        playground.button("Generate rows").click();

        assertThat(row(1)).not().hasValue("");
        assertThat(playground.problem()).isHidden();
    }
}
