package org.externalmodels.integration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs of rows of inputs on the playground, while the page is changed before, after and under them. */
class PlaygroundRunsIT extends OpenPlayground {

    private static final int AT_ONCE = 3;

    private final List<Route> held = new ArrayList<>();
    private final List<JsonObject> asked = new ArrayList<>();

    private boolean holding;

    private void row(String name, int number, String value) {
        playground.button("Add a row").click();
        playground.page().getByLabel(name + " of row " + number).fill(value);
    }

    private Locator answers() {
        return playground.page().locator("tbody .row-answer");
    }

    private void answer(Route call) {
        try (JsonReader reader =
                Json.createReader(new StringReader(call.request().postData()))) {
            asked.add(reader.readObject());
        }
        call.fulfill(new Route.FulfillOptions().setBody(PlaygroundPage.answer("fine", "")));
    }

    /** Calls get no answer until they are let go. */
    private void hold() {
        holding = true;
        playground.page().route("**/playground/data/calls", call -> {
            if (holding) {
                held.add(call);
            } else {
                answer(call);
            }
        });
    }

    private void letGo() {
        holding = false;
        held.forEach(this::answer);
    }

    /** Rows for two models, of which the first calls are under way. */
    private void run(int rows) {
        hold();
        playground.choose(1, "stays");
        playground.button("Add a model").click();
        playground.choose(2, "goes");
        playground.prompt().fill("Say {{word}}");
        playground.tab("Rows of inputs");
        for (int number = 1; number <= rows; number++) {
            row("word", number, "word" + number);
        }
        playground.button("Run").click();
        playground.page().waitForCondition(() -> held.size() == AT_ONCE);
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

    @Test
    void aRowWithoutAValueSaysSoAndTheOthersRun() {
        hold();
        letGo();
        playground.choose(1, "stays");
        playground.prompt().fill("Say {{word}}");
        playground.tab("Rows of inputs");
        row("word", 1, " ");
        row("word", 2, "hail");

        playground.button("Run").click();

        assertThat(answers()).hasText(new String[] {"fine"});
        assertThat(playground.page().locator("tbody tr").first()).containsText("not sent, without a value for word");
        assertThat(playground.page().getByLabel("word of row 1")).hasAttribute("aria-invalid", "true");
        assertThat(asked).extracting(call -> call.getString("prompt")).containsExactly("Say hail");
    }

    @Test
    void aModelThatIsRemovedDuringARunIsNotCalledAnyMore() {
        run(4);

        playground.column(2).getByLabel("Remove this column").click();
        letGo();

        assertThat(playground.page().locator("#rows-count")).hasText("8 of 8");
        assertThat(asked)
                .extracting(call -> call.getString("model"))
                .containsExactlyInAnyOrder("stays", "stays", "stays", "stays", "goes");
        assertThat(answers()).hasCount(4);
        assertThat(playground.button("Stop")).isDisabled();
    }

    @Test
    void whatIsChangedDuringARunIsOfNoEffectOnIt() {
        run(3);

        playground.prompt().fill("Shout {{word}}");
        playground.tour().field("Temperature").fill("0.2");
        playground.choose(2, "another");
        assertThat(playground.button("Add a row")).isDisabled();
        assertThat(playground.button("Remove row 1")).isDisabled();
        letGo();

        assertThat(playground.page().locator("#rows-count")).hasText("6 of 6");
        assertThat(asked)
                .extracting(call ->
                        call.getString("model") + ": " + call.getString("prompt") + " " + call.getString("temperature"))
                .containsExactlyInAnyOrder(
                        "stays: Say word1 1",
                        "stays: Say word2 1",
                        "stays: Say word3 1",
                        "goes: Say word1 1",
                        "goes: Say word2 1",
                        "goes: Say word3 1");
        assertThat(playground.button("Add a row")).isEnabled();
        assertThat(answers()).hasCount(3);
        playground.choose(2, "goes");
        assertThat(answers()).hasCount(6);
    }
}
