package org.externalmodels.integration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes with a prompt on the playground: the form of its answer, and its versions. */
class PlaygroundDetailsIT extends OpenPlayground {

    private Definition definition;

    @BeforeEach
    void open() {
        definition = product.definition("details");
    }

    private void add(String... features) {
        JsonArrayBuilder enabled = Json.createArrayBuilder().add("streaming");
        List.of(features).forEach(enabled::add);
        product.add(Json.createObjectBuilder(definition.json())
                .add("features", enabled)
                .build());
        playground.choose(1, definition.name());
        playground.prompt().fill("Tell me about {{claim}}");
        playground.tour().field("claim").fill("hail");
    }

    @Test
    void aSchemaIsPutTogetherOfEveryTypeAndKeptTo() {
        add("structured-response");
        playground.unfold("Response format");
        playground.tour().field("JSON after a schema").check();
        Locator builder = playground.page().locator("#play-schema");
        Locator names = builder.getByLabel("Field name");
        assertThat(names.first().boundingBox().width).isGreaterThan(80);
        names.first().fill("");
        assertThat(builder).containsText("A field of the schema has no name");
        names.first().fill("text");
        for (String type : List.of("Number", "Integer", "Boolean", "Enum", "Array", "anyOf", "Object")) {
            builder.getByText("Add a field").last().click();
            // The newest field is the last of the outer level, before any that is inside of it.
            builder.getByLabel("Field name").last().fill("an" + type);
            builder.getByLabel("Type").last().selectOption(type);
        }
        builder.getByLabel("Values of anEnum").fill("red, green");
        assertThat(builder).containsText("anyOf has no part");
        builder.getByText("Add an alternative").click();
        assertThat(builder).containsText("Object has no part");
        builder.getByText("Add a field").first().click();
        builder.getByLabel("Field name").last().fill("inside");

        assertThat(builder.locator("#play-schema-problem")).hasText("");
        playground.button("Run").click();

        assertThat(playground.column(1)).containsText("The model keeps to the schema");
        JsonObject answer = object(playground.answer(1).textContent());
        assertThat(answer.keySet())
                .containsExactlyInAnyOrder(
                        "text", "anNumber", "anInteger", "anBoolean", "anEnum", "anArray", "ananyOf", "anObject");
        assertThat(answer.getString("anEnum")).isEqualTo("red");
        assertThat(answer.getJsonObject("anObject").get("inside")).isInstanceOf(JsonString.class);
        assertThat(answer.get("anArray").getValueType().name()).isEqualTo("ARRAY");

        builder.getByText("Edit as JSON").click();
        builder.getByLabel("JSON schema").fill("{");
        playground.button("Run").click();
        assertThat(playground.problem()).containsText("The schema is not JSON");
    }

    @Test
    void aModelWithoutStructuredResponseAnswersInPlainTextAndThatIsSaid() {
        add();
        playground.unfold("Response format");
        playground.tour().field("JSON after a schema").check();

        playground.button("Run").click();

        assertThat(playground.column(1)).containsText("Plain text: structured response is not enabled for this model");
        assertThat(playground.answer(1)).hasText("echo: Tell me about hail");
    }

    @Test
    void aModelThatWasDeletedMeanwhileIsSaidNotToBeThere() {
        String id = product.add(definition);
        playground.choose(1, definition.name());
        assertThat(playground.column(1).getByLabel("Connection")).containsText(Definition.CONNECTION);
        assertThat(product.administrator()
                        .send("DELETE", "/api/v1/models/" + id, null, Map.of("If-Match", "*"))
                        .status())
                .isEqualTo(204);

        playground.open();

        Locator unfound = playground.column(1).getByText("There is no such model");
        assertThat(unfound).isVisible();
        Definition another = product.definition("another");
        product.add(another);
        playground.choose(1, another.name());
        assertThat(playground.column(1).getByLabel("Connection")).containsText(Definition.CONNECTION);
        assertThat(unfound).hasCount(0);
    }

    @Test
    void aSavedPromptOpensInTheVersionThatIsChosenForAll() {
        add();
        Locator prompt = playground.prompt();
        String name = "prompt of " + definition.name();
        prompt.fill("first");
        playground.save(name);
        prompt.fill("second");
        playground.save(name);
        prompt.fill("something else");

        playground.button("Saved prompts").click();
        open(playground.saved(name));
        assertThat(prompt).hasValue("first");

        playground.button("Saved prompts").click();
        playground.saved(name).getByText("Versions").click();
        Locator second = playground.saved("Version 2");
        second.getByText("Open this first").click();
        assertThat(second).containsText("Opens first");
        playground.button("Close").click();
        prompt.fill("something else");
        playground.button("Saved prompts").click();
        open(playground.saved(name));
        assertThat(prompt).hasValue("second");

        playground.button("Saved prompts").click();
        Locator saved = playground.saved(name);
        saved.getByText("Delete", exactly()).click();
        saved.getByText("Delete all 2 versions").click();
        assertThat(saved).hasCount(0);
        playground.button("Close").click();
    }

    private static void open(Locator saved) {
        saved.getByText("Open", exactly()).click();
    }

    private static Locator.GetByTextOptions exactly() {
        return new Locator.GetByTextOptions().setExact(true);
    }

    private static JsonObject object(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
