package org.externalmodels.integration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import jakarta.json.Json;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Models on the playground that take less than a conversation does: they draw, write down what was said, or have a template. */
class PlaygroundModalitiesIT extends OpenPlayground {

    private String added(String providerModel, String modality) {
        Definition definition = product.definition(modality);
        product.add(Json.createObjectBuilder(definition.json())
                .add("endpoint", product.uri("/sandbox/openai/v1").toString())
                .add("providerModel", providerModel)
                .add("modalities", Json.createArrayBuilder().add(modality))
                .build());
        return definition.name();
    }

    @Test
    void aModelThatDrawsIsSentNothingThatNobodyTyped() {
        playground.choose(1, added("sandbox-image-1", "text-to-image"));
        playground.prompt().fill("a house");

        playground.button("Run").click();

        assertThat(playground.column(1)).containsText("Complete");
        assertThat(playground.answer(1).locator("img"))
                .hasAttribute("src", Pattern.compile("data:image/png;base64,.+"));
        playground.tab("Use it from");
        assertThat(playground.page().locator("#code-java")).containsText("a house");
        assertThat(playground.page().locator("#pane-code"))
                .not()
                .containsText(Pattern.compile("temperature|topP|top_p|maxTokens|max_tokens", Pattern.CASE_INSENSITIVE));

        playground.tab("Answers");
        playground.tour().field("Top-p").fill("0.5");
        playground.button("Run").click();
        assertThat(playground.column(1)).containsText("an image takes no topP");
    }

    @Test
    void aModelThatWritesDownRecordingsIsSentNothingThatNobodyTyped() {
        playground.choose(1, added("sandbox-transcribe-1", "audio-to-text"));
        playground.button("Run").click();
        assertThat(playground.tour().field("Files"))
                .hasAccessibleDescription("Attach a file: the model takes no text alone.");
        playground.choose("#play-files", "claim.wav", "audio/wav", new byte[2_000]);
        assertThat(playground.page().locator("#play-attached")).containsText("claim.wav");

        playground.button("Run").click();

        assertThat(playground.answer(1)).hasText("echo: [audio/wav 2000 bytes]");
        playground.tour().field("Max tokens").fill("9");
        playground.button("Run").click();
        assertThat(playground.column(1)).containsText("a transcription takes no maxTokens");
    }

    @Test
    void aTemplateIsSentNoDefaultThatItHasNoPlaceFor() {
        String model = "template-" + product.definition("x").name();
        product.add(Json.createObjectBuilder()
                .add("name", model)
                .add("integration", "API")
                .add("endpoint", product.uri("/sandbox/any/complete").toString())
                .add("structure", "template")
                .add(
                        "variables",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("name", "prompt")
                                        .add("type", "string")
                                        .add("required", true)))
                .add("body", "{\"input\": {\"text\": \"{{prompt}}\"}}")
                .add("paths", Json.createObjectBuilder().add("output", "result.outputs[0].text"))
                .add(
                        "connections",
                        Json.createArrayBuilder().add(Json.createObjectBuilder().add("name", Definition.CONNECTION)))
                .add("status", "ACTIVE")
                .build());
        playground.choose(1, model);
        playground.prompt().fill("hail");

        playground.button("Run").click();

        assertThat(playground.answer(1)).hasText("echo: hail");
        playground.tour().field("Temperature").fill("0.5");
        playground.button("Run").click();
        assertThat(playground.column(1)).containsText("no place for the parameter temperature");
    }

    @Test
    void anImageThatIsElsewhereIsALinkToIt() {
        playground
                .page()
                .route(
                        "**/playground/data/calls",
                        route -> route.fulfill(
                                new Route.FulfillOptions()
                                        .setBody(
                                                PlaygroundPage.answer(
                                                        "",
                                                        "{\"uri\":\"https://cdn.example/a.png?of=us\"},{\"uri\":\"javascript:alert(1)\"}"))));
        playground.choose(1, "draws");
        playground.prompt().fill("a house");

        playground.button("Run").click();

        Locator links = playground.answer(1).locator("a");
        assertThat(links).hasText(new String[] {"Image, at cdn.example"});
        assertThat(links.first()).hasAttribute("href", "https://cdn.example/a.png?of=us");
        assertThat(links.first()).hasAttribute("rel", "noreferrer");
        assertThat(playground.answer(1)).containsText("Image, at javascript:alert(1)");
        assertThat(playground.answer(1).locator("img")).hasCount(0);
    }
}
