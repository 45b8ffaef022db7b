package org.externalmodels.integration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import jakarta.json.Json;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Models that answer side by side on the playground, to people who may play. */
class PlaygroundIT extends OpenPlayground {

    /** A picture of one point. */
    private static final String DOT = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

    private String added(Definition definition) {
        product.add(definition);
        return definition.name();
    }

    @Test
    void modelsAnswerSideBySideAndEachFailureIsItsOwn() {
        String model = added(product.definition("playground"));
        String missing = "missing-" + model;
        playground.choose(1, model);
        playground.button("Add a model").click();
        playground.choose(2, missing);
        playground.prompt().fill("Say {{word}}");
        playground.tour().field("word").fill("hail");

        playground.button("Run").click();

        assertThat(playground.column(1)).containsText("Complete");
        assertThat(playground.answer(1)).hasText("echo: Say hail");
        assertThat(playground.column(1)).containsText("in 2");
        assertThat(playground.column(2)).containsText("MODEL_NOT_FOUND");
        assertThat(playground.column(2)).containsText(missing);
        playground.tour().screenshot("playground");
        await().until(() -> !product.traces(model).isEmpty());
        assertThat(product.traces(model).get(0).getString("source")).isEqualTo("playground");
        await().until(() -> !product.traces(missing).isEmpty());
    }

    @Test
    void aRefusalIsASentenceAndTheAnswerIsBehindIt() {
        playground.choose(1, added(product.definition("refused").withApiKey(Definition.key("sk-wrong"))));
        playground.prompt().fill("anybody there?");

        playground.button("Run").click();

        assertThat(playground.answer(1).locator(".problem"))
                .hasText(Pattern.compile("connection 'main': the provider answered 401: [^{]+$"));
        Locator received = playground.answer(1).locator("pre");
        assertThat(received).isHidden();
        playground.answer(1).getByText("Answer as received").click();
        assertThat(received).containsText("\"error\"");
    }

    @Test
    void aFailureOfTheAddressSaysWhatIsMissingAndLeadsToTheConnection() {
        URI base = server.uri("/sandbox/openai");
        String model = added(Definition.of("astray", base));
        playground.choose(1, model);
        playground.prompt().fill("anybody there?");
        playground.button("Run").click();

        assertThat(playground.answer(1).locator(".problem")).containsText("Perhaps the base URL is " + base + "/v1:");
        playground.answer(1).getByText("Look at the connection main").click();
        playground.page().waitForURL("**/models/connections**");
        assertThat(playground.tour().heading(model)).isVisible();

        await().until(() -> !product.traces(model).isEmpty());
        playground.tour().open("/traces/call?id=" + product.traces(model).get(0).getString("id"));
        assertThat(playground.page().locator(".facts").first())
                .containsText("Perhaps the base URL is " + base + "/v1:");
        playground.tour().link("Look at its connections").click();
        playground.page().waitForURL("**/models/connections**");
    }

    @Test
    void whatIsMissingIsToldBesideItsFieldAndNothingIsCalled() {
        String model = added(product.definition("missing"));
        playground.choose(1, model);
        playground.button("Add a model").click();
        playground.choose(2, model);
        playground.page().locator("#play-system").fill("Be brief.");
        playground.button("Run").click();
        assertThat(playground.prompt()).hasAccessibleDescription("Write a prompt.");

        playground.prompt().fill("Say {{word}}");
        assertThat(playground.prompt()).hasAccessibleDescription("");
        playground.button("Run").click();
        assertThat(playground.tour().field("word")).hasAccessibleDescription("Give it a value.");
        assertThat(playground.tour().field("word")).isFocused();
        for (int number = 1; number <= 2; number++) {
            assertThat(playground.answer(number)).hasText("Run to see the answer here.");
        }

        playground.tour().field("word").fill("hail");
        playground.button("Run").click();
        assertThat(playground.answer(2)).hasText("echo: Say hail");
        await().until(() -> product.traces(model).size() == 2);
    }

