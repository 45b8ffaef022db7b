package org.externalmodels.integration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.externalmodels.integration.PlantedMarkup.MARKUP;

import com.microsoft.playwright.Locator;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import org.externalmodels.integration.server.HttpCalls.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Markup and expressions that people write in any field: the console shows them as they were typed. */
class ConsoleMarkupIT extends SignedInConsole {

    private static final String REDACTION = "/api/v1/settings/redaction";

    private PlantedMarkup planted;

    @BeforeEach
    void plant() {
        planted = new PlantedMarkup(product);
    }

    @Test
    void staysTextOnEveryPage() {
        String call = planted.call();
        planted.revise();
        for (String address : planted.pages()) {
            admin.open(address);
            admin.awaitParts();
            assertText(address);
        }

        admin.open("/models/history?id=" + planted.model());
        assertThat(admin.page().locator(".difference .after")).hasText(MARKUP + MARKUP);
        admin.open("/traces/call?id=" + call);
        assertThat(admin.page().locator("body")).containsText("echo: " + MARKUP);
        assertText("the call");
    }

    @Test
    void staysTextInASetting() {
        JsonArray before = product.administrator().get(REDACTION).json().getJsonArray("fields");
        redact(Json.createArrayBuilder().add(MARKUP).build());

        admin.open("/settings/usage");

        assertThat(admin.page().locator("[id='redaction:fields']")).hasValue(MARKUP);
        assertText("the settings");
        redact(before);
    }

    private void redact(JsonArray fields) {
        JsonObject body = Json.createObjectBuilder().add("fields", fields).build();
        Answer answer = product.administrator().patch(REDACTION, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void staysTextInAConflict() {
        admin.open("/keys/edit?id=" + planted.key());
        Answer other = product.administrator()
                .patch(
                        "/api/v1/application-keys/" + planted.key(),
                        Json.createObjectBuilder()
                                .add("models", Json.createArrayBuilder().add(MARKUP))
                                .build());
        assertThat(other.status()).as(other.body()).isEqualTo(200);

        admin.page().locator("[id='key:save']").click();

        assertThat(admin.page().locator(".conflict tbody td").first()).hasText(MARKUP);
        assertText("the conflict");
    }

    @Test
    void staysTextInARefusal() {
        admin.open("/models/connections?id=" + planted.model());
        admin.button("Add a connection").click();
        Locator dialog = admin.dialog("Add a connection");
        // What is typed into the next field while the dialog takes the focus goes into its first one.
        assertThat(dialog.getByLabel("Connection name")).isFocused();
        dialog.getByLabel("Connection name").fill("spare");
        dialog.getByLabel("API key").fill(planted.apiKey());
        dialog.getByText("Add the connection").click();

        assertThat(dialog.locator(".problem")).containsText(MARKUP);
        assertText("the refusal");
    }

    @Test
    void staysTextInTheResultOfATest() {
        admin.open("/models/edit?id=" + planted.model());
        admin.button("Test with sample input").click();
        admin.page().locator(".sample-input textarea").first().fill(MARKUP);
        admin.button("Save and test").click();

        assertThat(admin.page().locator(".result pre").first()).hasText("echo: " + MARKUP);
        assertThat(admin.page().locator(".json-tree")).containsText("echo: <img src=x>");
        admin.page().getByText("Request as sent").click();
        assertThat(admin.page().locator(".result pre").last()).containsText("<img src=x>");
        assertText("the result");
    }

    private void assertText(String where) {
        assertThat(admin.page().locator("img[src=x]").count()).as(where).isZero();
        assertThat(admin.page().content()).as(where).doesNotContain(PlantedMarkup.EVALUATED);
    }
}
