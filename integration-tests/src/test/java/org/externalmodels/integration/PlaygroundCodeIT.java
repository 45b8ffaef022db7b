package org.externalmodels.integration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.externalmodels.integration.server.HttpCalls.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code that the playground shows for what is on its screen. */
class PlaygroundCodeIT extends OpenPlayground {

    @TempDir
    private Path classes;

    private Definition definition;

    @BeforeEach
    void open() {
        definition = product.definition("code");
    }

    private void add(String... features) {
        product.add(Json.createObjectBuilder(definition.json())
                .add("features", Json.createArrayBuilder(List.of(features)))
                .build());
        playground.choose(1, definition.name());
        playground.prompt().fill("Tell me about {{claim}}");
        playground.tour().field("claim").fill("hail");
    }

    @Test
    void theCodeForWhatIsOnTheScreenDoesWhatTheScreenDoes() {
        add("streaming");
        playground.tour().field("Max tokens").fill("64");
        playground.column(1).getByLabel("Connection").selectOption(Definition.CONNECTION);
        playground.tab("Use it from");

        assertThat(code("Java"))
                .contains("models.getConnection(\"" + definition.name() + "\", \"main\")")
                .contains(".user(\"Tell me about hail\")")
                .contains(".withTemperature(1)")
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
    void aSchemaIsPartOfTheCodeOnlyForAModelThatTakesOne() {
        add("streaming");
        playground.unfold("Response format");
        playground.tour().field("JSON after a schema").check();
        playground.tab("Use it from");

        assertThat(playground.page().locator("#pane-code"))
                .containsText(definition.name() + " has no structured response");
        assertThat(code("Java")).doesNotContain("responseFormat");
        assertThat(code("CCI")).doesNotContain("responseSchema");
        assertThat(code("curl")).contains("Tell me about hail").doesNotContain("response_format");

        definition = product.definition("code");
        add("streaming", "structured-response");
        assertThat(playground.page().locator("#code-java")).containsText(definition.name());
        assertThat(playground.page().locator("#pane-code")).not().containsText("has no structured response");
        assertThat(code("Java")).contains(".responseFormat(ResponseFormat.jsonSchema(");
        assertThat(code("CCI")).contains("input.put(\"responseSchema\", ");
        assertThat(code("curl")).contains("response_format");
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
        assertThat(code("curl")).contains("\"variables\": {", "\"id\": 3000000000");
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
}
