package org.externalmodels.integration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.externalmodels.integration.server.LibertyServer;
import org.junit.jupiter.api.Test;

/** Adding, editing and comparing models in the console, with a mistake in each and what is said about it. */
class ConsoleModelsIT extends SignedInConsole {

    private static final String TAKES_PRICE = "It is the model’s price from now on";

    private static final String NO_KEY = "OpenAI takes no call without a key. Give one, or save the model as a draft.";

    private final String name = "model-" + UUID.randomUUID();

    @Test
    void anEasyModelNeedsAProviderAModelAndAKey() {
        admin.button("Add a model").first().click();
        admin.dialog("Add a model").getByText("Easy integration").click();
        admin.page()
                .getByText("OpenAI", new Page.GetByTextOptions().setExact(true))
                .click();
        admin.page().getByLabel("Search").fill("gpt-4.1");
        Locator offer = admin.page().locator("#models-offered tbody tr:visible").first();
        assertThat(offer).containsText("USD");
        admin.screenshot("easy-models");
        offer.getByRole(AriaRole.LINK).click();
        admin.field("Model name").fill(name);
        assertThat(admin.page().url()).contains("provider=openai&model=gpt-4.1");

        admin.page()
                .getByLabel("Base URL")
                .fill(server.uri("/sandbox/openai/v1").toString());
        admin.field("API key").fill("sk-wrong");
        admin.button("Check the key").click();
        assertThat(admin.page().locator(".check")).containsText("The provider refuses the key");

        admin.field("API key").fill(Definition.key("sk-easy"));
        admin.button("Check the key").click();
        assertThat(admin.page().locator(".check")).containsText("The provider accepts the key");
        admin.screenshot("easy-key");
        admin.button("Continue").click();
        assertThat(admin.field(TAKES_PRICE)).isChecked();
        admin.button("Add and confirm").click();

        admin.page().waitForURL("**/models/connections**");
        assertThat(admin.page().locator(".notices")).containsText(name + " is active");
        assertThat(admin.page().locator("td.status")).containsText("Verified");
        assertThat(product.call("typed", name).toString()).contains("one two three");
        assertThat(prices(name)).singleElement().satisfies(price -> {
            assertThat(price.getString("currency")).isEqualTo("USD");
            assertThat(price.getJsonNumber("input").bigDecimalValue()).isPositive();
            assertThat(price.getJsonNumber("output").bigDecimalValue()).isPositive();
        });
    }

    @Test
    void anEasyModelWithoutTheKeyThatItsProviderNeedsIsADraft() {
        admin.open("/models/easy?provider=openai&model=gpt-4.1");
        admin.field("Model name").fill(name);
        admin.button("Continue").click();
        assertThat(admin.page().locator("#at-connections .problem")).hasText(NO_KEY);

        admin.page().getByLabel("Base URL").fill("http://localhost:11434/v1");
        admin.button("Continue").click();
        assertThat(admin.page().locator(".facts")).containsText("none given");
        admin.button("Back to the key").click();
        admin.page().getByLabel("Base URL").fill("");
        admin.button("Save as draft").click();
        admin.page().waitForURL("**/models/connections**");
        assertThat(admin.page().locator(".notices")).containsText("The draft of " + name + " is saved");
    }

    @Test
    void anEasyModelIsAddedWithoutThePriceThatNobodyWantsOrMaySet() {
        lookOverAnEasyModel(admin, name);
        admin.field(TAKES_PRICE).uncheck();
        admin.button("Add and confirm").click();
        admin.page().waitForURL("**/models/connections**");
        assertThat(prices(name)).isEmpty();

        ConsoleTour editor = ConsoleTour.of(server, "edith");
        lookOverAnEasyModel(editor, name + "-hers");
        assertThat(editor.page().locator(".facts")).containsText("Only administrators set prices");
        assertThat(editor.field(TAKES_PRICE)).hasCount(0);
        editor.button("Add and confirm").click();
        editor.page().waitForURL("**/models/connections**");
        assertThat(prices(name + "-hers")).isEmpty();
        editor.endWithoutComplaints();
    }

