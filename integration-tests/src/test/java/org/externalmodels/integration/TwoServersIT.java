package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.externalmodels.integration.server.Deployment;
import org.externalmodels.integration.server.HttpCalls.Answer;
import org.externalmodels.integration.server.LibertyServer;
import org.externalmodels.integration.server.OfLiberty;
import org.externalmodels.integration.server.PostgresServer;
import org.externalmodels.integration.server.QuickStart;
import org.externalmodels.sandbox.SandboxServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Two servers on one PostgreSQL hold limits and budgets together: of many calls at once never one too many, and none too few.
 * What is called on either is seen from both.
 */
@OfLiberty("its data source for PostgreSQL")
class TwoServersIT {

    private static final int CALLS = 200;

    private static SandboxServer provider;
    private static PostgresServer database;
    private static LibertyServer firstServer;
    private static LibertyServer secondServer;
    private static Product first;
    private static Product second;

    @BeforeAll
    static void start() {
        provider = SandboxServer.start();
        database = PostgresServer.start();
        Path keys = QuickStart.folder("keys-of-two");
        firstServer = server("first-of-two", keys);
        firstServer.start();
        secondServer = server("second-of-two", keys);
        secondServer.start();
        first = new Product(firstServer);
        second = new Product(secondServer);
    }

    private static LibertyServer server(String name, Path keys) {
        return LibertyServer.in(QuickStart.folder(name), Deployment.SHARED, database.environment())
                .with("EXTERNAL_MODELS_KEYS", keys.toString());
    }

    @AfterAll
    static void stop() {
        if (secondServer != null) {
            secondServer.close();
        }
        if (firstServer != null) {
            firstServer.close();
        }
        if (database != null) {
            database.close();
        }
        if (provider != null) {
            provider.close();
        }
    }

