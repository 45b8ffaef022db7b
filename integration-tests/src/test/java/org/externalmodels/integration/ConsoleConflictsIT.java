package org.externalmodels.integration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import jakarta.json.Json;
import org.externalmodels.integration.server.ApplicationServer;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two administrators who change the same thing: the second sees what the first made of it, and chooses. */
class ConsoleConflictsIT {

    private static ApplicationServer server;

    private Product product;
    private ConsoleTour first;
    private ConsoleTour second;

    @BeforeAll
    static void start() {
        server = QuickStart.server();
    }

    @BeforeEach
    void signIn() {
        product = new Product(server);
        first = ConsoleTour.of(server, Product.ADMIN);
        second = ConsoleTour.of(server, Product.ADMIN);
    }

    @AfterEach
    void theBrowserHasNothingToComplainAbout() {
        first.endWithoutComplaints();
        second.endWithoutComplaints();
    }

    @Test
    void ofALimit() {
        Definition definition = product.definition("limited");
        product.add(definition);
        String id = new CallRules(product, definition.name())
                .limit("requests-per-minute", 100)
                .getString("id");
        String address = "/limits/edit?budget=false&id=" + id;

        meetAt(address, "edit:amount", "edit:save", "200", "300", "is saved");

        first.open(address);
        assertThat(field(first, "edit:amount")).hasValue("300");
    }

    @Test
    void ofAKey() {
        String address = "/keys/edit?id=" + product.addKey("*").getString("id");

        meetAt(address, "key:models", "key:save", "theirs", "mine", "is changed");

        first.open(address);
        assertThat(field(first, "key:models")).hasValue("mine");
    }

    @Test
    void ofAPrice() {
        Definition definition = product.definition("priced");
        product.add(definition);
        String id = new CallRules(product, definition.name()).price("1").getString("id");
        String address = "/billing/price?id=" + id;

        meetAt(address, "price:rate:0:value", "price:save", "2", "3", "is saved");

        first.open(address);
        assertThat(field(first, "price:rate:0:value")).hasValue("3");
    }

    @Test
    void ofASetting() {
        String address = "/settings/usage";
        product.administrator()
                .patch(
                        "/api/v1/settings/retention",
                        Json.createObjectBuilder().add("days", 4_000).build());

        meetAt(address, "ages:days", "ages:save", "4001", "4002", "is saved");

        first.open(address);
        assertThat(field(first, "ages:days")).hasValue("4002");
    }

    @Test
    void ofAConnection() {
        String address = "/models/connections?id=" + product.add(product.definition("shared"));
        first.open(address);
        second.open(address);
        first.act("main", "Edit credentials and share");
        second.act("main", "Edit credentials and share");
        // Dialogs take the focus a moment after they are there.
        assertThat(field(first, "connectionForm:key")).isFocused();
        assertThat(field(second, "connectionForm:key")).isFocused();
        field(first, "connectionForm:weight").fill("2");
        field(first, "connectionForm:save").click();
        assertThat(first.page().locator(".notices")).containsText("main is changed");

        field(second, "connectionForm:priority").fill("3");
        field(second, "connectionForm:key").fill(Definition.key("sk-mine"));
        field(second, "connectionForm:priority").press("Enter");

        Locator conflict = second.page().locator(".conflict");
        assertThat(conflict).containsText(Product.ADMIN + " saved another version at");
        assertThat(conflict.locator("tbody tr")).hasCount(3);
        assertThat(conflict.locator("tbody tr").filter(having("Priority")).locator("td"))
                .hasText(new String[] {"0", "3"});
        assertThat(conflict.locator("tbody tr").filter(having("Weight")).locator("td"))
                .hasText(new String[] {"2", "1"});
        second.button("Save mine over it").click();
        assertThat(second.page().locator(".notices")).containsText("main is changed");
        assertThat(second.page().locator("td.name")).containsText("Priority 3, weight 1");
    }

    @Test
    void ofAKeyThatIsReplaced() {
        String address = "/models/connections?id=" + product.add(product.definition("shared"));
        first.open(address);
        second.open(address);
        first.act("main", "Edit credentials and share");
        second.act("main", "Rotate the key");
        field(first, "connectionForm:weight").fill("2");
        field(first, "connectionForm:save").click();
        assertThat(first.page().locator(".notices")).containsText("main is changed");

        field(second, "connectionForm:key").fill(Definition.key("sk-mine"));
        field(second, "connectionForm:save").click();

        assertThat(second.dialog("Rotate the key of main")).containsText(Product.ADMIN + " changed this connection at");
        second.button("Replace the key all the same").click();
        assertThat(second.page().locator(".notices")).containsText("The provider took the new key of main");
        assertThat(second.page().locator("td.name")).containsText("weight 2");
    }

    @Test
    void whoeverDeletesWhatSomebodyChangedMeanwhileIsLedToItsNewVersion() {
        Definition definition = product.definition("deleted");
        String id = product.add(definition);
        first.open("/models/connections?id=" + id);
        product.administrator()
                .patch(
                        "/api/v1/models/" + id,
                        Json.createObjectBuilder()
                                .add("providerModel", "sandbox-2")
                                .build());
        Locator dialog = first.dialog("Delete " + definition.name());
        delete(definition.name(), dialog);
        assertThat(dialog.locator(".problem")).containsText("was changed by somebody else");

        dialog.getByText("Load the page again").click();
        delete(definition.name(), dialog);
        assertThat(first.page().locator(".notices")).containsText(definition.name() + " is deleted");
    }

    private void delete(String model, Locator dialog) {
        first.page().locator("summary[aria-label^='More actions']").click();
        first.page()
                .locator("details[open] .menu-items")
                .getByText("Delete", new Locator.GetByTextOptions().setExact(true))
                .click();
        dialog.getByRole(AriaRole.TEXTBOX).fill(model);
        dialog.getByText("Delete the model").click();
    }

    private static Locator.FilterOptions having(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    /** Both open it, one saves, and so does the other. */
    private void meetAt(String address, String field, String save, String theirs, String mine, String done) {
        first.open(address);
        second.open(address);
        type(first, field, theirs);
        field(first, save).click();
        assertThat(first.page().locator(".notices")).containsText(done);

        type(second, field, mine);
        field(second, save).click();

        Locator conflict = second.page().locator(".conflict");
        assertThat(conflict).containsText("saved another version");
        Locator row = conflict.locator("tbody tr");
        assertThat(row).hasCount(1);
        assertThat(row.locator("td").nth(0)).hasText(theirs);
        assertThat(row.locator("td").nth(1)).hasText(mine);
        second.button("Save mine over it").click();
        assertThat(second.page().locator(".notices")).containsText(done);
        assertThat(conflict).hasCount(0);
    }

    private static void type(ConsoleTour tour, String field, String text) {
        if (field.equals("key:models")) {
            tour.page().getByLabel("These models").check();
        }
        field(tour, field).fill(text);
    }

    private static Locator field(ConsoleTour tour, String id) {
        return tour.page().locator("[id='" + id + "']");
    }
}
