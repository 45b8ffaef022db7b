package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.externalmodels.integration.server.HttpCalls;
import org.externalmodels.integration.server.HttpCalls.Answer;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.Test;

/** The life of a model through the management API: revisions, drafts, keys that are checked and rotated. */
class ModelLifecycleIT {

    private static final String MODELS = "/api/v1/models/";

    private final Product product = new Product(QuickStart.server());
    private final HttpCalls admin = product.administrator();

    @Test
    void anyRevisionComesBackAsADraftAndServesWhenItIsConfirmed() {
        String model = MODELS + product.add(product.definition("history"));
        edit(model, "{\"providerModel\": \"second\", \"status\": \"ACTIVE\"}");

        JsonArray difference =
                json("GET", model + "/revisions/2/difference?with=1", null).getJsonArray("items");
        assertThat(difference).hasSize(1);
        assertThat(difference.getJsonObject(0).getString("field")).isEqualTo("providerModel");
        assertThat(difference.getJsonObject(0).getString("before")).isEqualTo("sandbox-1");
        assertThat(difference.getJsonObject(0).getString("after")).isEqualTo("second");

        assertThat(json("GET", model + "/revisions/2/difference", null).getJsonArray("items"))
                .as("without another revision the one before")
                .isEqualTo(difference);

        JsonObject draft = json("POST", model + "/revisions/1/restore", null);
        assertThat(draft.getInt("revision")).isEqualTo(3);
        assertThat(draft.getString("status")).isEqualTo("DRAFT");
        assertThat(draft.getJsonArray("problems")).isEmpty();
        assertThat(json("GET", model + "/draft", null)).isEqualTo(draft);
        assertThat(json("GET", model, null).getString("providerModel")).isEqualTo("second");

        assertThat(json("POST", model + "/confirm", null).getString("providerModel"))
                .isEqualTo("sandbox-1");
        assertThat(send("GET", model + "/draft", null).status()).isEqualTo(404);
        assertThat(json("GET", model + "/revisions", null).getJsonArray("items").getValuesAs(JsonObject.class))
                .extracting(line -> line.getInt("revision") + " " + line.getString("status"))
                .containsExactly("3 SERVED", "2 FORMER", "1 FORMER");
    }

    @Test
    void restoringNeedsTheVersionThatWasSeen() {
        String model = MODELS + product.add(product.definition("history"));
        Map<String, String> unseen = Map.of("Content-Type", "application/json");

        assertThat(admin.send("POST", model + "/revisions/1/restore", null, unseen)
                        .status())
                .isEqualTo(428);
        assertThat(send("POST", model + "/revisions/none/restore", null).status())
                .isEqualTo(400);
        assertThat(send("POST", model + "/revisions/9/restore", null).status()).isEqualTo(404);
    }

    @Test
    void theDraftIsEditedByItsOwnAddressToo() {
        String model = MODELS + product.add(product.definition("drafted"));

        edit(model + "/draft", "{\"providerModel\": \"\"}");

        JsonObject draft = json("GET", model + "/draft", null);
        assertThat(draft.getJsonObject("definition").getString("providerModel")).isEmpty();
        assertThat(draft.getJsonArray("problems").getJsonObject(0).getString("field"))
                .isEqualTo("providerModel");
    }

    @Test
    void aConnectionIsVerifiedByItsProviderAndKeepsItsKeyWhenANewOneIsRefused() {
        String model = MODELS + product.add(product.definition("rotated"));
        String connection = model + "/connections/"
                + json("GET", model + "/connections", null)
                        .getJsonArray("items")
                        .getJsonObject(0)
                        .getString("id");

        assertThat(json("GET", connection, null).getString("verification")).isEqualTo("UNVERIFIED");
        assertThat(json("POST", connection + "/check", null).getString("verification"))
                .isEqualTo("VERIFIED");

        Answer refused = send("POST", connection + "/rotate", "{\"apiKey\": \"invalid\"}");
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.json().getJsonArray("problems").getJsonObject(0).getString("message"))
                .contains("Incorrect API key");
        assertThat(json("GET", connection, null).getString("verification")).isEqualTo("VERIFIED");

