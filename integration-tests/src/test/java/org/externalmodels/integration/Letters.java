package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.externalmodels.integration.server.HttpCalls.Answer;

/** The process application on Flowable, as programs use it. */
record Letters(Product product) {

    /** Starts a process, whose letter a model summarises, and returns its instance's id. */
    String receive(String model, String text) {
        return receive(model, List.of(text)).get(0);
    }

    /** Starts a process for each letter, all in one transaction, and returns the ids of the instances. */
    List<String> receive(String model, List<String> texts) {
        Answer answer = send(model, texts);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().getJsonArray("ids").getValuesAs(JsonString::getString);
    }

    Answer send(String model, List<String> texts) {
        return product.anybody()
                .send(
                        "POST",
                        "/letters/?model=" + Product.encode(model),
                        Json.createArrayBuilder(texts).build().toString(),
                        Map.of("Content-Type", "application/json"));
    }

    JsonObject awaitStep(String id, String step) {
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(find(id).getString("step")).isEqualTo(step));
        return find(id);
    }

    JsonObject find(String id) {
        Answer answer = product.anybody().get("/letters/" + id);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    /** How many are not done. */
    int waiting() {
        return product.anybody().get("/letters/").json().getInt("waiting");
    }
}