    private void lookOverAnEasyModel(ConsoleTour whose, String called) {
        whose.open("/models/easy?provider=openai&model=gpt-4.1");
        whose.field("Model name").fill(called);
        whose.field("API key").fill(Definition.key("sk-easy"));
        whose.button("Continue").click();
    }

    private List<JsonObject> prices(String model) {
        return Product.items(product.administrator().get("/api/v1/prices?model=" + model));
    }

    @Test
    void aProviderTellsItsOwnModelsForAKey() {
        admin.open("/models/easy?provider=cohere");
        admin.button("Refresh from provider").click();
        admin.page().locator("#refresh-panel").getByLabel("API key").fill("sk-wrong");
        admin.page()
                .locator("#refresh-panel")
                .getByLabel("Base URL")
                .fill(server.uri("/sandbox/cohere").toString());
        admin.button("Ask Cohere").click();
        assertThat(admin.page().locator("#refresh-panel .problem")).containsText("The provider answered 401");

        admin.page().locator("#refresh-panel").getByLabel("API key").fill("sk-good");
        admin.button("Ask Cohere").click();
        assertThat(admin.page().locator(".notices")).containsText("Cohere lists");
        assertThat(admin.page().locator("#models-offered tbody tr").first()).isVisible();
    }

    @Test
    void aTemplateIsMendedWhereTheMistakeIsAndItsPathsAreTakenFromTheAnswer() {
        admin.open("/models/edit");
        admin.field("Name").fill(name);
        admin.field("Endpoint URL").fill(server.uri("/sandbox/any/echo").toString());
        admin.field("Request format").selectOption("TEMPLATE");
        var exactly = new Page.GetByLabelOptions().setExact(true);
        Locator examples = admin.page().getByLabel("Examples", exactly);
        Locator second = admin.page().getByLabel("Name of variable 2", exactly);
        examples.click();
        assertThat(second).hasValue("examples");
        examples.click();
        assertThat(second).hasCount(0);
        assertThat(admin.page().getByLabel("Name of variable 1", exactly)).hasValue("prompt");
        Locator editor = admin.page().locator(".template-editor .ace_text-input");
        editor.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        admin.page().locator(".template-editor").click();
        admin.page().keyboard().insertText("{\n  \"input\": \"{{promt}}\"\n}");
        admin.field("Connection name").fill("");

        admin.button("Add and confirm").click();
        assertThat(admin.page().locator("#problems")).containsText("Output path is required");
        assertThat(admin.page().locator("#at-body .problem")).containsText("Line 2, column");
        assertThat(admin.page().locator(".ace_gutter-cell.ace_error")).hasText("2");
        admin.screenshot("template-problem");

        admin.page().locator(".template-editor").click();
        admin.page().keyboard().press("Control+A");
        admin.page().keyboard().insertText("{\n  \"input\": \"");
        admin.page().keyboard().type("{{");
        Locator choice = admin.page().locator(".ace_autocomplete");
        assertThat(choice).containsText("prompt");
        admin.page().keyboard().press("Enter");
        admin.page().keyboard().insertText("\"\n}");
        admin.page().getByLabel("End of the stream").fill("$.done");

        admin.button("Save as draft").click();
        assertThat(admin.page().locator(".notices")).containsText("The draft of " + name + " is saved");
        admin.open("/models/connections?id=" + idInAddress());
        admin.button("Add a connection").click();
        admin.dialog("Add a connection").getByLabel("Connection name").fill("main");
        admin.dialog("Add a connection").getByText("Add the connection").click();
        assertThat(admin.page().locator(".table")).containsText("main");

        admin.link("Edit and test").click();
        admin.button("Test with sample input").click();
        admin.dialog("Sample input").getByLabel("prompt").fill("ten green bottles");
        admin.button("Save and test").click();
        Locator tree = admin.page().locator(".json-tree");
        assertThat(tree).containsText("ten green bottles");
        admin.screenshot("answer-tree");
        tree.locator("button", new Locator.LocatorOptions().setHasText("ten green bottles"))
                .first()
                .click();
        assertThat(admin.field("Output path")).not().hasValue("");

        admin.button("Confirm").click();
        admin.page().waitForURL("**/models/connections**");
        assertThat(admin.page().locator(".notices")).containsText("No test call with this definition has succeeded");
        assertThat(admin.page().locator("td.status")).containsText("Verified");
        assertThat(product.call("typed", name).getString("text")).contains("one two three");
        assertThat(product.administrator()
                        .get("/api/v1/models/" + idInAddress())
                        .body())
                .contains("\"end\":\"$.done\"");
    }

