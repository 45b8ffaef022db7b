package org.externalmodels.integration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.externalmodels.integration.server.ApplicationServer;
import org.externalmodels.integration.server.HttpCalls.Answer;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes with a prompt on the playground: the form of its answer, its versions, and the code that sends it. */
class PlaygroundDetailsIT {

    private static ApplicationServer server;

    @TempDir
    private Path classes;

    private Product product;
    private PlaygroundPage playground;
    private Definition definition;

    @BeforeAll
    static void start() {
        server = QuickStart.server();
    }

    @BeforeEach
    void open() {
        product = new Product(server);
        definition = product.definition("details");
        playground = PlaygroundPage.of(server, Product.ADMIN);
    }

    @AfterEach
    void theBrowserHasNothingToComplainAbout() {
        playground.tour().endWithoutComplaints();
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

    @Test
    void theCodeForWhatIsOnTheScreenDoesWhatTheScreenDoes() {
        add();
        playground.tour().field("Max tokens").fill("64");
        playground.column(1).getByLabel("Connection").selectOption(Definition.CONNECTION);
        playground.tab("Use it from");

        assertThat(code("Java"))
                .contains("models.getConnection(\"" + definition.name() + "\", \"main\")")
                .contains(".user(\"Tell me about hail\")")
                .contains(".withMaxTokens(64)");
        assertThat(code("CCI"))
                .contains("input.put(\"model\", \"" + definition.name() + "\");")
                .contains("input.put(\"connection\", \"main\");")
                .contains("input.put(\"prompt\", \"Tell me about hail\");");
        Locator copy = playground.page().locator("[data-copies=code-java]");
        copy.click();
        assertThat(copy).hasText(Pattern.compile("Copied|Press Ctrl\\+C"));
        String curl = code("curl");
        assertThat(curl).startsWith("curl " + server.uri("/v1/chat/completions"));
        String body = curl.substring(curl.indexOf("-d '") + 4, curl.length() - 1);
        Answer answer = product.anybody()
                .send(
                        "POST",
                        "/v1/chat/completions",
                        body,
                        Map.of(
                                "Content-Type",
                                "application/json",
                                "Authorization",
                                "Bearer " + product.addKey("*").getString("key")));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("echo: Tell me about hail");
    }

    @Test
    void theCodeForStructuredVariablesCompilesAndHasThem() throws IOException {
        String model = "structured-" + definition.name();
        product.add(structured(model));
        playground.choose(1, model);
        playground
                .tour()
                .field("claim")
                .fill("{\"id\": 3000000000, \"tags\": [\"hail\", null], \"by\": {\"name\": null}}");
        playground.tour().field("scores").fill("[1, 0.5, {\"deep\": true}]");
        playground.tab("Use it from");

        String java = code("Java");
        assertThat(java)
                .contains("List.of(1, 0.5, Map.of(\"deep\", true))")
                .contains("3000000000L")
                .contains("Arrays.asList(\"hail\", null)");
        compile("Typed", "org.externalmodels.inference", java);
        String records = code("CCI");
        assertThat(records).contains("createIndexedRecord").doesNotContain("Map.of");
        compile("Records", "jakarta.resource.cci", records);
    }

    private static JsonObject structured(String name) {
        return Json.createObjectBuilder()
                .add("name", name)
                .add("integration", "API")
                .add("structure", "template")
                .add(
                        "variables",
                        Json.createArrayBuilder()
                                .add(variable("claim", "object"))
                                .add(variable("scores", "array")))
                .add("body", "{\"claim\": {{claim}}, \"scores\": {{scores}}}")
                .add("status", "DRAFT")
                .build();
    }

    private static JsonObject variable(String name, String type) {
        return Json.createObjectBuilder()
                .add("name", name)
                .add("type", type)
                .add("required", true)
                .build();
    }

    /** Puts code into a class, with what an application imports. */
    private void compile(String className, String api, String code) throws IOException {
        String source =
                "import jakarta.annotation.Resource; import jakarta.resource.ResourceException; import java.util.*; import "
                        + api + ".*; class " + className + " {" + code + "}";
        Path file = Files.writeString(classes.resolve(className + ".java"), source);
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        complaints,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString(),
                        file.toString());
        assertThat(result).as(complaints + "\n" + code).isZero();
    }

    private String code(String title) {
        return playground
                .page()
                .getByRole(
                        AriaRole.REGION,
                        new Page.GetByRoleOptions().setName(title).setExact(true))
                .locator("pre")
                .textContent();
    }

    private static JsonObject object(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
