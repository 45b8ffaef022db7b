package org.externalmodels.integration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The Enter key in a field of the console: it saves, or goes on, and never does what another button is for. */
class ConsoleEnterIT extends SignedInConsole {

    private final String name = "entered-" + UUID.randomUUID();

    private Locator notices() {
        return admin.page().locator(".notices");
    }

    @Test
    void makesAKeyAndThenSavesItInsteadOfReplacingIt() {
        admin.open("/keys/edit");
        admin.field("Application").fill(name);
        admin.field("Application").press("Enter");
        assertThat(admin.page().locator("#made")).isVisible();

        admin.field("Application").fill(name + "-renamed");
        admin.field("Application").press("Enter");

        assertThat(notices()).containsText("is changed");
        assertThat(admin.page().locator(".ui-confirm-dialog")).isHidden();
    }

    @Test
    void savesAModelAsADraftAndAddsNoRow() {
        admin.open("/models/edit");
        admin.field("Name").fill(name);
        admin.field("Name").press("Enter");

        assertThat(notices()).containsText("The draft of " + name + " is saved");
        assertThat(admin.page().locator(".headers")).hasCount(0);
    }

    @Test
    void savesAModelOfBedrockWithoutAskingForItsRole() {
        admin.open("/models/edit?provider=bedrock&model=amazon.nova-lite-v1:0");
        admin.field("Name").fill(name);
        admin.field("Connection name").fill("");
        admin.field("Name").press("Enter");

        assertThat(notices()).containsText("The draft of " + name + " is saved");
    }

    @Test
    void overwritesNothingThatSomebodyElseSaved() {
        String id = product.add(product.definition("contested"));
        ConsoleTour other = ConsoleTour.of(server, Product.ADMIN);
        admin.open("/models/edit?id=" + id);
        other.open("/models/edit?id=" + id);
        other.field("Provider's model name").fill("theirs");
        other.field("Provider's model name").press("Enter");
        assertThat(other.page().locator(".notices")).containsText("is saved");

        admin.field("Provider's model name").fill("mine");
        admin.field("Provider's model name").press("Enter");
        assertThat(admin.page().locator(".conflict")).containsText("theirs");
        admin.field("Provider's model name").fill("mine again");
        admin.field("Provider's model name").press("Enter");

        assertThat(admin.page().locator(".conflict")).containsText("mine again");
        other.open("/models/edit?id=" + id);
        assertThat(other.field("Provider's model name")).hasValue("theirs");
        other.endWithoutComplaints();
    }

    @Test
    void takesTheModelThatIsTypedAndAsksNobodyForAList() {
        admin.open("/models/easy?provider=openai");
        admin.page().getByLabel("Search").press("Enter");
        admin.field("Another model").fill("gpt-of-tomorrow");
        admin.field("Another model").press("Enter");

        assertThat(admin.heading("gpt-of-tomorrow of OpenAI")).isVisible();
        admin.field("API key").fill("sk-tomorrow");
        admin.field("Model name").press("Enter");
        assertThat(admin.heading("Is this right?")).isVisible();
        assertThat(notices().textContent()).doesNotContain("lists");
    }

    @Test
    void savesEveryOtherFormWithTheButtonThatIsForIt() {
        admin.open("/profiles/edit");
        admin.field("Type").selectOption("OAUTH2_CLIENT_CREDENTIALS");
        admin.field("Client id").fill("console");
        admin.field("Client id").press("Enter");
        assertThat(admin.page().locator("#problems")).containsText("Token endpoint is required");
        assertThat(admin.page().locator(".token-fields")).hasCount(0);

        admin.open("/limits/edit?budget=false");
        admin.field("Name").fill(name);
        admin.field("Name").press("Enter");
        assertThat(admin.page().locator("#problems")).containsText("Amount");

        admin.open("/billing/price");
        admin.page().locator("[id='price:currency']").press("Enter");
        assertThat(admin.page().locator("#problems")).isVisible();
    }
}
