package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Map;
import java.util.UUID;
import org.externalmodels.integration.server.HttpCalls;
import org.externalmodels.integration.server.HttpCalls.Answer;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits and budgets as an administrator writes them, and what they count beside bills. */
class LimitsApiIT {

    private final Product product = new Product(QuickStart.server());
    private final HttpCalls administrator = product.administrator();

    @ParameterizedTest
    @ValueSource(strings = {"limits", "budgets"})
    void aWriteSaysItsVersionAndKnowsItsFields(String what) {
        String address = "/api/v1/" + what;
        // As long as names are, in characters that are two units each for Java and H2.
        String name = "\ud83d\ude42".repeat(64) + UUID.randomUUID();
        JsonObject body =
                (what.equals("limits") ? limit() : budget()).add("name", name).build();
        JsonObject unknown = Json.createObjectBuilder(body).add("nonsense", 1).build();
        assertRefused(administrator.post(address, unknown), 400, "nonsense");
        String made = address + "/" + add(what, body).getString("id");
        String seen = administrator.get(made).header("ETag").orElseThrow();

        assertRefused(write("PATCH", made, "{\"nonsense\": 1}", seen), 400, "nonsense");
        assertRefused(write("PATCH", made, "{\"amount\": 6}", null), 428, "If-Match");
        assertRefused(write("DELETE", made, null, null), 428, "If-Match");
        Answer edited = write("PATCH", made, "{\"amount\": 6}", seen);
        assertThat(edited.status()).as(edited.body()).isEqualTo(200);
        String current = edited.header("ETag").orElseThrow();
        assertThat(current).isNotEqualTo(seen);
        String stale = "at version " + current.replace("\"", "");
        assertRefused(write("PATCH", made, "{\"amount\": 7}", seen), 409, stale);
        assertRefused(write("DELETE", made, null, seen), 409, stale);

        assertThat(administrator.get(made).json().getInt("amount")).isEqualTo(6);
        assertThat(administrator.get(made).json().getString("name")).isEqualTo(name);
        assertThat(write("DELETE", made, null, current).status()).isEqualTo(204);
        assertThat(administrator.get(made).status()).isEqualTo(404);
    }

    @Test
    void aTestIsCountedByABudgetAndInNobodysBill() {
        Definition definition = product.definition("tested");
        String id = product.add(definition);
        add(
                "prices",
                Json.createObjectBuilder()
                        .add("model", definition.name())
                        .add("currency", "USD")
                        .add("request", 0.01)
                        .build());
        JsonObject budget =
                add("budgets", budget().add("model", definition.name()).build());

        assertThat(WayIn.TEST.call(product, definition.name(), id)).contains("\"output\"");
        await().until(() -> administrator
                        .get("/api/v1/budgets/" + budget.getString("id"))
                        .json()
                        .getJsonNumber("used")
                        .doubleValue()
                > 0);

        assertThat(product.traces(definition.name())).isEmpty();
        assertThat(Product.items(
                        administrator.get("/api/v1/billing?groupBy=model&model=" + Product.encode(definition.name()))))
                .isEmpty();
    }

    private static JsonObjectBuilder limit() {
        return Json.createObjectBuilder()
                .add("name", "limit-" + UUID.randomUUID())
                .add("measure", "requests-per-minute")
                .add("amount", 5)
                .add("model", "*")
                .add("mode", "shadow");
    }

    private static JsonObjectBuilder budget() {
        return Json.createObjectBuilder()
                .add("name", "budget-" + UUID.randomUUID())
                .add("amount", 5)
                .add("currency", "USD")
                .add("period", "month")
                .add("mode", "shadow");
    }

    private JsonObject add(String what, JsonObject body) {
        Answer answer = administrator.post("/api/v1/" + what, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    private Answer write(String method, String address, String body, String ifMatch) {
        Map<String, String> headers = ifMatch == null
                ? Map.of("Content-Type", "application/json")
                : Map.of("Content-Type", "application/json", "If-Match", ifMatch);
        return administrator.send(method, address, body, headers);
    }

    private static void assertRefused(Answer answer, int status, String told) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(answer.body()).contains(told);
    }
}
