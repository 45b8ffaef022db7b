package org.externalmodels.integration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import jakarta.json.JsonObject;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Where calls go, as the console sets it, and how connections do, as it shows it. */
class ConsoleRoutingIT extends SignedInConsole {

    /** The page looks every five seconds by itself. */
    private static final ContainsTextOptions BY_ITSELF = new ContainsTextOptions().setTimeout(20_000);

    @Test
    void theShareOfAConnectionIsSetAndAWrongOneRefusedBesideItsField() {
        String id = product.add(product.definition("shared-out"));
        admin.open("/models/connections?id=" + id);
        assertThat(row()).containsText("Priority 0, weight 1");

        admin.act("main", "Edit");
        Locator dialog = admin.dialog("Edit main");
        // What is typed into the next field while the dialog takes the focus goes into its first one.
        assertThat(dialog.getByLabel("New API key")).isFocused();
        dialog.getByLabel("Weight").fill("101");
        dialog.getByText("Save").click();
        assertThat(dialog.locator("#at-weight .problem")).containsText("from 1 to 100");
        dialog.getByLabel("Weight").fill("three");
        dialog.getByText("Save").click();
        assertThat(dialog.locator("#at-weight span.problem")).containsText("three");

        dialog.getByLabel("Weight").fill("3");
        dialog.getByLabel("Priority").fill("2");
        dialog.getByText("Save").click();
        assertThat(dialog).isHidden();
        assertThat(row()).containsText("Priority 2, weight 3");
        JsonObject connection = routing(id).getJsonArray("connections").getJsonObject(0);
        assertThat(connection.getInt("weight")).isEqualTo(3);
        assertThat(connection.getInt("priority")).isEqualTo(2);
    }

    @Test
    void whoStandsInForAModelIsSetInItsFormAndNotTheModelItself() {
        Definition spare = product.definition("spare");
        product.add(spare);
        Definition definition = product.definition("stood-in-for");
        String id = product.add(definition);
        admin.open("/models/edit?id=" + id);

        admin.field("Shared out").selectOption("To the least busy, for its weight");
        admin.button("Add a fallback model").click();
        admin.page().getByLabel("Fallback model 1").fill(definition.name());
        admin.button("Confirm").click();
        assertThat(admin.page().locator("#at-routing .problem")).containsText("is the model itself");

        admin.page().getByLabel("Fallback model 1").fill(spare.name());
        admin.screenshot("routing");
        admin.button("Confirm").click();
        admin.page().waitForURL("**/models/connections**");

        admin.open("/models/view?id=" + id);
        assertThat(admin.page().locator("main")).containsText("To the least busy, for its weight");
        assertThat(admin.page().locator("main")).containsText(spare.name());
        assertThat(routing(id).getString("spread")).isEqualTo("least-busy");
        assertThat(routing(id).getJsonArray("fallbackModels").getString(0)).isEqualTo(spare.name());
    }

    @Test
    void aConnectionThatCoolsDownIsSeenWithoutLookingAgain() {
        Definition definition = product.definition("cooling").withFault("status=429;retry-after=600");
        admin.open("/models/connections?id=" + product.add(definition));
        assertThat(now()).containsText("Well");

        product.call("typed", definition.name());

        assertThat(now()).containsText("Cooling down until", BY_ITSELF);
        assertThat(now()).containsText("1 failure, RATE_LIMITED");
        admin.screenshot("cooling-down");
    }

    @Test
    void callsUnderWayAreCounted() {
        Definition definition = product.definition("busy").withFault("delay=20000");
        admin.open("/models/connections?id=" + product.add(definition));
        assertThat(now()).containsText("0 calls in flight");

        CompletableFuture<JsonObject> call =
                CompletableFuture.supplyAsync(() -> product.call("typed", definition.name()));

        assertThat(now()).containsText("1 call in flight", BY_ITSELF);
        call.join();
        assertThat(now()).containsText("0 calls in flight", BY_ITSELF);
    }

    private JsonObject routing(String id) {
        return product.administrator().get("/api/v1/models/" + id + "/routing").json();
    }

    private Locator row() {
        return admin.page().locator(".table tbody tr");
    }

    private Locator now() {
        return admin.page().locator("td.now");
    }
}
