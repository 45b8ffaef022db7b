package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import java.util.Map;
import org.externalmodels.integration.server.HttpCalls.Answer;

/** The process application, as programs use it. */
record Triage(Product product) {

    /** Starts a process and returns its instance's id. */
    String register(String text, long amount) {
        Answer answer = product.anybody()
                .post(
                        "/triage/claims",
                        Json.createObjectBuilder()
                                .add("claim", text)
                                .add("amount", amount)
                                .build());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().getString("id");
    }

    Answer decide(String id, String decision) {
        return product.anybody().send("POST", "/triage/claims/" + id + "/decision/" + decision, null, Map.of());
    }

    JsonObject awaitStep(String id, String step) {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(claim(id).getString("step")).isEqualTo(step));
        return claim(id);
    }

    private JsonObject claim(String id) {
        Answer answer = product.anybody().get("/triage/claims");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        try (var reader = Json.createReader(new StringReader(answer.body()))) {
            return reader.readArray().getValuesAs(JsonObject.class).stream()
                    .filter(claim -> claim.getString("id").equals(id))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
