package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.externalmodels.integration.ManagementApi.MODELS;
import static org.externalmodels.integration.ManagementApi.assertProblem;
import static org.externalmodels.integration.ManagementApi.problem;

import java.util.List;
import java.util.Map;
import org.externalmodels.integration.server.HttpCalls;
import org.externalmodels.integration.server.HttpCalls.Answer;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the management API refuses, and how it says so. */
class ManagementApiIT {

    private final Product product = new Product(QuickStart.server());
    private final HttpCalls admin = product.administrator();
    private final ManagementApi api = new ManagementApi(product.administrator());

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
        "POST,  billing/recount",
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
                    : address.replace("CONNECTION", model + "/connections/" + api.connection(model));
        }

        Answer answer = api.send(method, path, "{\"nonsense\": 1}", "*");

        assertProblem(answer, 400);
        assertThat(problem(answer).getString("field")).isEqualTo("nonsense");
    }

    @Test
    void malformedJsonIsRefusedWithItsPlace() {
        Answer answer = api.post("{\n  \"name\": oops\n}");

        assertProblem(answer, 400);
        assertThat(problem(answer).getInt("line")).isEqualTo(2);
        assertThat(problem(answer).getInt("column")).isPositive();
    }

    @Test
    void jsonThatNobodyMeansIsRefused() {
        assertProblem(api.post("{\"name\": " + "[".repeat(1_500) + "]".repeat(1_500) + "}"), 400);
        assertProblem(api.post("{\"name\": \"x\", \"timeouts\": {\"total\": 1e99999999999}}"), 400);
        assertProblem(api.post("{\"name\": \"x\", \"timeouts\": {\"total\": 1e999999999}}"), 400);
        assertProblem(api.post("{\"name\": \"a\\u0000b\"}"), 400);
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

        Answer answer = api.send(address.startsWith("import") ? "POST" : "GET", "/api/v1/" + address, null, null);

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "audit-log?from=%2B999999999-01-01T00:00:00Z",
                "audit-log?after=%2B1000000000-12-31T23:59:59Z_1",
                "traces?to=%2B10000-01-01T00:00:00Z",
                "traces?after=%2B1000000000-12-31T23:59:59Z_1",
                "billing?from=-0001-01-01T00:00:00Z",
                "analytics?to=%2B999999999-01-01T00:00:00Z"
            })
    void aTimeThatNoDatabaseHoldsIsRefusedByName(String address) {
        Answer answer = admin.get("/api/v1/" + address);

        assertProblem(answer, 400);
        assertThat(problem(answer).getString("field")).isEqualTo(address.replaceAll(".*\\?(.*)=.*", "$1"));
    }

    @Test
    void theAuditLogIsVerifiedWithoutABody() {
        Answer answer = admin.send("POST", "/api/v1/audit-log/verify", null, Map.of());

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void aPriceWithoutACurrencyNamesTheField() {
        Answer answer = api.send("POST", "/api/v1/prices", "{\"model\": \"none\", \"input\": 1}", null);

        assertProblem(answer, 422);
        assertThat(problem(answer).getString("field")).isEqualTo("currency");
        assertThat(answer.json().getString("detail")).startsWith("currency is required");
    }

    @Test
    void nestingWithoutEndIsRefusedEverywhere() {
        String deep = "[".repeat(200) + "]".repeat(200);

        Answer document = api.post("{\"name\": " + deep + "}");
        Answer template = api.post("""
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
}
