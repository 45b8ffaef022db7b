package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.util.UUID;
import org.externalmodels.integration.server.HttpCalls.Answer;

/** The limits, budgets and prices that an administrator sets for the calls of one model. */
record CallRules(Product product, String model) {

    JsonObject limit(String measure, int amount) {
        return add("limits", limiting(measure, amount));
    }

    /** A limit that only tells. */
    JsonObject watch(String measure, int amount) {
        return add("limits", limiting(measure, amount).add("mode", "shadow"));
    }

    private JsonObjectBuilder limiting(String measure, int amount) {
        return Json.createObjectBuilder()
                .add("name", "limit-" + UUID.randomUUID())
                .add("measure", measure)
                .add("model", model)
                .add("amount", amount);
    }

    /** In US dollars. */
    JsonObject budget(String amount, String period) {
        return add(
                "budgets",
                Json.createObjectBuilder()
                        .add("name", "budget-" + UUID.randomUUID())
                        .add("amount", new BigDecimal(amount))
                        .add("currency", "USD")
                        .add("period", period)
                        .add("model", model));
    }

    /** In US dollars for each call. */
    JsonObject price(String request) {
        return add(
                "prices",
                Json.createObjectBuilder()
                        .add("model", model)
                        .add("currency", "USD")
                        .add("request", new BigDecimal(request)));
    }

    private JsonObject add(String what, JsonObjectBuilder body) {
        Answer answer = product.administrator().post("/api/v1/" + what, body.build());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }
}
