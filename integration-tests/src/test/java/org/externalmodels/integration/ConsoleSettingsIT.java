package org.externalmodels.integration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import jakarta.json.Json;
import org.externalmodels.integration.server.HttpCalls.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long usage is kept, and what is taken out of it, as the console sets it. */
class ConsoleSettingsIT extends SignedInConsole {

    private static final String RETENTION = "/api/v1/settings/retention";

    @BeforeEach
    void open() {
        Answer kept = product.administrator()
                .patch(
                        RETENTION,
                        Json.createObjectBuilder()
                                .add("bodies", 30)
                                .add("days", 4_000)
                                .build());
        assertThat(kept.status()).as(kept.body()).isEqualTo(200);
        admin.open("/settings/usage");
    }

    @Test
    void areKeptAndRefusedWithAReason() {
        field("ages:bodies").fill("soon");
        field("ages:save").click();
        assertThat(admin.page().locator("#at-bodies")).containsText("Bodies of calls must be a whole number of days");
        field("ages:bodies").fill("31");
        field("ages:save").click();
        assertThat(notices()).containsText("How long usage is kept is saved.");
        admin.page().reload();
        assertThat(field("ages:bodies")).hasValue("31");

        field("redaction:patterns").fill("[a-");
        field("redaction:save").click();
        assertThat(admin.page().locator("#at-patterns")).containsText("no regular expression");
    }

    @Test
    void letUsageGoEarlierOnlyAfterAQuestion() {
        Locator question = admin.dialog("Delete what is older?");
        field("ages:days").fill("3999");
        field("ages:days").press("Enter");
        assertThat(question).containsText("Sums per day before 20");
        assertThat(question).not().containsText("Traces");
        question.getByText("Cancel").click();
        assertThat(question).isHidden();
        assertThat(daysKept()).isEqualTo(4_000);

        field("ages:days").press("Enter");
        question.getByText("Save and delete").click();
        assertThat(notices()).containsText("How long usage is kept is saved.");
        assertThat(question).isHidden();
        assertThat(daysKept()).isEqualTo(3_999);
    }

    private int daysKept() {
        return product.administrator().get(RETENTION).json().getInt("days");
    }

    private Locator notices() {
        return admin.page().locator(".notices");
    }

    private Locator field(String id) {
        return admin.page().locator("[id='" + id + "']");
    }
}
