package org.externalmodels.integration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The connections of a model in the console. */
class ConsoleConnectionsIT extends SignedInConsole {

    private Definition definition;
    private String model;

    @BeforeEach
    void open() {
        definition = product.definition("connections");
        model = product.add(definition);
        admin.open("/models/connections?id=" + model);
    }

    @Test
    void aKeyIsVerifiedAndRotatedWhileTheOldOneServes() {
        assertThat(status()).containsText("Unverified");
        admin.act("main", "Verify");
        assertThat(admin.page().locator(".notices")).containsText("The provider takes the credentials of main");
        assertThat(status()).containsText("Verified");

        admin.act("main", "Rotate the key");
        Locator dialog = admin.dialog("Rotate the key of main");
        dialog.getByLabel("New API key").fill("sk-wrong");
        dialog.getByText("Try it and replace the old one").click();
        assertThat(dialog.locator(".problem")).containsText("keeps the old one");
        product.call("typed", definition.name());

        dialog.getByLabel("New API key").fill(Definition.key("sk-rotated"));
        dialog.getByText("Try it and replace the old one").click();
        assertThat(dialog).isHidden();
        assertThat(admin.page().locator(".notices")).containsText("The provider took the new key of main");
        assertThat(status()).containsText("Verified");
    }

    @Test
    void aKeyThatAnotherConnectionHasIsRefusedByItsName() {
        admin.button("Add a connection").click();
        Locator dialog = admin.dialog("Add a connection");
        dialog.getByLabel("Connection name").fill("spare");
        dialog.getByLabel("API key").fill(definition.apiKey());
        dialog.getByText("Add the connection").click();
        assertThat(dialog.locator(".problem")).containsText("main");

        dialog.getByLabel("API key").fill(Definition.key("sk-spare"));
        dialog.getByText("Add the connection").click();
        assertThat(dialog).isHidden();
        assertThat(admin.page().locator(".table tbody tr")).hasCount(2);
        admin.screenshot("connections");
    }

    @Test
    void onlyAKeyThatThereIsCanBeRotated() {
        admin.button("Add a connection").click();
        Locator adding = admin.dialog("Add a connection");
        assertThat(adding).not().containsText("Another host needs the key again");
        adding.getByLabel("Connection name").fill("open");
        adding.getByText("Add the connection").click();
        assertThat(adding).isHidden();

        admin.act("open", "Edit credentials");
        Locator dialog = admin.dialog("Edit open");
        assertThat(dialog).containsText("Empty if the endpoint needs none");
        assertThat(dialog).not().containsText("rotate");
        assertThat(dialog).not().containsText("Another host needs the key again");
        dialog.getByText("Cancel").click();
        admin.act("main", "Edit credentials");
        assertThat(admin.dialog("Edit main")).containsText("to be sure first, rotate it");
        assertThat(admin.dialog("Edit main")).containsText("Another host needs the key again");
    }

    @Test
    void callsOfTheLastDaysAreSeenAtAGlance() {
        assertThat(admin.page().locator(".table")).containsText("none");
        product.call("typed", definition.name());
        await().until(() -> !product.traces(definition.name()).isEmpty());

        admin.page().reload();

        assertThat(admin.page().locator("svg.spark"))
                .hasAttribute("aria-label", "1 attempt in the last 30 days, 0 failed");
    }

    @Test
    void whatCanBeDoneIsInSightHoweverNarrowThePageIs() {
        for (int width : new int[] {1280, 768}) {
            admin.page().setViewportSize(width, 800);
            assertThat(admin.page().locator("summary[aria-label='Actions for main']"))
                    .isInViewport();
        }
        admin.act("main", "Verify");
        assertThat(status()).containsText("Verified");
    }

    @Test
    void theLastConnectionIsDeletedByItsNameAndTheModelStays() {
        admin.act("main", "Delete");
        Locator dialog = admin.dialog("Delete main");
        dialog.getByRole(AriaRole.TEXTBOX).fill("main");
        dialog.getByText("Delete the connection").click();

        assertThat(admin.page().locator("main")).containsText(definition.name() + " has no connection");
        assertThat(admin.page().locator("main")).containsText("NO_ACTIVE_CONNECTION");
    }

    @Test
    void anEditorAddsAndSwitchesButDoesNotDelete() {
        ConsoleTour editor = ConsoleTour.of(server, "edith");
        editor.open("/models/connections?id=" + model);

        editor.page().getByRole(AriaRole.SWITCH).click();
        assertThat(editor.page().locator(".notices")).containsText("Inferencing of main is off");
        editor.page().locator("summary[aria-label='Actions for main']").click();
        assertThat(editor.page().locator("details[open] .menu-items")).containsText("Verify");
        assertThat(editor.page().locator("details[open] .menu-items")).not().containsText("Delete");
        editor.endWithoutComplaints();
    }

    private Locator status() {
        return admin.page().locator("td.status");
    }
}
