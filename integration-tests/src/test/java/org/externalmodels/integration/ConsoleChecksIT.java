package org.externalmodels.integration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is said of the check of a key or a role: of the one that was checked, and of none that was changed since. */
class ConsoleChecksIT extends SignedInConsole {

    private final String name = "checked-" + UUID.randomUUID();

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
    void whatCameOfACheckOfARoleIsFocusedAboveTheBar() {
        checkARole();

        Locator outcome = admin.page().locator(".check");
        assertThat(outcome).isFocused();
        BoundingBox shown = outcome.boundingBox();
        assertThat(shown.y).isGreaterThanOrEqualTo(0);
        assertThat(shown.y + shown.height)
                .isLessThanOrEqualTo(admin.page().locator(".bar").boundingBox().y);
    }

    @Test
    void aRoleThatWasChangedIsNotSaidToBeChecked() {
        checkARole();

        admin.field("IAM role ARN").fill("arn:aws:iam::123456789012:role/untrusting");
        admin.field("IAM role ARN").press("Tab");

        assertThat(admin.page().locator(".check")).hasCount(0);
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
}