    @Test
    void fiveModelsAreTheMost() {
        assertThat(playground.page().locator(".column")).hasCount(1);
        for (int number = 2; number <= 5; number++) {
            playground.button("Add a model").click();
        }

        assertThat(playground.page().locator(".column")).hasCount(5);
        assertThat(playground.button("Add a model")).isDisabled();

        playground.page().setViewportSize(768, 1024);
        for (int number = 1; number <= 5; number++) {
            BoundingBox column = playground.column(number).boundingBox();
            assertThat(column.x + column.width).isLessThanOrEqualTo(768);
        }
        for (Locator end : new Locator[] {playground.tour().heading("Playground"), playground.column(5)}) {
            end.scrollIntoViewIfNeeded();
            assertThat(playground.button("Run")).isInViewport();
        }
    }

    @Test
    void aModelWhoseNameIsPartOfManyOthersIsKnown() {
        Definition definition = product.definition("part");
        product.add(definition);
        for (int number = 1; number <= 50; number++) {
            String name = "many-" + number + "-" + definition.name();
            product.add(new Definition(name, definition.endpoint(), definition.apiKey(), null, "DRAFT"));
        }

        playground.choose(1, definition.name().toUpperCase(Locale.ROOT));

        assertThat(playground.column(1).getByLabel("Connection")).containsText("main");
        assertThat(playground.page().locator("#play-models option").first()).hasAttribute("value", definition.name());
    }

    @Test
    void whatFitsTheLastLetterStaysWhenAnEarlierAnswerComesLate() {
        String model = added(product.definition("latest"));
        List<Route> late = new CopyOnWriteArrayList<>();
        playground.page().route(Pattern.compile("models\\?search=early"), late::add);
        Locator field = playground.column(1).getByLabel("Model", new Locator.GetByLabelOptions().setExact(true));

        field.fill("early");
        field.fill(model);
        Locator first = playground.page().locator("#play-models option").first();
        assertThat(first).hasAttribute("value", model);
        playground
                .page()
                .waitForResponse(Pattern.compile("search=early"), late.get(0)::resume)
                .finished();
        playground.page().evaluate("() => new Promise(done => setTimeout(done, 200))");

        assertThat(first).hasAttribute("value", model);
    }

    @Test
    void theKeysThatRunCallNothingFromTheDialogOfSavedPrompts() {
        playground.choose(1, added(product.definition("dialog")));
        playground.prompt().fill("not yet");
        playground.button("Save prompt").click();

        playground.tour().field("Name").press("Control+Enter");

        playground.button("Close").click();
        assertThat(playground.answer(1)).hasText("Run to see the answer here.");
        playground.prompt().press("Control+Enter");
        assertThat(playground.answer(1)).hasText("echo: not yet");
    }

    @Test
    void aModelThatIsSwitchedOffSaysSoAndLeadsToTheModels() {
        Definition definition = product.definition("off");
        product.switchModel(product.add(definition), false);
        playground.choose(1, definition.name());
        playground.prompt().fill("anybody there?");

        playground.button("Run").click();

        assertThat(playground.column(1)).containsText("MODEL_NOT_ACTIVE");
        assertThat(playground.answer(1)).containsText("is not active");
        playground.page().getByText("Look at the models").click();
        assertThat(playground.tour().heading("External models")).isVisible();
    }

    @Test
    void aCallIsStoppedInTheMiddleOfItsAnswer() {
        String model = added(product.definition("slow").withFault("chunk-delay=500"));
        playground.choose(1, model);
        playground.prompt().fill("word ".repeat(200));
        playground.button("Run").click();
        assertThat(playground.column(1)).containsText("Answering");
        assertThat(playground.button("Run")).isDisabled();

        playground.button("Stop").click();

        assertThat(playground.column(1)).containsText("Stopped");
        assertThat(playground.button("Run")).isEnabled();
        await().until(() -> product.traces(model).size() == 1);
        assertThat(product.traces(model).get(0).getString("code")).isEqualTo("CANCELLED");
    }

    @Test
    void parametersReachTheModelAndTheTraceIsOneClickAway() {
        Definition definition = product.definition("tuned");
        product.add(Json.createObjectBuilder(definition.json())
                .add("capture", "FULL")
                .build());
        playground.choose(1, definition.name());
        playground.prompt().fill("one two three four five");
        playground.tour().field("Temperature").fill("0.3");
        playground.tour().field("Top-p").fill("0.9");
        playground.tour().field("Max tokens").fill("2");
        playground.tour().field("Seed").fill("7");

        playground.button("Run").click();

        assertThat(playground.column(1)).containsText("Cut at max tokens");
        await().until(() -> product.traces(definition.name()).size() == 1);
        playground.tour().link("Trace").click();
        assertThat(playground.page().locator("pre").first()).containsText(Pattern.compile("\"temperature\": ?0\\.3"));
        assertThat(playground.page().locator("pre").first()).containsText(Pattern.compile("\"top_p\": ?0\\.9"));
        assertThat(playground.page().locator("pre").first()).containsText(Pattern.compile("\"seed\": ?7"));
    }

