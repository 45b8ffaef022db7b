package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.UUID;
import org.externalmodels.integration.server.HttpCalls.Answer;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Limits, budgets and switches on a server: whatever the way in, they hold. */
class LimitsIT {

    private final Product product = new Product(QuickStart.server());

    @ParameterizedTest
    @EnumSource
    void aLimitBindsEveryWayIn(WayIn way) {
        Definition definition = product.definition("limited");
        String id = product.add(way.model(product, definition));
        rules(definition).limit("requests-per-minute", 1);

        String first = way.call(product, definition.name(), id);
        String second = way.call(product, definition.name(), id);

        assertThat(first).doesNotContain("LIMIT_EXCEEDED").doesNotContain("\"code\"");
        assertThat(second).contains("LIMIT_EXCEEDED");
    }

    @ParameterizedTest
    @EnumSource
    void aBudgetBindsEveryWayIn(WayIn way) {
        Definition definition = product.definition("budgeted");
        String id = product.add(way.model(product, definition));
        rules(definition).price("0.01");
        rules(definition).budget("0.01", "month");

        way.spend(product, definition.name(), id);
        assertThat(way.call(product, definition.name(), id)).contains("BUDGET_EXCEEDED");
    }

    @ParameterizedTest
    @EnumSource
    void aSwitchBindsEveryWayIn(WayIn way) {
        Definition definition = product.definition("switched");
        String id = product.add(way.model(product, definition));
        product.switchModel(id, false);

        String answer = way.call(product, definition.name(), id);

        if (way == WayIn.TEST) {
            // Definitions are tested before they are switched on, so that this is the one way which is open.
            assertThat(answer).contains("\"output\"").doesNotContain("MODEL_NOT_ACTIVE");
        } else {
            assertThat(answer).contains("MODEL_NOT_ACTIVE");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLimitOfTokensBindsEveryWayIn(WayIn way) {
        Definition definition = product.definition("few-tokens");
        String id = product.add(way.model(product, definition));
        rules(definition).limit("tokens-per-minute", 1);

        String first = way.spend(product, definition.name(), id);
        String second = way.call(product, definition.name(), id);

        assertThat(first).doesNotContain("LIMIT_EXCEEDED").doesNotContain("\"code\"");
        assertThat(second).contains("LIMIT_EXCEEDED").contains("1 token a minute");
    }

    /** The model of {@link WayIn#BEDROCK} cannot be slowed down, and is called like that of another way. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BEDROCK")
    void aLimitOfCallsInFlightBindsEveryWayIn(WayIn way) {
        Definition definition = product.definition("slow").withFault("delay=20000");
        String id = product.add(way.model(product, definition));
        String limit = "/api/v1/limits/"
                + rules(definition).limit("calls-in-flight", 1).getString("id");
        // Whoever waits for an answer of the playground's page holds it, and others wait for the page.
        WayIn other = way == WayIn.PLAYGROUND || way == WayIn.TEST ? WayIn.TYPED : way;
        Thread slow = new Thread(() -> callUnlessOver(other, definition, id));
        slow.setDaemon(true);
        slow.start();
        await().until(() -> product.administrator().get(limit).json().getInt("used") == 1);

        assertThat(way.call(product, definition.name(), id))
                .contains("LIMIT_EXCEEDED")
                .contains("1 call at a time");
    }

    private void callUnlessOver(WayIn way, Definition definition, String id) {
        try {
            way.call(product, definition.name(), id);
        } catch (RuntimeException | AssertionError over) {
            // The server may be stopped meanwhile.
        }
    }

    @Test
    void aRefusalSaysWhenToComeBackAndAnAnswerWhatIsLeft() {
        Definition definition = product.definition("told");
        product.add(definition);
        rules(definition).limit("requests-per-minute", 2);

        Answer answered = product.chat(definition.name());
        product.chat(definition.name());
        Answer refused = product.chat(definition.name());

        assertThat(answered.status()).as(answered.body()).isEqualTo(200);
        assertThat(answered.header("x-ratelimit-limit-requests")).contains("2");
        assertThat(answered.header("x-ratelimit-remaining-requests")).contains("1");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow()))
                .isBetween(1, 60);
        assertThat(refused.header("x-ratelimit-remaining-requests")).contains("0");
    }

    @Test
    void aLimitThatOnlyWatchesRefusesNothingAndIsToldOf() {
        Definition definition = product.definition("watched");
        product.add(definition);
        JsonObject limit = rules(definition).watch("requests-per-minute", 1);

        for (int i = 0; i < 3; i++) {
            assertThat(product.chat(definition.name()).status()).isEqualTo(200);
        }

        await().untilAsserted(
                        () -> assertThat(Product.items(product.administrator().get("/api/v1/alerts")))
                                .anyMatch(alert -> alert.getString("limitId").equals(limit.getString("id"))));
    }

    @Test
    void anAlertNamesWhichOfThoseThatAreCountedByThemselves() {
        Definition definition = product.definition("each");
        product.add(definition);
        JsonObject key = product.addKey("*");
        Answer added = product.administrator()
                .post(
                        "/api/v1/limits",
                        Json.createObjectBuilder()
                                .add("name", "limit-" + UUID.randomUUID())
                                .add("measure", "requests-per-minute")
                                .add("amount", 1)
                                .add("mode", "shadow")
                                .add("key", key.getString("name"))
                                .add("model", "*")
                                .add("connection", "*")
                                .build());
        assertThat(added.status()).as(added.body()).isEqualTo(201);

        for (int i = 0; i < 3; i++) {
            product.chat(key.getString("key"), definition.name());
        }

        await().untilAsserted(() -> assertThat(
                        Product.items(product.administrator().get("/api/v1/alerts")))
                .filteredOn(
                        alert -> alert.getString("limitId").equals(added.json().getString("id")))
                .extracting(alert -> alert.getString("of"))
                .containsExactly("connection " + definition.name() + "/" + Definition.CONNECTION));
    }

    @Test
    void whatIsUsedOfABudgetIsShownAndOutlastsAChange() {
        Definition definition = product.definition("shown");
        product.add(definition);
        rules(definition).price("0.25");
        JsonObject budget = rules(definition).budget("10", "day");
        String address = "/api/v1/budgets/" + budget.getString("id");
        product.chat(definition.name());
        await().untilAsserted(() ->
                assertThat(used(address)).as("from the first call on").isEqualTo(0.25));
        double used = used(address);

        Answer edited = product.administrator()
                .send(
                        "PATCH",
                        address,
                        "{\"amount\": 20}",
                        Map.of("Content-Type", "application/json", "If-Match", "*"));

        assertThat(edited.status()).as(edited.body()).isEqualTo(200);
        assertThat(edited.json().getJsonNumber("used").doubleValue()).isEqualTo(used);
        assertThat(edited.json().getString("resetsOn")).endsWith("T00:00:00Z");
    }

    @Test
    void whatIsWrongIsToldByItsField() {
        Answer answer = product.administrator()
                .send(
                        "POST",
                        "/api/v1/limits",
                        "{\"name\": \"x\", \"measure\": \"requests-per-minute\", \"amount\": 0.5, \"budget\": 1}",
                        Map.of("Content-Type", "application/json"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("budget");
    }

    private double used(String budget) {
        return product.administrator().get(budget).json().getJsonNumber("used").doubleValue();
    }

    private CallRules rules(Definition definition) {
        return new CallRules(product, definition.name());
    }
}
