package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManagementApiIT {

    private static final String MODELS = "/api/v1/models";

    private final Product product = new Product(QuickStart.server());
    private final HttpCalls admin = product.administrator();

    @Test
    void whoDoesNotSignInOrHasTheWrongPasswordIsAskedTo() {
        for (HttpCalls stranger : List.of(product.anybody(), product.anybody().as(Product.ADMIN, "wrong"))) {
            Answer answer = stranger.get(MODELS);

            assertProblem(answer, 401);
            assertThat(answer.header("WWW-Authenticate"))
                    .hasValueSatisfying(ask -> assertThat(ask).startsWith("Basic "));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET,   /api/v1/nothing,        application/json, 404",
        "GET,   /api/v1/models/nobody,  application/json, 404",
        "PUT,   /api/v1/models,         application/json, 405",
        "POST,  /api/v1/models,         text/plain,       415",
        "GET,   /api/v1/models?limit=0, application/json, 400",
        "GET,   /api/v1/models?limit=x, application/json, 400",
        "GET,   /api/v1/models?search=%00, application/json, 400",
        "GET,   /api/v1/traces?model=a%00b, application/json, 400",
        "GET,   /api/v1/traces?from=yesterday, application/json, 400",
    })
    void whatCannotBeAnsweredIsAProblem(String method, String path, String type, int status) {
        String body = method.equals("GET") ? null : "{}";

        assertProblem(admin.send(method, path, body, Map.of("Content-Type", type)), status);
    }

    @ParameterizedTest
    @CsvSource({
        "POST,  models",
        "PATCH, MODEL",
        "PATCH, MODEL/draft",
        "POST,  MODEL/test",
        "PUT,   MODEL/inferencing",
        "POST,  MODEL/connections",
        "PATCH, CONNECTION",
        "PUT,   CONNECTION/inferencing",
        "POST,  CONNECTION/rotate",
        "POST,  providers/openai/check",
        "POST,  providers/openai/models/refresh",
        "POST,  authorization-profiles",
        "POST,  application-keys",
        "POST,  prices",
        "POST,  billing/rerate",
        "POST,  audit-log/verify",
        "PATCH, settings/retention",
        "PATCH, settings/redaction"
    })
    void anUnknownFieldIsRefusedByName(String method, String address) {
        String path = "/api/v1/" + address;
        if (address.startsWith("MODEL") || address.startsWith("CONNECTION")) {
            String model = MODELS + "/" + product.add(product.definition("fields"));
            path = address.startsWith("MODEL")
                    ? address.replace("MODEL", model)
                    : address.replace("CONNECTION", model + "/connections/" + connection(model));
        }

        Answer answer = send(method, path, "{\"nonsense\": 1}", "*");

        assertProblem(answer, 400);
        assertThat(problem(answer).getString("field")).isEqualTo("nonsense");
    }

    @Test
    void malformedJsonIsRefusedWithItsPlace() {
        Answer answer = post("{\n  \"name\": oops\n}");

        assertProblem(answer, 400);
        assertThat(problem(answer).getInt("line")).isEqualTo(2);
        assertThat(problem(answer).getInt("column")).isPositive();
    }

    @Test
    void jsonThatNobodyMeansIsRefused() {
        assertProblem(post("{\"name\": " + "[".repeat(1_500) + "]".repeat(1_500) + "}"), 400);
        assertProblem(post("{\"name\": \"x\", \"timeouts\": {\"total\": 1e99999999999}}"), 400);
        assertProblem(post("{\"name\": \"x\", \"timeouts\": {\"total\": 1e999999999}}"), 400);
        assertProblem(post("{\"name\": \"a\\u0000b\"}"), 400);
    }

    @Test
    void aWriteThatDoesNotSayItsVersionIsRefused() {
        String model = MODELS + "/" + product.add(product.definition("versioned"));

        for (String path : List.of(model, model + "/connections/" + connection(model))) {
            assertProblem(send("PATCH", path, "{}", null), 428);
            assertProblem(send("DELETE", path, null, null), 428);
        }
    }

    @Test
    void ofTwoEditsOfAModelTheSecondIsAConflict() {
        String model = MODELS + "/" + product.add(product.definition("versioned"));
        String seen = etag(model);

        assertThat(send("PATCH", model, "{\"providerModel\": \"first\"}", seen).status())
                .isEqualTo(200);
        Answer second = send("PATCH", model, "{\"providerModel\": \"second\"}", seen);

        assertConflict(second, seen, etag(model));
        assertThat(admin.get(model).json().getJsonObject("draft").getString("providerModel"))
                .isEqualTo("first");
        assertConflict(send("DELETE", model, null, seen), seen, etag(model));
    }

    @Test
    void ofTwoNewKeysOfAConnectionTheSecondIsAConflict() {
        String model = MODELS + "/" + product.add(product.definition("versioned"));
        String connection = model + "/connections/" + connection(model);
        String seen = etag(connection);

        assertThat(send("PATCH", connection, "{\"apiKey\": \"sk-first\"}", seen).status())
                .isEqualTo(200);
        Answer second = send("PATCH", connection, "{\"apiKey\": \"sk-second\"}", seen);

        assertConflict(second, seen, etag(connection));
    }

    @Test
    void whatIsOnlyShownIsNotPassedOver() {
        String model = MODELS + "/" + product.add(product.definition("shown"));

        Answer answer = send("PATCH", model, "{\"inferencing\": false}", "*");
        assertProblem(answer, 422);
        assertThat(problem(answer).getString("field")).isEqualTo("inferencing");

        String shown = admin.get(model).body();
        assertThat(send("PATCH", model, shown, etag(model)).status()).isEqualTo(200);
    }

    @Test
    void aKeyThatAnotherConnectionHasIsRefusedWithItsName() {
        Definition definition = product.definition("keys");
        String connections = MODELS + "/" + product.add(definition) + "/connections";

        Answer answer =
                send("POST", connections, "{\"name\": \"second\", \"apiKey\": \"" + definition.apiKey() + "\"}", null);

        assertProblem(answer, 409);
        assertThat(answer.body()).contains(Definition.CONNECTION).doesNotContain(definition.apiKey());
    }

    @Test
    void aNameIsTakenWithoutRegardToCase() {
        Definition definition = product.definition("name");
        product.add(definition);

        Answer answer = post("{\"name\": \"" + definition.name().toUpperCase(Locale.ROOT) + "\"}");

        assertProblem(answer, 409);
        assertThat(answer.body()).contains(definition.name());
    }

    @Test
    void aListComesInPartsWithoutGapOrRepetition() {
        String word = "paged-" + UUID.randomUUID();
        List<String> names = IntStream.range(0, 5).mapToObj(i -> word + "-" + i).toList();
        names.forEach(name ->
                assertThat(post("{\"name\": \"" + name + "\"}").status()).isEqualTo(201));

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
        answers.add(post(body));
        String model = MODELS + "/" + answers.get(0).json().getString("id");
        String connection = model + "/connections/" + connection(model);

        answers.add(admin.get(model));
        answers.add(admin.get(MODELS + "?search=" + definition.name()));
        answers.add(admin.get(model + "/connections"));
        answers.add(admin.get(connection));
        answers.add(send("PATCH", model, "{\"providerModel\": \"sandbox-2\"}", "*"));
        answers.add(send("PATCH", connection, "{\"apiKey\": \"" + key + "\"}", "*"));
        answers.add(send("PUT", connection + "/inferencing", "{\"enabled\": true}", "*"));
        answers.add(send("POST", model + "/test", "{\"values\": {\"prompt\": \"hello\"}}", null));
        answers.add(send("POST", model + "/confirm", null, "*"));
        answers.add(send("POST", model + "/copy", null, null));
        answers.add(post(body));
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
        String id = post(body).json().getString("id");

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
        Answer created = post("""
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

        Answer tested = send("POST", model + "/test", "{\"values\": {\"prompt\": \"one \\\"two\\\"\"}}", null);
        assertThat(tested.status()).as(tested.body()).isEqualTo(200);
        assertThat(tested.json().getString("output")).isEqualTo("echo: one \"two\"");
        assertThat(tested.json().getJsonObject("usage").getInt("inputTokens")).isEqualTo(2);
        assertThat(tested.json().getJsonObject("response").getInt("status")).isEqualTo(200);

        Answer confirmed =
                send("POST", model + "/confirm", null, created.header("ETag").orElseThrow());
        assertThat(confirmed.status()).as(confirmed.body()).isEqualTo(200);
        assertThat(confirmed.json().getInt("revision")).isEqualTo(1);

        JsonObject called = product.call("typed", name);
        assertThat(called.getString("text")).isEqualTo("echo: one two three");
        assertThat(called.getInt("inputTokens")).isEqualTo(3);
        assertThat(called.getInt("outputTokens")).isEqualTo(4);
    }

    @Test
    void aDraftMayLackEverythingAndConfirmTellsAllOfIt() {
        Answer created = post("{\"name\": \"half-" + UUID.randomUUID() + "\", \"structure\": \"openai-chat\"}");
        assertThat(created.status()).isEqualTo(201);

        Answer refused = send("POST", MODELS + "/" + created.json().getString("id") + "/confirm", null, "*");

        assertProblem(refused, 422);
        assertThat(refused.json().getJsonArray("problems").stream()
                        .map(JsonValue::asJsonObject)
                        .map(problem -> problem.getString("field")))
                .contains("endpoint", "providerModel", "features");
    }

    @Test
    void everyWriteOfSomethingWithAnETagSaysWhichVersionItIsFor() {
        String model = MODELS + "/" + product.add(product.definition("unseen"));
        String connection = model + "/connections/" + connection(model);
        String key = "/api/v1/application-keys/" + product.addKey("*").getString("id");
        String profile = "/api/v1/authorization-profiles/" + product.addProfile("unseen");
        String name = admin.get(model).json().getString("name");
        Answer priced = send(
                "POST", "/api/v1/prices", "{\"model\": \"" + name + "\", \"currency\": \"USD\", \"input\": 1}", null);
        assertThat(priced.status()).as(priced.body()).isEqualTo(201);
        String price = "/api/v1/prices/" + priced.json().getString("id");

        for (String[] write : new String[][] {
            {"PUT", model + "/inferencing", "{\"enabled\": false}"},
            {"POST", model + "/confirm", null},
            {"PATCH", model + "/draft", "{}"},
            {"DELETE", model + "/draft", null},
            {"POST", model + "/revisions/1/restore", null},
            {"PUT", connection + "/inferencing", "{\"enabled\": false}"},
            {"PATCH", connection, "{}"},
            {"POST", connection + "/rotate", "{\"apiKey\": \"new\"}"},
            {"DELETE", connection, null},
            {"POST", key + "/rotate", null},
            {"PATCH", key, "{}"},
            {"DELETE", key, null},
            {"PATCH", profile, "{}"},
            {"DELETE", profile, null},
            {"PATCH", price, "{}"},
            {"DELETE", price, null},
            {"PATCH", "/api/v1/settings/retention", "{}"},
            {"PATCH", "/api/v1/settings/redaction", "{}"},
        }) {
            Answer answer = send(write[0], write[1], write[2], null);
            assertProblem(answer, 428);
            assertThat(answer.json().getString("detail")).as(write[1]).contains("If-Match");
        }
    }

    @Test
    void aSecondSwitchWithTheSameVersionIsAConflict() {
        String model = MODELS + "/" + product.add(product.definition("switched"));
        String seen = etag(model);
        assertThat(send("PUT", model + "/inferencing", "{\"enabled\": false}", seen)
                        .status())
                .isEqualTo(200);

        assertConflict(send("PUT", model + "/inferencing", "{\"enabled\": true}", seen), seen, etag(model));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "models?foo=1",
                "models?Limit=1",
                "models/none?expand=all",
                "audit-log?user=ada",
                "export?secret=omit",
                "import?dryrun=true",
                "traces?modle=x",
                "billing?modle=x",
                "analytics?modle=x"
            })
    void aParameterThatAnAddressDoesNotHaveIsRefusedByName(String address) {
        String name = address.replaceAll(".*\\?(.*)=.*", "$1");

        Answer answer = send(address.startsWith("import") ? "POST" : "GET", "/api/v1/" + address, null, null);

        assertProblem(answer, 400);
        assertThat(problem(answer).getString("field")).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "models",
                "application-keys",
                "authorization-profiles",
                "prices",
                "audit-log",
                "traces",
                "providers/openai/models"
            })
    void aPlaceThatNoListToldIsRefused(String list) {
        Answer answer = admin.get("/api/v1/" + list + "?after=nonsense");

        assertProblem(answer, 400);
        assertThat(problem(answer).getString("field")).isEqualTo("after");
    }

    @Test
    void theAuditLogIsVerifiedWithoutABody() {
        Answer answer = admin.send("POST", "/api/v1/audit-log/verify", null, Map.of());

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void aPriceWithoutACurrencyNamesTheField() {
        Answer answer = send("POST", "/api/v1/prices", "{\"model\": \"none\", \"input\": 1}", null);

        assertProblem(answer, 422);
        assertThat(problem(answer).getString("field")).isEqualTo("currency");
        assertThat(answer.json().getString("detail")).startsWith("currency is required");
    }

    @Test
    void allThatIsWrongWithATemplateAndItsConnectionsIsToldAtOnce() {
        Answer answer = post("""
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

    @Test
    void nestingWithoutEndIsRefusedEverywhere() {
        String deep = "[".repeat(200) + "]".repeat(200);

        Answer document = post("{\"name\": " + deep + "}");
        Answer template = post("""
                {"name": "deep", "integration": "API", "structure": "template", "body": "{\\"a\\": %s}"}
                """.formatted(deep));
        Answer imported = admin.send(
                "POST",
                "/api/v1/import",
                "format: external-models/1\nmodels: " + deep,
                Map.of("Content-Type", "application/yaml"));

        assertProblem(document, 400);
        assertThat(document.json().getString("detail")).contains("nested more than 100 deep");
        assertProblem(template, 422);
        assertThat(problem(template).getString("field")).isEqualTo("body");
        assertThat(problem(template).getString("message")).contains("nested more than 100 deep");
        assertProblem(imported, 422);
        assertThat(imported.json().getString("detail")).contains("at most 100 levels");
    }

    private Answer post(String body) {
        return send("POST", MODELS, body, null);
    }

    private Answer send(String method, String path, String body, String ifMatch) {
        Map<String, String> headers = ifMatch == null
                ? Map.of("Content-Type", "application/json")
                : Map.of("Content-Type", "application/json", "If-Match", ifMatch);
        return admin.send(method, path, body, headers);
    }

    private String etag(String path) {
        return admin.get(path).header("ETag").orElseThrow();
    }

    private String connection(String model) {
        return admin.get(model + "/connections")
                .json()
                .getJsonArray("items")
                .getJsonObject(0)
                .getString("id");
    }

    private static void assertConflict(Answer answer, String seen, String current) {
        assertProblem(answer, 409);
        assertThat(seen).isNotEqualTo(current);
        assertThat(answer.json().getString("detail"))
                .contains("version " + current.replace("\"", ""), "not at " + seen.replace("\"", ""));
    }

    private static void assertProblem(Answer answer, int status) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        JsonObject problem = answer.json();
        assertThat(problem.getInt("status")).isEqualTo(status);
        assertThat(problem.getString("type")).isEqualTo("about:blank");
        assertThat(problem.getString("title")).isNotBlank();
        assertThat(problem.getString("detail")).isNotBlank();
    }

    private static JsonObject problem(Answer answer) {
        return answer.json().getJsonArray("problems").getJsonObject(0);
    }
}