        JsonObject rotated = json("POST", connection + "/rotate", "{\"apiKey\": \"" + Definition.key("sk-new") + "\"}");
        assertThat(rotated.getString("verification")).isEqualTo("VERIFIED");
        JsonObject weighed = edit(connection, "{\"weight\": 7, \"priority\": 2}");
        assertThat(weighed.getInt("weight")).isEqualTo(7);
        assertThat(weighed.getInt("priority")).isEqualTo(2);
    }

    @Test
    void aNewKeyThatIsRefusedIsInTheAuditLogHoweverItCame() {
        Definition definition = product.definition("refused");
        String model = MODELS + product.add(definition);
        JsonObject taken = Json.createObjectBuilder()
                .add("name", "second")
                .add("apiKey", Definition.key("sk-second"))
                .build();
        assertThat(admin.post(model + "/connections", taken).status()).isEqualTo(201);
        String connection = model + "/connections/"
                + json("GET", model + "/connections", null)
                        .getJsonArray("items")
                        .getJsonObject(0)
                        .getString("id");

        assertThat(send("POST", connection + "/rotate", "{\"apiKey\": \"sk-wrong\"}")
                        .status())
                .isEqualTo(422);
        assertThat(send("PATCH", connection, "{\"apiKey\": \"" + taken.getString("apiKey") + "\"}")
                        .status())
                .isEqualTo(409);

        Answer log = admin.get("/api/v1/audit-log?action=connection.rotation-refused&targetName=" + definition.name()
                + "/" + Definition.CONNECTION);
        assertThat(log.json().getJsonArray("items"))
                .extracting(entry -> entry.asJsonObject().get("after").toString())
                .satisfiesExactly(
                        later -> assertThat(later).contains("TAKEN", "second"),
                        first -> assertThat(first).contains("INVALID", "keeps the old one"));
        assertThat(log.body()).doesNotContain("sk-wrong", taken.getString("apiKey"));
    }

    @Test
    void aSecretThatIsRefusedWithSomethingNewIsInTheAuditLogToo() {
        Definition definition = product.definition("refusing");
        String model = MODELS + product.add(definition);
        JsonObject second = Json.createObjectBuilder()
                .add("name", "second")
                .add("apiKey", definition.apiKey())
                .build();
        assertThat(admin.post(model + "/connections", second).status()).isEqualTo(409);
        JsonObject profile = Json.createObjectBuilder()
                .add("name", "refused with " + definition.name())
                .add("type", "BEARER")
                .add("token", "hush-canary")
                .build();
        assertThat(admin.post("/api/v1/authorization-profiles", profile).status())
                .isEqualTo(201);
        assertThat(admin.post("/api/v1/authorization-profiles", profile).status())
                .isEqualTo(409);

        refused("connection.addition-refused", definition.name() + "/second", definition.apiKey());
        refused("profile.addition-refused", profile.getString("name"), "hush-canary");
    }

    private void refused(String action, String target, String secret) {
        Answer log = admin.get("/api/v1/audit-log?action=" + action + "&targetName="
                + URLEncoder.encode(target, StandardCharsets.UTF_8));
        assertThat(log.json().getJsonArray("items"))
                .as(log.body())
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry.asJsonObject().get("after").toString()).contains("TAKEN"));
        assertThat(log.body()).doesNotContain(secret);
    }

    @Test
    void aTestOfARevisionSuggestsPathsIntoItsAnswer() {
        String model = MODELS + product.add(product.definition("tested"));

        JsonObject answer = json("POST", model + "/test", "{\"values\": {\"prompt\": \"hello\"}, \"revision\": 1}");

        JsonObject suggestions = answer.getJsonObject("suggestions");
        assertThat(suggestions.getJsonArray("output").getString(0)).isEqualTo("choices[0].message.content");
        assertThat(suggestions.getJsonArray("inputTokens").getString(0)).isEqualTo("usage.prompt_tokens");
        assertThat(suggestions.getJsonArray("outputTokens").getString(0)).isEqualTo("usage.completion_tokens");
    }

    private JsonObject edit(String path, String patch) {
        return json("PATCH", path, patch);
    }

    private JsonObject json(String method, String path, String body) {
        Answer answer = send(method, path, body);
        assertThat(answer.status()).as("%s %s: %s", method, path, answer.body()).isEqualTo(200);
        return answer.json();
    }

    private Answer send(String method, String path, String body) {
        return admin.send(method, path, body, Map.of("Content-Type", "application/json", "If-Match", "*"));
    }
}