    @Test
    void imagesGoToModelsThatSeeAndOthersRefuseThem() {
        Definition sees = product.definition("sees");
        product.add(Json.createObjectBuilder(sees.json())
                .add("modalities", Json.createArrayBuilder().add("text-to-text").add("image-to-text"))
                .build());
        String reads = added(product.definition("reads"));
        playground.choose(1, sees.name());
        playground.button("Add a model").click();
        playground.choose(2, reads);
        playground.prompt().fill("What is this?");
        playground.unfold("Images and audio");
        playground.choose("#play-files", "notes.txt", "text/plain", new byte[] {1});
        assertThat(playground.problem()).containsText("notes.txt is neither an image nor a sound");
        playground.choose(
                "#play-files", "dot.gif", "image/gif", Base64.getDecoder().decode(DOT));
        assertThat(playground.page().locator("#play-attached")).containsText("dot.gif");

        playground.button("Run").click();

        assertThat(playground.column(1)).containsText("Complete");
        assertThat(playground.column(2)).containsText("FEATURE_NOT_ENABLED");
        playground.page().locator("#play-attached").getByText("Remove").click();
        assertThat(playground.page().locator("#play-attached li")).hasCount(0);
    }

    @Test
    void whatIsTypedOutlivesTheSessionButNotTheSignOut() {
        playground.prompt().fill("remember {{what}}");
        playground.tour().field("what").fill("this");
        playground.page().context().clearCookies();
        playground.open();
        playground.page().waitForURL(Pattern.compile(".*/sign-in.*"));
        playground.tour().signInAgain(Product.ADMIN);
        playground.page().waitForURL(Pattern.compile(".*/playground/studio.*"));
        assertThat(playground.prompt()).hasValue("remember {{what}}");
        assertThat(playground.tour().field("what")).hasValue("this");

        playground.button("Sign out").click();
        playground.page().waitForURL(Pattern.compile(".*/sign-in.*"));
        playground.tour().signInAgain("edith");
        playground.page().waitForURL(Pattern.compile(".*/models/list.*"));
        playground.open();
        assertThat(playground.prompt()).hasValue("");
    }

    @Test
    void variablesOfATemplateAndRowsOfInputsOutliveTheSession() {
        String model = "invoked-" + product.definition("x").name();
        product.add(Definition.draftOfATemplate(model));
        playground.choose(1, model);
        playground.tour().field("topic").fill("hail");
        playground.tab("Rows of inputs");
        playground.button("Add a row").click();
        playground.page().getByLabel("topic of row 1").fill("storms");
        playground.page().context().clearCookies();
        playground.open();
        playground.page().waitForURL(Pattern.compile(".*/sign-in.*"));
        playground.tour().signInAgain(Product.ADMIN);
        playground.page().waitForURL(Pattern.compile(".*/playground/studio.*"));

        assertThat(playground.tour().field("topic")).hasValue("hail");
        playground.page().reload();
        assertThat(playground.tour().field("topic")).hasValue("hail");
        playground.tab("Rows of inputs");
        assertThat(playground.page().getByLabel("topic of row 1")).hasValue("storms");
    }

    @Test
    void aRunWithoutAnyModelSaysThatOneIsMissing() {
        playground.column(1).getByLabel("Remove this column").click();
        playground.button("Run").click();

        assertThat(playground.problem()).hasText("Add a model first.");
    }

    @Test
    void whoMayNotCallModelsIsToldSo() {
        for (String user : new String[] {"vera", "otto"}) {
            ConsoleTour other = ConsoleTour.of(server, user);
            assertThat(other.open("/playground/studio").status()).as(user).isEqualTo(403);
            assertThat(other.page().getByText("This is not for you to see")).isVisible();
            other.page().close();
        }
    }
}