    /** A face is two units of UTF-16, by which browsers measure what fits into a field. */
    @Test
    void aNameIsTypedWithAHundredCharactersWhateverUnitsTheseTake() {
        String faces = "\ud83d\ude42".repeat(64) + UUID.randomUUID();
        admin.open("/models/edit");
        admin.field("Name").click();
        admin.page().keyboard().insertText(faces);
        assertThat(admin.field("Name")).hasValue(faces);

        admin.button("Save as draft").click();

        assertThat(admin.page().locator(".notices")).containsText("The draft of " + faces + " is saved");
    }

    @Test
    void aRoleThatDoesNotTrustUsYetIsSavedAndAwaited() {
        admin.open("/models/easy");
        admin.page()
                .getByText("Amazon Bedrock", new Page.GetByTextOptions().setExact(true))
                .click();
        admin.page().waitForURL("**/models/edit**");
        admin.field("Name").fill(name);
        assertThat(admin.field("Trusted principal ARN")).hasValue(LibertyServer.PRINCIPAL);
        admin.field("Model id").fill("arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0");
        admin.field("Model id").press("Tab");
        assertThat(admin.page().locator("[id='edit:normalised']"))
                .containsText("amazon.nova-lite-v1:0 · foundation model");
        admin.field("Region").fill("us-east-1");
        admin.field("IAM role ARN").fill("arn:aws:iam::123456789012:role/untrusting");
        admin.page().getByLabel("External id").fill("agreed-42");
        admin.page().getByLabel("External id").press("Tab");
        assertThat(admin.page().locator("[id='edit:policies']")).containsText("agreed-42");
        admin.page().getByText("Policies for the role, ready to copy").click();
        admin.button("Copy: Trust policy").click();
        assertThat(admin.button("Copy: Trust policy")).hasText(Pattern.compile("Copied|Press Ctrl\\+C"));
        admin.page().getByText("Another address").click();
        admin.page().getByLabel("Base URL").fill(server.uri("/sandbox/bedrock").toString());

        admin.button("Check access").click();
        Locator steps = admin.page().locator(".check-steps li");
        assertThat(steps.nth(0)).hasClass("bad");
        assertThat(steps.nth(2)).hasClass("open");
        assertThat(admin.page().locator(".check")).containsText("sts:AssumeRole");
        admin.screenshot("bedrock-awaiting");
        admin.button("Add and confirm").click();
        admin.page().waitForURL("**/models/connections**");
        assertThat(admin.page().locator("td.status")).containsText("Awaiting trust");

        admin.act("main", "Edit credentials");
        Locator dialog = admin.dialog("Edit main");
        dialog.getByLabel("IAM role ARN").fill("arn:aws:iam::123456789012:role/models");
        dialog.getByText("Save").click();
        assertThat(dialog).isHidden();
        admin.act("main", "Check access");
        assertThat(admin.dialog("Access of main")).containsText("Accepted");
        admin.dialog("Access of main").getByText("Close").last().click();
        assertThat(admin.page().locator("td.status")).containsText("Verified");
    }

