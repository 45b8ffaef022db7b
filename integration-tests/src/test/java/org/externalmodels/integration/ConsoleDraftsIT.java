package org.externalmodels.integration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.APIRequestContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** What was typed when the session ended, the server lost the page or the page was left, is there again, and nothing secret with it. */
class ConsoleDraftsIT extends SignedInConsole {

    private final String name = "lost-" + UUID.randomUUID();

    private Locator exactly(String label) {
        return admin.page().getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    private void loseTheSessionAt(String button) {
        admin.page().context().clearCookies();
        admin.button(button).click();
        admin.page().waitForURL(Pattern.compile(".*/sign-in.*"));
        admin.signInAgain(Product.ADMIN);
        assertThat(admin.page().locator("#restored")).isVisible();
    }

    @Test
    void ofAKey() {
        admin.open("/keys/edit");
        exactly("Application").fill(name);
        exactly("These models").check();
        admin.page().getByLabel("One in each line").fill("claims-gpt");

        loseTheSessionAt("Make the key");

        assertThat(exactly("Application")).hasValue(name);
        assertThat(admin.page().getByLabel("One in each line")).hasValue("claims-gpt");
        admin.button("Make the key").click();
        assertThat(admin.page().locator("#made")).isVisible();
    }

    @Test
    void ofAPageThatWasLeftAndIsGoneBackTo() {
        admin.open("/models/edit");
        exactly("Name").fill(name);
        exactly("Endpoint URL").fill("https://models.example/v1");
        admin.page()
                .getByRole(AriaRole.NAVIGATION)
                .getByText("Traces", new Locator.GetByTextOptions().setExact(true))
                .click();
        admin.page().waitForURL("**/traces/list**");

        admin.page().goBack();

        assertThat(admin.page().locator("#restored")).containsText("You had left this page without saving it");
        assertThat(exactly("Name")).hasValue(name);
        assertThat(exactly("Endpoint URL")).hasValue("https://models.example/v1");
    }

    @Test
    void ofAPageWhoseBeansAreLostWhileItIsOpen() {
        admin.open("/keys/edit");
        exactly("Application").fill(name);
        exactly("These models").check();
        admin.page().getByLabel("One in each line").fill("claims-gpt");

        loseTheBeans();
        admin.button("Make the key").click();

        assertThat(admin.page().locator("#reopened span")).isVisible();
        assertThat(admin.page().locator("#restored")).isHidden();
        assertThat(admin.page().locator("#made")).hasCount(0);
        assertThat(exactly("Application")).hasValue(name);
        assertThat(admin.page().getByLabel("One in each line")).hasValue("claims-gpt");
        admin.button("Make the key").click();
        assertThat(admin.page().locator("#made")).isVisible();
        assertThat(admin.page().locator("#key")).containsText("Replace the key");
    }

    @Test
    void ofSuchAPageWhereNothingWasTypedItIsSaidThatNothingWasDone() {
        admin.open("/limits/edit");

        loseTheBeans();
        admin.button("Add the limit").click();

        assertThat(admin.page().locator("#reopened")).isVisible();
        assertThat(admin.page().locator("#reopened span")).isHidden();
        assertThat(admin.page().locator("#problems")).hasCount(0);
        admin.button("Add the limit").click();
        assertThat(admin.page().locator("#problems")).isVisible();
    }

    @Test
    void noPageIsLostByAFileThatComesFromIt() {
        admin.open("/settings/exchange");
        exactly("Document").fill("format: unknown");
        admin.page().waitForDownload(() -> admin.link("Without secrets").click());

        admin.button("Show the difference").click();

        assertThat(admin.page().locator("#import")).containsText("must be external-models/1");
        assertThat(admin.page().locator("#reopened")).isHidden();
        assertThat(exactly("Document")).hasValue("format: unknown");
    }

    /** What a page that is left sends takes the beans that it names, here those of the page that stays. */
    private void loseTheBeans() {
        String stays = found(
                "OmniFaces\\.Unload\\.init\\('([0-9a-f-]{36})'\\)", admin.page().content());
        String address = server.uri("/keys/edit").toString();
        APIRequestContext browser = admin.page().request();
        String leaves = found(
                "name=\"jakarta.faces.ViewState\"[^>]* value=\"([^\"]+)\"",
                browser.get(address).text());
        FormData sent = FormData.create()
                .set("omnifaces.event", "unload")
                .set("id", stays)
                .set("jakarta.faces.ViewState", leaves);
        Assertions.assertThat(browser.post(address, RequestOptions.create().setForm(sent))
                        .ok())
                .isTrue();
    }

    private static String found(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        Assertions.assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }

    @Test
    void ofAModelWithATemplate() {
        String body = "{\n  \"input\": \"{{prompt}}\",\n  \"tone\": \"{{tone}}\"\n}";
        admin.open("/models/edit");
        exactly("Name").fill(name);
        exactly("Endpoint URL").fill(server.uri("/sandbox/any/echo").toString());
        exactly("Request format").selectOption("TEMPLATE");
        exactly("Name of variable 1").waitFor();
        admin.button("Add a variable").click();
        exactly("Name of variable 2").fill("tone");
        admin.button("Add a header").click();
        exactly("Name of header 1").fill("X-Team");
        exactly("Value of header 1").fill("claims");
        Locator editor = admin.page().locator(".template-editor .ace_text-input");
        editor.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
        admin.page().locator(".template-editor").click();
        admin.page().keyboard().insertText(body);
        exactly("Output path").fill("text");
        exactly("API key").fill("sk-not-kept");

        loseTheSessionAt("Save as draft");

        assertThat(exactly("Name")).hasValue(name);
        assertThat(exactly("Request format")).hasValue("TEMPLATE");
        assertThat(exactly("Name of variable 2")).hasValue("tone");
        assertThat(exactly("Name of header 1")).hasValue("X-Team");
        assertThat(exactly("Value of header 1")).hasValue("claims");
        assertThat(admin.page().locator("[id='edit:body']")).hasValue(body);
        assertThat(admin.page().locator(".template-editor")).containsText("\"tone\"");
        assertThat(exactly("Output path")).hasValue("text");
        assertThat(exactly("API key")).hasValue("");
        admin.button("Save as draft").click();
        assertThat(admin.page().locator(".notices")).containsText("The draft of " + name + " is saved");
    }

    @Test
    void ofAConnectionThatIsAddedInADialog() {
        Product product = new Product(server);
        admin.open("/models/connections?id=" + product.add(product.definition("connected")));
        admin.button("Add a connection").click();
        Locator dialog = admin.dialog("Add a connection");
        // It takes the focus a moment after it is there.
        assertThat(dialog.getByLabel("Connection name")).isFocused();
        dialog.getByLabel("Connection name").fill("spare");
        dialog.getByLabel("API key").fill("sk-not-kept");
        dialog.getByLabel("Base URL").fill("https://spare.example/v1");
        dialog.getByLabel("Weight").fill("7");

        loseTheSessionAt("Add the connection");

        assertThat(dialog.getByLabel("Connection name")).hasValue("spare");
        assertThat(dialog.getByLabel("Base URL")).hasValue("https://spare.example/v1");
        assertThat(dialog.getByLabel("Weight")).hasValue("7");
        assertThat(dialog.getByLabel("API key")).hasValue("");
    }

    @Test
    void ofAConnectionThatIsChangedInADialogAndNotOfOneThatIsClosed() {
        Product product = new Product(server);
        String address = "/models/connections?id=" + product.add(product.definition("reopened"));
        admin.open(address);
        admin.act("main", "Edit credentials");
        Locator dialog = admin.dialog("Edit main");
        dialog.getByLabel("Priority").fill("4");

        loseTheSessionAt("Save");

        assertThat(dialog.getByLabel("Priority")).hasValue("4");
        assertThat(dialog.getByLabel("Weight")).hasValue("1");
        admin.page().locator(".edit-connection").getByText("Cancel").click();
        assertThat(dialog).isHidden();
        admin.page().context().clearCookies();
        admin.open(address);
        admin.signInAgain(Product.ADMIN);
        assertThat(admin.button("Add a connection")).isVisible();
        assertThat(admin.page().locator("#restored")).isHidden();
        assertThat(dialog).isHidden();
    }

    @Test
    void ofTheSampleValuesOfATest() {
        admin.open("/models/edit");
        exactly("Name").fill(name);
        admin.button("Test with sample input").click();
        Locator dialog = admin.dialog("Sample input");
        // A dialog that opens takes what is typed to its first field.
        assertThat(dialog.locator("textarea").first()).isFocused();
        dialog.getByLabel("System prompt").fill("Be brief.");

        loseTheSessionAt("Save and test");

        assertThat(dialog.getByLabel("System prompt")).hasValue("Be brief.");
        assertThat(exactly("Name")).hasValue(name);
    }

    @Test
    void ofAnEasyModelThatIsLookedOverBeforeItIsAdded() {
        admin.open("/models/easy?provider=openai&model=gpt-4.1");
        exactly("Model name").fill(name);
        exactly("Connection name").fill("first");
        exactly("API key").fill("sk-first");
        admin.button("Continue").click();
        assertThat(admin.heading("Is this right?")).isVisible();

        loseTheSessionAt("Save as draft");

        assertThat(exactly("Model name")).hasValue(name);
        assertThat(exactly("Connection name")).hasValue("first");
    }

    @Test
    void ofALimit() {
        admin.open("/limits/edit?budget=true");
        exactly("Name").fill(name);
        exactly("Amount").fill("12.50");

        loseTheSessionAt("Add the budget");

        assertThat(exactly("Name")).hasValue(name);
        assertThat(exactly("Amount")).hasValue("12.50");
    }

    @Test
    void ofAProfileOfTheChosenType() {
        admin.open("/profiles/edit");
        exactly("Name").fill(name);
        exactly("Type").selectOption("OAUTH2_CLIENT_CREDENTIALS");
        exactly("Client id").fill("console");

        loseTheSessionAt("Add the profile");

        assertThat(exactly("Name")).hasValue(name);
        assertThat(exactly("Client id")).hasValue("console");
    }
}
