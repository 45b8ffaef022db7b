package org.externalmodels.integration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.WaitForSelectorState;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What forms of the console say about what is in them: checks, samples, numbers, places of problems, and other people's changes. */
class ConsoleFormsIT extends SignedInConsole {

    private final String name = "form-" + UUID.randomUUID();

    @Test
    void onlyTheKeyThatWasCheckedIsSaidToBeAccepted() {
        checkAnEasyModel("sandbox-1", "/sandbox/openai/v1");
        assertThat(admin.page().locator(".check")).containsText("The provider accepts the key");
        admin.button("Continue").click();
        assertThat(admin.page().locator(".facts .chip")).hasText("Accepted");

        admin.button("Back to the key").click();
        admin.field("API key").fill("sk-wrong");
        admin.button("Continue").click();

        assertThat(admin.page().locator(".facts .chip")).hasText("Unverified");
        admin.button("Back to the key").click();
        assertThat(admin.page().locator(".check")).hasCount(0);
    }

    @Test
    void aKeyWhoseListLacksTheModelIsAcceptedWithAWarning() {
        checkAnEasyModel("gpt-4.1", "/sandbox/openai/v1");

        Locator warning = admin.page().locator(".chip.warn");
        assertThat(warning).hasText("Accepted, but this key's list has no gpt-4.1");
        admin.button("Continue").click();
        assertThat(warning).hasText("Accepted, but this key's list has no gpt-4.1");
        assertThat(admin.button("Add and confirm")).isVisible();
    }

    @Test
    void aModelWhoseBaseUrlIsToldToBeWrongIsAddedAllTheSameOnly() {
        checkAnEasyModel("sandbox-1", "/sandbox/openai");
        String cure = "Perhaps the base URL is " + server.uri("/sandbox/openai/v1") + ":";
        assertThat(admin.page().locator(".check")).containsText("Base URL:");
        assertThat(admin.page().locator(".check")).containsText(cure);
        admin.button("Continue").click();

        assertThat(admin.page().getByRole(AriaRole.ALERT)).containsText(cure);
        assertThat(admin.page().locator(".facts dd").last()).containsText("Unexpected answer");
        assertThat(admin.page().locator(".facts .chip.plain")).hasText("Unverified");
        assertThat(admin.button("Add and confirm")).hasCount(0);
        admin.screenshot("easy-all-the-same");
        admin.button("Add it all the same").click();

        admin.page().waitForURL("**/models/connections**");
        assertThat(admin.page().locator(".notices")).containsText("Its connection is not verified");
        admin.screenshot("connection-not-verified");
        Locator why = admin.page().locator("td.status small");
        assertThat(why).containsText(cure);
        assertThat((Boolean) why.evaluate("said => said.scrollHeight <= said.clientHeight"))
                .isTrue();
    }

    private void checkAnEasyModel(String model, String base) {
        admin.open("/models/easy?provider=openai&model=" + model);
        admin.field("Model name").fill(name);
        admin.page().getByLabel("Base URL").fill(server.uri(base).toString());
        admin.field("API key").fill(Definition.key("sk-checked"));
        admin.button("Check the key").click();
    }

    @Test
    void aNameThatIsTakenIsToldAsSoonAsItsFieldIsLeft() {
        Definition taken = product.definition("taken");
        String id = product.add(taken);
        String said = "There is already a model named " + taken.name() + ".";
        Locator problem = admin.page().locator(".field .problem");

        admin.open("/models/edit");
        admin.field("Name").fill(taken.name());
        admin.field("Name").press("Tab");
        assertThat(problem).hasText(said);
        admin.field("Name").fill(taken.name() + "-2");
        admin.field("Name").press("Tab");
        assertThat(problem).hasCount(0);

        admin.open("/models/easy?provider=openai&model=gpt-4.1");
        admin.field("API key").fill("sk-any");
        admin.field("Model name").fill(taken.name());
        admin.field("Model name").press("Tab");
        assertThat(problem).hasText(said);
        admin.button("Continue").click();
        assertThat(admin.page().locator("#problems")).containsText(said);

        admin.open("/models/connections?id=" + id);
        admin.button("Add a connection").click();
        admin.field("Connection name").fill("MAIN");
        admin.field("Connection name").press("Tab");
        assertThat(problem).hasText("The model already has a connection named main.");
    }

    @Test
    void soIsOneOfAProfileAKeyOrALimitAndWhatIsNoName() {
        add(
                "authorization-profiles",
                Json.createObjectBuilder().add("type", "BEARER").add("token", "hush"));
        add(
                "application-keys",
                Json.createObjectBuilder()
                        .add("models", Json.createArrayBuilder().add("*")));
        add(
                "limits",
                Json.createObjectBuilder()
                        .add("measure", "calls-in-flight")
                        .add("amount", 1)
                        .add("enabled", false));

        isToldAt("/profiles/edit", "Name", "There is already a profile named " + name + ".");
        isToldAt("/keys/edit", "Application", "There is already an application key of this name.");
        isToldAt("/limits/edit", "Name", "There is already a limit or budget of this name.");
        isToldAt("/limits/edit?budget=true", "Name", "There is already a limit or budget of this name.");
    }

