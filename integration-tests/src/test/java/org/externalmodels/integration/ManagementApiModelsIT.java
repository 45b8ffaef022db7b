package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.externalmodels.integration.ManagementApi.MODELS;
import static org.externalmodels.integration.ManagementApi.assertProblem;
import static org.externalmodels.integration.ManagementApi.problem;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.externalmodels.integration.server.HttpCalls;
import org.externalmodels.integration.server.HttpCalls.Answer;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models through the management API: from a draft to a call, and what nobody is shown. */
class ManagementApiModelsIT {

    private final Product product = new Product(QuickStart.server());
    private final HttpCalls admin = product.administrator();
    private final ManagementApi api = new ManagementApi(product.administrator());

    @Test
    void whatIsOnlyShownIsNotPassedOver() {
        String model = MODELS + "/" + product.add(product.definition("shown"));

        Answer answer = api.send("PATCH", model, "{\"inferencing\": false}", "*");
        assertProblem(answer, 422);
        assertThat(problem(answer).getString("field")).isEqualTo("inferencing");

        String shown = admin.get(model).body();
        assertThat(api.send("PATCH", model, shown, api.etag(model)).status()).isEqualTo(200);
    }

    @Test
    void aKeyThatAnotherConnectionHasIsRefusedWithItsName() {
        Definition definition = product.definition("keys");
        String connections = MODELS + "/" + product.add(definition) + "/connections";

        Answer answer = api.send(
                "POST", connections, "{\"name\": \"second\", \"apiKey\": \"" + definition.apiKey() + "\"}", null);

        assertProblem(answer, 409);
        assertThat(answer.body()).contains(Definition.CONNECTION).doesNotContain(definition.apiKey());
    }

    @Test
    void aNameIsTakenWithoutRegardToCase() {
        Definition definition = product.definition("name");
        product.add(definition);

        Answer answer = api.post("{\"name\": \"" + definition.name().toUpperCase(Locale.ROOT) + "\"}");

        assertProblem(answer, 409);
        assertThat(answer.body()).contains(definition.name());
    }

    @Test
    void aListComesInPartsWithoutGapOrRepetition() {
        String word = "paged-" + UUID.randomUUID();
        List<String> names = IntStream.range(0, 5).mapToObj(i -> word + "-" + i).toList();
        names.forEach(name ->
                assertThat(api.post("{\"name\": \"" + name + "\"}").status()).isEqualTo(201));

        List<String> found = new ArrayList<>();
        String after = "";
        int parts = 0;
        do {
            JsonObject part =
                    admin.get(MODELS + "?limit=2&search=" + word + after).json();
            part.getJsonArray("items")
                    .forEach(item -> found.add(item.asJsonObject().getString("name")));
            after = part.isNull("next") ? null : "&after=" + part.getString("next");
            parts++;
        } while (after != null);

        assertThat(found).isEqualTo(names);
        assertThat(parts).isEqualTo(3);
    }

