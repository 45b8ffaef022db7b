package org.externalmodels.integration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.util.Map;
import org.externalmodels.integration.server.HttpCalls.Answer;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.Test;

/** Answers that are given again, seen from outside: who gets them, what they cost, how they are set. */
class ResponseCacheIT {

    private final Product product = new Product(QuickStart.server());

    private JsonObject keeping(Definition definition, int seconds) {
        return Json.createObjectBuilder(definition.json())
                .add("cache", Json.createObjectBuilder().add("seconds", seconds))
                .build();
    }

    private Answer ask(String key, String path, String body) {
        Answer answer = product.anybody()
                .send("POST", path, body, Map.of("Content-Type", "application/json", "x-api-key", key));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private static String chat(String model, boolean stream) {
        return "{\"model\":\"" + model + "\",\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":\"one two three\"}]}";
    }

    private static boolean isHit(Answer answer) {
        return answer.header("X-External-Models-Cache").filter("hit"::equals).isPresent();
    }

    @Test
    void theSameQuestionOfTheSameKeyIsAnsweredAgainInEveryWireFormatAndOfNoOther() {
        Definition definition = product.definition("kept");
        product.add(keeping(definition, 600));
        String key = product.addKey("*").getString("key");
        String other = product.addKey("*").getString("key");

        Answer first = ask(key, "/v1/chat/completions", chat(definition.name(), false));
        Answer again = ask(key, "/v1/chat/completions", chat(definition.name(), false));
        Answer streamed = ask(key, "/v1/chat/completions", chat(definition.name(), true));
        Answer ofAnother = ask(other, "/v1/chat/completions", chat(definition.name(), false));

        assertThat(isHit(first)).isFalse();
        assertThat(isHit(again)).isTrue();
        assertThat(again.json().getJsonArray("choices")).isEqualTo(first.json().getJsonArray("choices"));
        assertThat(isHit(streamed)).isTrue();
        assertThat(streamed.body()).contains("echo: one two three").contains("[DONE]");
        assertThat(isHit(ofAnother)).isFalse();
        assertThat(product.call("typed", definition.name()).getString("text")).contains("one two three");
    }

    @Test
    void aHitCostsNothingAndItsTraceSaysWhatItSaved() {
        Definition definition = product.definition("free");
        product.add(keeping(definition, 600));
        Answer priced = product.administrator()
                .post(
                        "/api/v1/prices",
                        Json.createObjectBuilder()
                                .add("model", definition.name())
                                .add("currency", "USD")
                                .add("request", new BigDecimal("0.25"))
                                .build());
        assertThat(priced.status()).as(priced.body()).isEqualTo(201);
        String key = product.addKey("*").getString("key");
        ask(key, "/v1/chat/completions", chat(definition.name(), false));
        ask(key, "/v1/chat/completions", chat(definition.name(), false));

        await().untilAsserted(
                        () -> assertThat(product.traces(definition.name())).hasSize(2));
        JsonObject hit = product.traces(definition.name()).stream()
                .filter(trace -> trace.getBoolean("fromCache"))
                .findFirst()
                .orElseThrow();
        assertThat(hit.getJsonNumber("cost").doubleValue()).isZero();
        assertThat(hit.getInt("inputTokens")).isZero();
        assertThat(hit.getInt("savedInputTokens")).isEqualTo(3);
        JsonObject asked = product.traces(definition.name()).stream()
                .filter(trace -> !trace.getBoolean("fromCache"))
                .findFirst()
                .orElseThrow();
        assertThat(asked.getJsonNumber("cost").doubleValue()).isEqualTo(0.25);
    }

    @Test
    void whatCannotBeKeptForSoLongIsRefusedByItsField() {
        Answer refused = product.administrator().post("/api/v1/models", keeping(product.definition("never"), 0));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("cache.seconds");
    }

    @Test
    void theConsoleSetsItAndTheExportHasIt() {
        Definition definition = product.definition("set");
        String id = product.add(definition);
        ConsoleTour admin = ConsoleTour.of(QuickStart.server(), Product.ADMIN);
        admin.open("/models/edit?id=" + id);
        admin.page().getByText("Limits, traces and response cache").click();
        admin.page().getByLabel("Answers are given again for").fill("99999999");
        admin.button("Confirm").click();
        assertThat(admin.page().locator("[id='at-cache.seconds'] .problem")).containsText("thirty days");

        admin.page().getByLabel("Answers are given again for").fill("900");
        admin.button("Confirm").click();
        admin.page().waitForURL("**/models/connections**");
        admin.open("/models/view?id=" + id);
        assertThat(admin.page().locator("main")).containsText("answers are given again for 900 s");
        admin.endWithoutComplaints();

        JsonObject model = product.administrator().get("/api/v1/models/" + id).json();
        assertThat(model.getJsonObject("cache").getInt("seconds")).isEqualTo(900);
        assertThat(product.administrator().get("/api/v1/export").body()).contains("seconds: 900");
    }
}