    @Test
    void whatIsCalledOnBothIsStoredOnceAndSeenFromBoth() throws Exception {
        Definition definition = model("used", null);
        String key = key(definition);
        await().untilAsserted(() ->
                assertThat(second.chat(key, definition.name()).status()).isEqualTo(200));

        List<Answer> answers = allAtOnce(key, definition);

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        List<String> calls = answers.stream()
                .map(answer -> answer.header("X-External-Models-Trace").orElseThrow())
                .toList();
        for (Product server : List.of(first, second)) {
            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
                assertThat(server.allTraces(definition.name()))
                        .extracting(trace -> trace.getString("id"))
                        .doesNotHaveDuplicates()
                        .containsAll(calls);
                JsonObject bill = server.administrator()
                        .get("/api/v1/billing?groupBy=model&model=" + Product.encode(definition.name()))
                        .json()
                        .getJsonArray("items")
                        .getJsonObject(0);
                assertThat(bill.getInt("requests") - bill.getInt("failures"))
                        .isEqualTo((int) server.allTraces(definition.name()).stream()
                                .filter(trace -> trace.getString("status").equals("complete"))
                                .count());
            });
        }
    }

    @Test
    void aLimitOfRequestsIsHeldExactly() throws Exception {
        Definition definition = model("limited", null);
        String key = key(definition);
        rules(definition).limit("requests-per-minute", 50);
        // Answers tell of a limit as soon as their server knows it; those before are not counted.
        await().until(() -> isTold(first.chat(key, definition.name())));
        await().until(() -> isTold(second.chat(key, definition.name())));
        long left = Long.parseLong(first.chat(key, definition.name())
                .header("x-ratelimit-remaining-requests")
                .orElseThrow());

        List<Answer> answers = allAtOnce(key, definition);

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize((int) left);
        assertThat(answers).filteredOn(answer -> answer.status() != 200).allSatisfy(refused -> {
            assertThat(refused.status()).as(refused.body()).isEqualTo(429);
            assertThat(refused.body()).contains("LIMIT_EXCEEDED");
        });
    }

    private static boolean isTold(Answer answer) {
        return answer.status() == 200
                && answer.header("x-ratelimit-remaining-requests").isPresent();
    }

    @Test
    void aBudgetIsHeldExactly() throws Exception {
        Definition definition = model("budgeted", null);
        String key = key(definition);
        rules(definition).price("0.01");
        String budget =
                "/api/v1/budgets/" + rules(definition).budget("0.50", "month").getString("id");
        countedBy(first, key, definition, budget);
        countedBy(second, key, definition, budget);
        int left =
                new BigDecimal("0.50").subtract(used(budget)).movePointRight(2).intValueExact();

        List<Answer> answers = allAtOnce(key, definition);

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(left);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(refused -> assertThat(refused.body()).contains("BUDGET_EXCEEDED"));
        await().untilAsserted(() -> assertThat(used(budget)).isEqualByComparingTo("0.50"));
    }

    /** Until a server knows a price and a budget of it, its calls are not counted. */
    private static void countedBy(Product server, String key, Definition definition, String budget) {
        BigDecimal before = used(budget);
        await().until(() -> {
            assertThat(server.chat(key, definition.name()).status()).isIn(200, 401, 404);
            return used(budget).compareTo(before) > 0;
        });
        // What was taken is put right when the call is over, a moment after its answer.
        await().during(Duration.ofSeconds(1))
                .until(() -> used(budget).remainder(new BigDecimal("0.01")).signum() == 0);
    }

    private static BigDecimal used(String budget) {
        return first.administrator().get(budget).json().getJsonNumber("used").bigDecimalValue();
    }

    @Test
    void aLimitOfCallsInFlightIsHeldExactly() throws Exception {
        Definition definition = model("in-flight", "delay=15000");
        String key = key(definition);
        rules(definition).limit("calls-in-flight", 10);
        Definition probe = model("probe", null);
        String probeKey = key(probe);
        rules(probe).limit("requests-per-minute", 1_000);
        // Rules are read together: who knows the later one knows the earlier one.
        await().until(() -> isTold(first.chat(probeKey, probe.name())));
        await().until(() -> isTold(second.chat(probeKey, probe.name())));

        List<Answer> answers = allAtOnce(key, definition);

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(10);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(refused -> assertThat(refused.body()).contains("LIMIT_EXCEEDED"));
    }

    @Test
    void aKeyThatIsTakenBackOnOneServerOpensNothingOnTheOther() {
        Definition definition = model("revoked", null);
        JsonObject revoked = first.addKey(definition.name());
        JsonObject rotated = first.addKey(definition.name());
        await().untilAsserted(() -> {
            assertThat(answer(second, revoked, definition)).isEqualTo(200);
            assertThat(answer(second, rotated, definition)).isEqualTo(200);
        });

        assertThat(first.administrator()
                        .send("DELETE", address(revoked), null, Map.of("If-Match", "*"))
                        .status())
                .isEqualTo(204);
        Answer rotation = first.administrator()
                .send(
                        "POST",
                        address(rotated) + "/rotate",
                        "{\"overlapSeconds\": 0}",
                        Map.of("Content-Type", "application/json", "If-Match", "*"));

        assertThat(rotation.status()).as(rotation.body()).isEqualTo(200);
        assertThat(answer(first, revoked, definition)).isEqualTo(401);
        assertThat(answer(first, rotated, definition)).isEqualTo(401);
        // The bound that the documentation gives.
        await().atMost(Duration.ofSeconds(2)).untilAsserted(() -> {
            assertThat(answer(second, revoked, definition)).isEqualTo(401);
            assertThat(answer(second, rotated, definition)).isEqualTo(401);
            assertThat(answer(second, rotation.json(), definition)).isEqualTo(200);
        });
    }

    private static String address(JsonObject key) {
        return "/api/v1/application-keys/" + key.getString("id");
    }

    private static int answer(Product server, JsonObject key, Definition definition) {
        return server.chat(key.getString("key"), definition.name()).status();
    }

    private static Definition model(String what, String fault) {
        Definition definition =
                Definition.of(what, provider.uri("/openai/v1/chat/completions")).withFault(fault);
        first.add(definition);
        return definition;
    }

    private static String key(Definition definition) {
        return first.addKey(definition.name()).getString("key");
    }

    private static CallRules rules(Definition definition) {
        return new CallRules(first, definition.name());
    }

    /** Half of the calls to each server, all of them under way together. */
    private static List<Answer> allAtOnce(String key, Definition definition) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLS);
        try {
            List<Callable<Answer>> calls = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                Product server = i % 2 == 0 ? first : second;
                calls.add(() -> server.chat(key, definition.name()));
            }
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : callers.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            callers.shutdownNow();
        }
    }
}
