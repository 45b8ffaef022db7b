package org.externalmodels.integration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import jakarta.json.Json;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Authorization profiles in the console, down to the sign-in at the other side. */
class ConsoleProfilesIT extends SignedInConsole {

    private final String name = "profile-" + UUID.randomUUID();

    @Test
    void whoSaysYesAtTheOtherSideComesBackToAConfiguredProfile() {
        add("OAuth 2 authorization code", true);
        assertThat(admin.page().locator("main")).containsText("Not configured");

        admin.button("Sign in").click();
        admin.page().waitForURL("**/sandbox/oauth/authorize**");
        admin.link("Deny").click();
        assertThat(admin.page().locator(".notices")).containsText("The owner of the account said no");
        assertThat(admin.page().locator("main")).containsText("Not configured");

        admin.button("Sign in").click();
        admin.page().waitForURL("**/sandbox/oauth/authorize**");
        admin.link("Allow").click();
        assertThat(admin.page().locator(".notices"))
                .containsText("The authorization profile " + name + " is configured");
        assertThat(admin.page().locator(".page-head")).containsText("Configured");

        admin.button("Test the profile").click();
        assertThat(admin.page().locator(".result")).containsText("OK");
        assertThat(admin.page().locator(".result")).containsText("Authorization: Bearer ••••••");
        admin.screenshot("profile");
    }

    @Test
    void allThatIsMissingIsToldBesideItsField() {
        admin.open("/profiles/edit");
        admin.field("Name").fill(name);
        admin.field("Type").selectOption("OAUTH2_CLIENT_CREDENTIALS");
        admin.field("Client id").waitFor();
        admin.button("Add the profile").click();

        Locator problems = admin.page().locator("#problems");
        assertThat(problems).containsText("Token endpoint is required");
        assertThat(problems).containsText("Client id is required");
        assertThat(admin.page().locator("#at-tokenEndpoint .problem")).containsText("Token endpoint is required");
        assertThat(admin.field("Client id")).hasAttribute("aria-invalid", "true");
    }

    @Test
    void aProfileStaysWhileAModelUsesItAndGoesByItsName() {
        add("Bearer token", false);
        String address = admin.page().url();
        Definition definition = product.definition("profiled");
        String model = product.add(Json.createObjectBuilder(definition.json())
                .add("authorizationProfile", name)
                .build());

        admin.page().reload();
        assertThat(admin.link(definition.name())).isVisible();
        assertThat(admin.button("Delete")).isDisabled();

        product.administrator().send("DELETE", "/api/v1/models/" + model, null, Map.of("If-Match", "*"));
        admin.page().navigate(address);
        admin.button("Delete").click();
        Locator dialog = admin.dialog("Delete " + name);
        dialog.getByRole(AriaRole.TEXTBOX).fill("something else");
        dialog.getByText("Delete the profile").click();
        assertThat(dialog).containsText("This is not the name of the profile.");
        dialog.getByRole(AriaRole.TEXTBOX).fill(name);
        dialog.getByText("Delete the profile").click();
        assertThat(admin.page().locator(".notices")).containsText(name + " is deleted");
    }

    @Test
    void aModelFindsItsProfileByAPartOfTheName() {
        add("Bearer token", false);
        String model = product.add(product.definition("finds"));
        admin.open("/models/edit?id=" + model);
        Locator field = admin.page().locator("[id='edit:profile']");
        field.pressSequentially(name.substring(1).toUpperCase(Locale.ROOT));
        Locator suggested = admin.page().locator("#profile-names option");
        assertThat(suggested).hasCount(1);
        assertThat(suggested).hasAttribute("value", name);

        field.fill(name);
        admin.button("Save as draft").click();
        assertThat(admin.page().locator(".notices")).containsText("is saved");
        admin.open("/models/edit?id=" + model);
        assertThat(field).hasValue(name);
    }

    @Test
    void theSecondOfTwoWhoEditSeesBothVersions() {
        add("Basic (user and password)", false);
        admin.link("Edit").click();
        String address = admin.page().url();
        ConsoleTour other = ConsoleTour.of(server, Product.ADMIN);
        other.page().navigate(address);

        other.field("User name").fill("theirs");
        other.button("Save").click();
        other.page().waitForURL("**/profiles/view**");
        admin.field("User name").fill("mine");
        admin.button("Save").click();

        Locator conflict = admin.page().locator(".conflict");
        assertThat(conflict).containsText("saved another version");
        assertThat(conflict.locator("tr").filter(new Locator.FilterOptions().setHasText("User name")))
                .containsText("theirs");
        assertThat(conflict).containsText("mine");
        admin.button("Save mine over it").click();
        admin.page().waitForURL("**/profiles/view**");
        assertThat(admin.page().locator(".facts").first()).containsText("mine");
        other.endWithoutComplaints();
    }

    @Test
    void aViewerReadsAProfileAndMayChangeNothing() {
        add("Bearer token", false);
        String address = admin.page().url();
        ConsoleTour viewer = ConsoleTour.of(server, "vera");

        viewer.page().navigate(address);

        assertThat(viewer.heading(name)).isVisible();
        assertThat(viewer.link("Edit")).hasCount(0);
        assertThat(viewer.button("Test the profile")).hasCount(0);
        assertThat(viewer.button("Delete")).hasCount(0);
        viewer.endWithoutComplaints();
    }

    private void add(String type, boolean oauth) {
        admin.open("/profiles/edit");
        admin.field("Name").fill(name);
        admin.field("Type").selectOption(new SelectOption().setLabel(type));
        if (oauth) {
            admin.field("Token endpoint")
                    .fill(server.uri("/sandbox/oauth/token").toString());
            admin.field("Authorization endpoint")
                    .fill(server.uri("/sandbox/oauth/authorize").toString());
            admin.field("Client id").fill("console");
            admin.page().getByLabel("Client secret").fill("secret");
        } else if (type.startsWith("Basic")) {
            admin.field("User name").fill("first");
            admin.field("Password").fill("secret");
        } else {
            admin.field("Token").fill(Definition.key("token"));
        }
        admin.button("Add the profile").click();
        admin.page().waitForURL("**/profiles/view**");
    }
}
