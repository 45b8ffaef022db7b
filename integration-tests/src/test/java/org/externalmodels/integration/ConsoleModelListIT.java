package org.externalmodels.integration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import jakarta.json.Json;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The list of models, and what leads away from it. */
class ConsoleModelListIT extends SignedInConsole {

    @Test
    void theListHasItsColumnsAndAModelLeadsToItsConnections() {
        Definition definition = product.definition("listed");
        product.add(definition);
        admin.open("/models/list?search=" + definition.name());

        Locator heads = admin.page().locator(".table thead th");
        assertThat(heads).containsText(new String[] {
            "Model name", "Type", "Source", "Status", "Inferencing", "Connections", "Added on", "Actions"
        });
        assertThat(admin.page().locator(".table tbody tr td"))
                .containsText(new String[] {definition.name(), "API", "Custom", "Active", "", "1"});
        admin.link(definition.name()).click();

        admin.page().waitForURL("**/models/connections**");
        assertThat(heads).containsText(new String[] {
            "Connection name", "Added by", "Added on", "Last used", "Status", "Inferencing", "Actions"
        });
        assertThat(admin.page().locator(".table tbody tr td"))
                .containsText(new String[] {Definition.CONNECTION, Product.ADMIN, "", "never", "Active"});
    }

    @Test
    void addedOnSaysWhenAModelWasUpdatedAndWhenItWasAdded() {
        Definition definition = product.definition("changed");
        String id = product.add(definition);
        admin.open("/models/list?search=" + definition.name());
        String added = admin.page().locator("td.time span").textContent();
        assertThat(admin.page().locator("td.time")).not().containsText("updated");

        product.administrator()
                .patch(
                        "/api/v1/models/" + id,
                        Json.createObjectBuilder()
                                .add("providerModel", "sandbox-2")
                                .build());
        admin.page().reload();

        assertThat(admin.page().locator("td.time span"))
                .hasAttribute("title", Pattern.compile("Updated .*, by " + Product.ADMIN));
        assertThat(admin.page().locator("td.time small")).hasText("updated; added " + added);
    }

    @Test
    void aModelIsDeletedByItsNameOnly() {
        Definition definition = product.definition("deleted");
        product.add(definition);
        admin.open("/models/list?search=" + definition.name());
        admin.act(definition.name(), "Delete");
        Locator dialog = admin.dialog("Delete " + definition.name());
        dialog.getByRole(AriaRole.TEXTBOX).fill("another");
        dialog.getByText("Delete the model").click();
        assertThat(dialog).containsText("This is not the name of the model.");

        dialog.getByRole(AriaRole.TEXTBOX).fill(definition.name());
        dialog.getByText("Delete the model").click();
        assertThat(admin.page().locator(".notices")).containsText(definition.name() + " is deleted");
        assertThat(product.administrator()
                        .get("/api/v1/models?search=" + definition.name())
                        .json()
                        .getJsonArray("items"))
                .isEmpty();
    }

    @Test
    void aViewerSeesModelsAndMayChangeNothing() {
        Definition definition = product.definition("viewed");
        String id = product.add(definition);
        ConsoleTour viewer = ConsoleTour.of(server, "vera");

        viewer.open("/models/list?search=" + definition.name());
        assertThat(viewer.link(definition.name())).isVisible();
        assertThat(viewer.button("Add a model")).hasCount(0);
        assertThat(viewer.page().getByRole(AriaRole.SWITCH)).isDisabled();
        viewer.open("/models/history?id=" + id);
        assertThat(viewer.page().locator("main")).containsText("There is one revision");
        assertThat(viewer.button("Restore revision 1")).hasCount(0);
        viewer.endWithoutComplaints();
    }

    @Test
    void whatPeopleWriteIsShownAsTheyWroteIt() {
        String markup = "<img src=x onerror=alert(1)>" + UUID.randomUUID();
        String id = product.add(Json.createObjectBuilder(
                        product.definition("escaped").json())
                .add("name", markup)
                .add(
                        "headers",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("name", "X-Markup")
                                        .add("value", "<script>alert(1)</script>")
                                        .add("secret", false)))
                .build());
        for (String page : new String[] {"connections", "view", "history", "edit"}) {
            admin.open("/models/" + page + "?id=" + id);
            assertThat(admin.page().locator("h1")).hasText(markup);
            assertThat(admin.page().locator("main img")).hasCount(0);
            assertThat(admin.page()
                            .locator("main script:not([src])")
                            .allTextContents()
                            .toString())
                    .doesNotContain("alert(1)");
        }
    }
}
