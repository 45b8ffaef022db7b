package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.externalmodels.integration.server.HttpCalls.Answer;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.Test;

/** Easy integration, the audit log, export and import, on a server. */
class CatalogueIT {

    private final Product product = new Product(QuickStart.server());

    @Test
    void aProviderAModelAndAKeyAreEnoughToCallIt() {
        String name = "easy-" + UUID.randomUUID();

        Answer added = post("models", easy(name, "ACTIVE"));

        assertThat(added.status()).as(added.body()).isEqualTo(201);
        assertThat(added.json().getString("source")).isEqualTo("OpenAI");
        assertThat(added.json().getString("structure")).isEqualTo("openai-chat");
        assertThat(product.call("typed", name).toString()).contains("one two three");
    }

    @Test
    void theSandboxAnswersForEveryProvider() {
        Map<String, String> bases = Map.of(
                "openai", "/sandbox/openai/v1",
                "azure-openai", "/sandbox/azure",
                "anthropic", "/sandbox/anthropic",
                "google", "/sandbox/google",
                "cohere", "/sandbox/cohere",
                "bedrock", "/sandbox/bedrock");
        bases.forEach((provider, base) -> {
            JsonObject good = credentials("sk-good", base);
            JsonObject wrong = credentials("sk-wrong-canary", base);

            Answer accepted = post("providers/" + provider + "/check", good);
            Answer refused = post("providers/" + provider + "/check", wrong);
            Answer models = post("providers/" + provider + "/models/refresh", good);

            assertThat(accepted.json().getBoolean("verified"))
                    .as(accepted.body())
                    .isTrue();
            assertThat(refused.json().getString("state")).as(refused.body()).isEqualTo("refused");
            assertThat(refused.body()).doesNotContain("sk-wrong-canary");
            assertThat(models.json().getJsonArray("items")).as(models.body()).isNotEmpty();
        });
    }

    @Test
    void aChangeIsInTheAuditLogWithWhoFromWhereAndByWhichRequest() {
        String name = "audited-" + UUID.randomUUID();
        String request = "request-" + UUID.randomUUID();
        Answer added = product.administrator()
                .send(
                        "POST",
                        "/api/v1/models",
                        easy(name, "DRAFT").toString(),
                        Map.of("Content-Type", "application/json", "X-Request-Id", request));
        assertThat(added.status()).as(added.body()).isEqualTo(201);

        Answer log = product.administrator().get("/api/v1/audit-log?targetName=" + name);

        assertThat(log.json().getJsonArray("items"))
                .extracting(JsonValue::asJsonObject)
                .allSatisfy(entry -> {
                    assertThat(entry.getString("actor")).isEqualTo("admin");
                    assertThat(entry.getString("remoteAddress")).isNotBlank();
                    assertThat(entry.getString("requestId")).isEqualTo(request);
                })
                .extracting(entry -> entry.getString("action"))
                .containsExactlyInAnyOrder("model.added", "connection.added");
        assertThat(log.body()).doesNotContain("sk-easy");
        Answer verdict = post("audit-log/verify", JsonValue.EMPTY_JSON_OBJECT);
        assertThat(verdict.json().getBoolean("intact")).as(verdict.body()).isTrue();
        assertThat(product.administrator()
                        .send("GET", "/api/v1/audit-log?targetName=" + name, null, Map.of("Accept", "text/csv"))
                        .body())
                .startsWith("time,actor,")
                .contains(name);
    }

    @Test
    void signInsAreInTheAuditLogThoseThatFailedToo() {
        String nobody = "nobody-" + UUID.randomUUID();
        assertThat(product.user(nobody).get("/api/v1/models").status()).isEqualTo(401);

        assertThat(actions("actor=" + nobody)).containsExactly("user.sign-in-refused");
        assertThat(actions("actor=admin&action=user.signed-in")).isNotEmpty();
    }

    @Test
    void whatIsExportedIsUnchangedWhenItIsImportedAgain() {
        String name = "exchanged-" + UUID.randomUUID();
        assertThat(post("models", easy(name, "ACTIVE")).status()).isEqualTo(201);

        Answer document = product.administrator().get("/api/v1/export");
        assertThat(document.status()).as(document.body()).isEqualTo(200);
        assertThat(document.body()).contains("name: " + name).doesNotContain("sk-easy");

        Answer dryRun = product.administrator()
                .send(
                        "POST",
                        "/api/v1/import?dryRun=true",
                        "format: external-models/1\nmodels:\n  - {name: " + name
                                + ", integration: EASY, provider: openai, providerModel: gpt-4.1}\n",
                        Map.of("Content-Type", "application/yaml"));
        assertThat(dryRun.status()).as(dryRun.body()).isEqualTo(200);
        assertThat(dryRun.json().getJsonArray("problems")).isEmpty();
        assertThat(dryRun.json().getJsonArray("changed").getJsonObject(0).getString("name"))
                .isEqualTo(name);
        assertThat(dryRun.json().getBoolean("applied")).isFalse();
    }

    private List<String> actions(String query) {
        return product.administrator().get("/api/v1/audit-log?" + query).json().getJsonArray("items").stream()
                .map(item -> item.asJsonObject().getString("action"))
                .toList();
    }

    private Answer post(String path, JsonObject body) {
        return product.administrator().post("/api/v1/" + path, body);
    }

    private JsonObject credentials(String key, String base) {
        return Json.createObjectBuilder()
                .add("apiKey", key)
                .add("baseUrl", product.sandbox().resolve(base).toString())
                .build();
    }

    private JsonObject easy(String name, String status) {
        return Json.createObjectBuilder()
                .add("name", name)
                .add("integration", "EASY")
                .add("provider", "openai")
                .add("providerModel", "gpt-4o")
                .add(
                        "connections",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder(credentials("sk-easy-" + name, "/sandbox/openai/v1"))
                                        .add("name", "main")))
                .add("status", status)
                .build();
    }
}