    private void add(String what, JsonObjectBuilder named) {
        assertThat(product.administrator()
                        .post("/api/v1/" + what, named.add("name", name).build())
                        .status())
                .isEqualTo(201);
    }

    private void isToldAt(String address, String label, String said) {
        Locator problem = admin.page().locator(".field .problem");
        admin.open(address);
        admin.field(label).fill(name.toUpperCase(Locale.ROOT));
        admin.field(label).press("Tab");
        assertThat(problem).hasText(said);
        admin.field(label).fill("zero\u200bwidth");
        admin.field(label).press("Tab");
        assertThat(problem).hasText(label + " must have no line breaks, control or direction characters.");
        admin.field(label).fill(name + "-2");
        admin.field(label).press("Tab");
        assertThat(problem).hasCount(0);
    }

    @Test
    void whatIsWrongWithARoleIsToldOnceBesideItsFields() {
        admin.open("/models/edit?provider=bedrock&model=amazon.nova-lite-v1:0");
        admin.field("IAM role ARN").fill("arn:aws:iam::12:role");
        admin.field("IAM role ARN").press("Tab");
        Locator problems = admin.page().locator(".problem");
        String[] region = {"Region is required with a role."};
        assertThat(problems).hasCount(2);
        assertThat(admin.page().locator("[id='at-connections[0].region'] .problem"))
                .hasText(region);
        assertThat(admin.page().locator("[id='at-connections[0].roleArn'] .problem"))
                .hasText("IAM role ARN must be the ARN of a role, such as arn:aws:iam::123456789012:role/name.");

        admin.field("IAM role ARN").fill("arn:aws:iam::123456789012:role/models");
        admin.button("Check access").click();
        assertThat(problems).hasText(region);

        admin.field("Region").fill("us-east-1");
        admin.field("Region").press("Tab");
        assertThat(problems).hasCount(0);
    }

    @Test
    void problemsOfARoleAreListedOnceItWasNotSavedAndGoAsTheyAreMended() {
        admin.open("/models/edit?provider=bedrock&model=amazon.nova-lite-v1:0");
        Locator listed = admin.page().locator("#problems");
        admin.field("Name").fill(name);
        admin.field("IAM role ARN").fill("arn:aws:iam::123456789012:role/models");
        admin.field("IAM role ARN").press("Tab");
        assertThat(admin.page().locator("[id='at-connections[0].region'] .problem"))
                .isVisible();
        admin.button("Add a header").click();
        assertThat(admin.field("Name of header 1")).isVisible();
        assertThat(listed).hasCount(0);

        admin.button("Save as draft").click();
        assertThat(listed.getByRole(AriaRole.HEADING)).hasText("Not saved: mend these fields");
        assertThat(listed.getByRole(AriaRole.LISTITEM)).hasText(new String[] {"Region is required with a role."});
        admin.field("Region").fill("us-east-1");
        admin.field("Region").press("Tab");

        assertThat(listed).hasCount(0);
    }

    @Test
    void aProblemOfTheListIsStruckOutOnceItsFieldIsChangedAndNotDrawnAnew() {
        admin.open("/models/edit");
        admin.field("Name").fill(name);
        admin.button("Add a header").click();
        admin.field("Value of header 1").fill("claims");
        admin.button("Add and confirm").click();
        Locator lines = admin.page().locator("#problems li");
        assertThat(lines.filter(having("Endpoint URL is required."))).hasCount(1);
        assertThat(lines.filter(having("Name of header 1"))).hasCount(1);

        admin.field("Endpoint URL").fill(server.uri("/sandbox/any/echo").toString());
        admin.field("Name of header 1").fill("X-Team");

        assertThat(admin.page().locator("#problems li.mended")).hasCount(2);
        admin.screenshot("problems-mended");
        assertThat(admin.page().locator("#at-endpoint .problem.mended")).hasCount(1);
        admin.button("Add a header").click();
        assertThat(admin.field("Name of header 2")).isVisible();
        assertThat(lines.filter(having("Endpoint URL"))).hasCount(0);
        assertThat(lines.filter(having("header 1"))).hasCount(0);
        assertThat(lines.filter(having("Provider's model name is required."))).hasCount(1);
        assertThat(admin.page().locator(".problem.mended")).hasCount(0);
    }