    @Test
    void aModelOfBedrockTakesThePriceOfTheListAndAnotherOneWhileItIsADraft() {
        admin.open("/models/edit?provider=bedrock&model=amazon.nova-lite-v1:0");
        Locator price = admin.page().locator("[id='edit:price']");
        admin.field("Name").fill(name);
        admin.field("Connection name").fill("");
        assertThat(price).containsText("0.06 USD in, 0.24 USD out");
        assertThat(admin.field(TAKES_PRICE)).isChecked();
        admin.field("Model id").fill("arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0");
        admin.field("Model id").press("Tab");
        assertThat(price).containsText("0.8 USD in, 3.2 USD out");

        admin.button("Save as draft").click();
        assertThat(admin.page().locator(".notices")).containsText("Its price is that of the list.");
        assertThat(inputPrices()).containsExactly("0.8");
        admin.field("Model id").fill("amazon.nova-micro-v1:0");
        admin.button("Save as draft").click();
        await().untilAsserted(() -> assertThat(inputPrices()).containsExactly("0.035"));

        admin.field(TAKES_PRICE).uncheck();
        admin.button("Save as draft").click();
        assertThat(admin.page().locator(".notices")).containsText("It has no price any more.");
        assertThat(inputPrices()).isEmpty();
        admin.field("Model id").fill("amazon.unknown-v1:0");
        admin.field("Model id").press("Tab");
        assertThat(price).containsText("unknown");
    }

    private List<String> inputPrices() {
        return prices(name).stream()
                .map(price -> price.getJsonNumber("input")
                        .bigDecimalValue()
                        .stripTrailingZeros()
                        .toPlainString())
                .toList();
    }

    @Test
    void theSecondOfTwoWhoEditAModelSeesBothVersions() {
        String id = product.add(product.definition("contested"));
        ConsoleTour other = ConsoleTour.of(server, Product.ADMIN);
        admin.open("/models/edit?id=" + id);
        other.open("/models/edit?id=" + id);

        other.field("Provider's model name").fill("theirs");
        other.button("Save as draft").click();
        assertThat(other.page().locator(".notices")).containsText("is saved");
        admin.field("Provider's model name").fill("mine");
        admin.button("Save as draft").click();

        Locator conflict = admin.page().locator(".conflict");
        assertThat(conflict).containsText("saved another version");
        assertThat(conflict).containsText("theirs");
        assertThat(conflict).containsText("mine");
        admin.screenshot("conflict");
        admin.button("Save mine over it, as a draft").click();
        assertThat(admin.page().locator(".notices")).containsText("is saved");
        assertThat(conflict).hasCount(0);
        other.endWithoutComplaints();
    }

    @Test
    void theHistoryComparesRevisionsAndRestoresOne() {
        String id = product.add(product.definition("history"));
        admin.open("/models/edit?id=" + id);
        admin.field("Provider's model name").fill("sandbox-2");
        admin.button("Confirm").click();
        admin.page().waitForURL("**/models/connections**");

        admin.link("History").click();
        Locator row = admin.page().locator(".difference tbody tr");
        assertThat(row).containsText("Provider's model name");
        assertThat(row.locator(".before")).hasText("sandbox-1");
        assertThat(row.locator(".after")).hasText("sandbox-2");
        admin.screenshot("history");

        admin.button("Restore revision 1").click();
        admin.page().locator(".ui-confirm-dialog:visible").getByText("Yes").click();
        admin.page().waitForURL("**/models/edit**");
        assertThat(admin.field("Provider's model name")).hasValue("sandbox-1");
        assertThat(admin.page().locator(".notices")).containsText("revision 1");
    }

    private String idInAddress() {
        return admin.page().url().replaceAll(".*[?&]id=([^&]+).*", "$1");
    }
}