    @Test
    void noAnswerShowsASecret() {
        String key = Definition.key("sk-canary");
        String header = Definition.key("hush-canary");
        String secretHeader =
                "\"headers\": [{\"name\": \"X-Canary\", \"value\": \"" + header + "\", \"secret\": true}]";
        Definition definition = product.definition("masked").withApiKey(key);
        List<Answer> answers = new ArrayList<>();
        String body = definition.json().toString().replace("\"headers\":[]", secretHeader);
        answers.add(api.post(body));
        String model = MODELS + "/" + answers.get(0).json().getString("id");
        String connection = model + "/connections/" + api.connection(model);

        answers.add(admin.get(model));
        answers.add(admin.get(MODELS + "?search=" + definition.name()));
        answers.add(admin.get(model + "/connections"));
        answers.add(admin.get(connection));
        answers.add(api.send("PATCH", model, "{\"providerModel\": \"sandbox-2\"}", "*"));
        answers.add(api.send("PATCH", connection, "{\"apiKey\": \"" + key + "\"}", "*"));
        answers.add(api.send("PUT", connection + "/inferencing", "{\"enabled\": true}", "*"));
        answers.add(api.send("POST", model + "/test", "{\"values\": {\"prompt\": \"hello\"}}", null));
        answers.add(api.send("POST", model + "/confirm", null, "*"));
        answers.add(api.send("POST", model + "/copy", null, null));
        answers.add(api.post(body));
        answers.add(admin.get("/api/v1/traces"));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.body()).doesNotContain(key, header));
        assertThat(answers.subList(0, answers.size() - 2))
                .allSatisfy(
                        answer -> assertThat(answer.status()).as(answer.body()).isBetween(200, 201));
        assertThat(admin.get(model)
                        .json()
                        .getJsonArray("headers")
                        .getJsonObject(0)
                        .getString("value"))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://mine.example/v1", "http://localhost:1/"})
    void anEditorCannotSendASecretHeaderToAHostOfOnesOwn(String elsewhere) {
        String body = product.definition("headers")
                .json()
                .toString()
                .replace("\"headers\":[]", "\"headers\":[{\"name\":\"X-Secret\",\"value\":\"hush\",\"secret\":true}]");
        String id = api.post(body).json().getString("id");

        Answer answer = product.user("edith")
                .send(
                        "POST",
                        MODELS + "/" + id + "/connections",
                        "{\"name\": \"mine\", \"baseUrl\": \"" + elsewhere + "\"}",
                        Map.of("Content-Type", "application/json"));

        assertProblem(answer, 422);
        assertThat(answer.body()).contains("X-Secret");
    }

    @Test
    void aTemplateIsDraftedTestedConfirmedAndCalled() {
        String name = "template-" + UUID.randomUUID();
        Answer created = api.post("""
                {"name": "%s", "integration": "API", "endpoint": "%s", "structure": "template",
                 "variables": [{"name": "prompt", "displayName": "Prompt", "type": "string", "required": true}],
                 "body": "{\\"input\\": {\\"text\\": \\"{{prompt}}\\"}}",
                 "paths": {"output": "result.outputs[0].text", "inputTokens": "$.meta.usage.in", "outputTokens": "meta.usage.out"},
                 "connections": [{"name": "main", "apiKey": "sk-template"}]}
                """.formatted(name, product.sandbox().resolve("/sandbox/any/complete")));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.json().getString("status")).isEqualTo("DRAFT");
        String model = MODELS + "/" + created.json().getString("id");
        assertThat(product.call("typed", name).getString("code")).isEqualTo("MODEL_NOT_ACTIVE");

        Answer tested = api.send("POST", model + "/test", "{\"values\": {\"prompt\": \"one \\\"two\\\"\"}}", null);
        assertThat(tested.status()).as(tested.body()).isEqualTo(200);
        assertThat(tested.json().getString("output")).isEqualTo("echo: one \"two\"");
        assertThat(tested.json().getJsonObject("usage").getInt("inputTokens")).isEqualTo(2);
        assertThat(tested.json().getJsonObject("response").getInt("status")).isEqualTo(200);

        Answer confirmed = api.send(
                "POST", model + "/confirm", null, created.header("ETag").orElseThrow());
        assertThat(confirmed.status()).as(confirmed.body()).isEqualTo(200);
        assertThat(confirmed.json().getInt("revision")).isEqualTo(1);

        JsonObject called = product.call("typed", name);
        assertThat(called.getString("text")).isEqualTo("echo: one two three");
        assertThat(called.getInt("inputTokens")).isEqualTo(3);
        assertThat(called.getInt("outputTokens")).isEqualTo(4);
    }

    @Test
    void aDraftMayLackEverythingAndConfirmTellsAllOfIt() {
        Answer created = api.post("{\"name\": \"half-" + UUID.randomUUID() + "\", \"structure\": \"openai-chat\"}");
        assertThat(created.status()).isEqualTo(201);

        Answer refused = api.send("POST", MODELS + "/" + created.json().getString("id") + "/confirm", null, "*");

        assertProblem(refused, 422);
        assertThat(refused.json().getJsonArray("problems").stream()
                        .map(JsonValue::asJsonObject)
                        .map(problem -> problem.getString("field")))
                .contains("endpoint", "providerModel", "features");
    }

    @Test
    void allThatIsWrongWithATemplateAndItsConnectionsIsToldAtOnce() {
        Answer answer = api.post("""
                {"name": "", "integration": "API", "endpoint": "ftp://nowhere", "structure": "template",
                 "variables": [{"name": "prompt", "type": "string", "required": true}],
                 "body": "{\\"a\\": \\"{{x}}\\",\\n \\"b\\": {{y}},\\n \\"c\\" 1}",
                 "paths": {"output": "$..a..b", "inputTokens": "["},
                 "connections": [{"name": "", "apiKey": "k", "weight": 0}], "status": "ACTIVE"}
                """);

        assertProblem(answer, 422);
        assertThat(answer.json().getJsonArray("problems").getValuesAs(JsonObject.class))
                .extracting(each -> each.getString("field")
                        + (each.isNull("line") ? "" : " " + each.getInt("line") + ":" + each.getInt("column")))
                .contains(
                        "name",
                        "endpoint",
                        "body 1:8",
                        "body 2:7",
                        "body 3:5",
                        "paths.output 1:5",
                        "paths.inputTokens 1:1",
                        "connections[0].name",
                        "connections[0].weight");
    }
}