    private static Locator.FilterOptions having(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    @Test
    void onlyAnotherHostIsSaidToNeedTheKeysAgain() {
        Locator endpoint = admin.page().locator("#at-endpoint");
        String again = "Another host needs the keys again.";
        admin.open("/models/edit");
        admin.field("Endpoint URL").fill("https://models.example/v1");
        admin.field("Endpoint URL").press("Tab");
        assertThat(endpoint).not().containsText(again);

        Definition definition = product.definition("moved");
        admin.open("/models/edit?id=" + product.add(definition));
        assertThat(endpoint).not().containsText(again);
        admin.field("Endpoint URL").fill("https://models.example/v1");
        admin.field("Endpoint URL").press("Tab");
        assertThat(endpoint).containsText(again);
        admin.field("Endpoint URL")
                .fill(definition.endpoint().resolve("/elsewhere").toString());
        admin.field("Endpoint URL").press("Tab");
        assertThat(endpoint).not().containsText(again);
    }

    @Test
    void whatCameOfACheckOfARoleIsFocusedAboveTheBar() {
        checkARole();

        Locator outcome = admin.page().locator(".check");
        assertThat(outcome).isFocused();
        BoundingBox shown = outcome.boundingBox();
        assertThat(shown.y).isGreaterThanOrEqualTo(0);
        assertThat(shown.y + shown.height)
                .isLessThanOrEqualTo(admin.page().locator(".bar").boundingBox().y);
    }

    private void checkARole() {
        admin.open("/models/edit?provider=bedrock&model=amazon.nova-lite-v1:0");
        admin.field("Region").fill("us-east-1");
        admin.field("IAM role ARN").fill("arn:aws:iam::123456789012:role/models");
        admin.page().getByText("Another address").click();
        admin.page().getByLabel("Base URL").fill(server.uri("/sandbox/bedrock").toString());
        admin.button("Check access").click();
        assertThat(admin.page().locator(".check")).containsText("Accepted");
    }

    @Test
    void aRoleThatWasChangedIsNotSaidToBeChecked() {
        checkARole();

        admin.field("IAM role ARN").fill("arn:aws:iam::123456789012:role/untrusting");
        admin.field("IAM role ARN").press("Tab");

        assertThat(admin.page().locator(".check")).hasCount(0);
    }

    @Test
    void aTestAsksForTheVariablesThatAreOnTheScreen() {
        admin.open("/models/edit");
        admin.field("Name").fill(name);
        admin.field("Endpoint URL").fill(server.uri("/sandbox/any/echo").toString());
        admin.field("Request format").selectOption("TEMPLATE");
        admin.field("Name of variable 1").waitFor();
        admin.button("Add a variable").click();
        admin.field("Name of variable 2").fill("topic");
        admin.page().locator(".template-editor .ace_text-input").waitFor(attached());
        admin.page().locator(".template-editor").click();
        admin.page().keyboard().insertText("{\n  \"input\": \"{{prompt}}\",\n  \"about\": \"{{topic}}\"\n}");

        admin.button("Test with sample input").click();
        Locator sample = admin.dialog("Sample input");
        sample.getByLabel("prompt").fill("ten green bottles");
        sample.getByLabel("topic").fill("a wall");
        admin.button("Save and test").click();

        assertThat(admin.page().locator(".result")).containsText("a wall");
        admin.button("Test with sample input").click();
        assertThat(sample.getByLabel("topic")).hasValue("a wall");
        sample.getByText("Cancel").click();
    }

    @Test
    void anExampleIsThereToBeginWithAndAPathThatLeadsNowhereGoesByItsLabel() {
        admin.open("/models/edit");
        admin.field("Name").fill(name);
        admin.field("Endpoint URL").fill(server.uri("/sandbox/any/echo").toString());
        admin.field("Request format").selectOption("TEMPLATE");
        admin.button("Start with an example").click();
        assertThat(admin.page().locator(".template-editor")).containsText("{{prompt}}");
        assertThat(admin.field("Output path")).hasValue("choices[0].message.content");
        assertThat(admin.button("Start with an example")).hasCount(0);
        // It has no stream path, by which a template streams.
        assertThat(admin.field("Streaming")).not().isChecked();

        admin.button("Test with sample input").click();
        admin.button("Save and test").click();

        assertThat(admin.page().locator(".result .problem"))
                .containsText("the answer has nothing at 'Output path', which is choices[0].message.content");
    }

    private static Locator.WaitForOptions attached() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED);
    }

    @Test
    void aTimeThatIsNoNumberIsToldWithTheOtherProblemsAndHoldsUpNoOtherButton() {
        admin.open("/models/edit");
        admin.field("Name").fill(name);
        admin.page().getByText("Limits, traces and response cache").click();
        admin.page().getByLabel("Longest call").fill("soon");
        admin.button("Add a header").click();
        assertThat(admin.field("Name of header 1")).isVisible();

        admin.button("Save as draft").click();
        assertThat(admin.page().locator("#problems")).containsText("Longest call must be a whole number");
        assertThat(admin.page().locator("[id='at-timeouts.total'] .problem")).containsText("must be a whole number");
        assertThat(admin.page().getByLabel("Longest call")).hasValue("soon");

        admin.page().getByLabel("Longest call").fill("45000");
        admin.button("Save as draft").click();
        assertThat(admin.page().locator(".notices")).containsText("is saved");
        admin.link("Close").click();
        assertThat(admin.page().locator(".facts").first()).containsText("45000 ms");
    }

    @Test
    void everyProblemOfTheListLeadsToAPlaceOnThePage() {
        admin.open("/models/edit");
        admin.field("Name").fill(name);
        admin.button("Add a fallback model").click();
        admin.page().getByLabel("Fallback model 1").fill(name);
        admin.button("Add and confirm").click();

        Locator links = admin.page().locator("#problems a");
        assertThat(admin.page().locator("#problems")).containsText("is the model itself");
        for (Locator link : links.all()) {
            String place = link.getAttribute("href").substring(1);
            assertThat(admin.page().locator("[id='" + place + "']").count())
                    .as(link.textContent())
                    .isOne();
        }
    }

    @Test
    void aFormatWithATemplateIsShownWithIt() {
        product.add(invoke(name));
        admin.open("/models/list?search=" + name);
        admin.link(name).click();
        admin.link("Definition").click();

        assertThat(admin.heading("Variables")).isVisible();
        assertThat(admin.page().locator("main")).containsText("topic");
        assertThat(admin.page().locator("main")).containsText("outputs[0].text");
    }

    static JsonObject invoke(String name) {
        return Json.createObjectBuilder()
                .add("name", name)
                .add("integration", "EASY")
                .add("provider", "bedrock")
                .add("structure", "bedrock-invoke")
                .add("providerModel", "amazon.nova-lite-v1:0")
                .add(
                        "variables",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("name", "topic")
                                        .add("type", "string")
                                        .add("required", true)))
                .add("body", "{\"input\": \"{{topic}}\"}")
                .add("paths", Json.createObjectBuilder().add("output", "outputs[0].text"))
                .add("status", "DRAFT")
                .build();
    }

    @Test
    void whoeverDeletesWhatSomebodyChangedMeanwhileIsLedToItsNewVersion() {
        Definition definition = product.definition("deleted");
        String id = product.add(definition);
        admin.open("/models/connections?id=" + id);
        product.administrator()
                .patch(
                        "/api/v1/models/" + id,
                        Json.createObjectBuilder()
                                .add("providerModel", "sandbox-2")
                                .build());
        admin.page().locator("summary[aria-label^='More actions']").click();
        admin.page()
                .locator("details[open] .menu-items")
                .getByText("Delete", new Locator.GetByTextOptions().setExact(true))
                .click();
        Locator dialog = admin.dialog("Delete " + definition.name());
        dialog.getByRole(AriaRole.TEXTBOX).fill(definition.name());
        dialog.getByText("Delete the model").click();
        assertThat(dialog.locator(".problem")).containsText("was changed by somebody else");

        dialog.getByText("Load the page again").click();
        admin.page().locator("summary[aria-label^='More actions']").click();
        admin.page()
                .locator("details[open] .menu-items")
                .getByText("Delete", new Locator.GetByTextOptions().setExact(true))
                .click();
        dialog.getByRole(AriaRole.TEXTBOX).fill(definition.name());
        dialog.getByText("Delete the model").click();
        assertThat(admin.page().locator(".notices")).containsText(definition.name() + " is deleted");
    }

    @Test
    void whoMayNotSeeAPageSignsInAsSomebodyElseAndGoesOnThere() {
        ConsoleTour vera = ConsoleTour.of(server, "vera");
        vera.open("/models/edit?provider=bedrock");
        vera.button("Sign in as somebody else").click();
        vera.page().waitForURL("**/sign-in**");

        vera.signInAgain(Product.ADMIN);

        vera.page().waitForURL("**/models/edit?provider=bedrock");
        assertThat(vera.heading("Add a model")).isVisible();
        vera.page().close();
    }

    @Test
    void theFormatThatIsChosenCanBeReadOnANarrowScreen() {
        admin.page().setViewportSize(1280, 800);
        admin.open("/models/edit");
        Object clipped = admin.field("Request format").evaluate("""
                select => {
                  const free = select.cloneNode(false);
                  free.append(select.selectedOptions[0].cloneNode(true));
                  free.style.cssText = 'position: absolute; width: auto';
                  document.body.append(free);
                  const needed = free.offsetWidth;
                  free.remove();
                  return needed - select.offsetWidth;
                }
                """);
        assertThat(((Number) clipped).doubleValue()).isNotPositive();
    }
}
