package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
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
 * Traces, analytics, bills and metrics against the provider's own count. The provider is outside the server, which is killed;
 * each model has a path of its own there.
 */
@OfLiberty("its data source for PostgreSQL")
class AgreementIT {

    private static final int CALLERS = 6;
    private static final int CALLS_EACH = 25;
    private static final int KILLS = 3;

    /** Whole answers before a kill. */
    private static final int ANSWERS_EACH = 40;

    /** Per million tokens. */
    private static final int INPUT_PRICE = 1;

    private static final int OUTPUT_PRICE = 2;

    private static SandboxServer provider;
    private static PostgresServer database;
    private static LibertyServer server;
    private static Product product;
    private static UsageViews views;

    /** Calls that came to an end. */
    private final Map<Kind, AtomicInteger> made = new ConcurrentHashMap<>();

    /** The trace ids of whole answers. */
    private final Queue<String> answered = new ConcurrentLinkedQueue<>();

    /** What becomes of the calls of a model. */
    private enum Kind {
        WHOLE(null),
        STREAMED(null),
        FAILING("status=503"),
        CUT("cut=600"),
        LEFT("chunk-delay=150");

        private final String fault;

        Kind(String fault) {
            this.fault = fault;
        }
    }

    @BeforeAll
    static void start() {
        provider = SandboxServer.start();
        database = PostgresServer.start();
        server = LibertyServer.start(QuickStart.folder("agreement"), Deployment.SHARED, database.environment());
        product = new Product(server);
        views = new UsageViews(product);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        if (database != null) {
            database.close();
        }
        if (provider != null) {
            provider.close();
        }
    }

    @Test
    void everythingCountsWhatTheProviderServedWithStreamsFailuresAbortsKillsAndADatabaseOutage() throws Exception {
        Map<Kind, String> models = models();

        callThroughAnOutage(models);
        assertAgreement(models, 0);

        for (int round = 1; round <= KILLS; round++) {
            callUntilAKill(models, round == KILLS);
        }
        await().atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(ids(models.get(Kind.WHOLE), models.get(Kind.STREAMED)))
                        .containsAll(answered));
        assertAgreement(models, CALLERS * KILLS);
    }

    private void callThroughAnOutage(Map<Kind, String> models) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            running.add(callers.submit(() -> {
                for (int call = 0; call < CALLS_EACH; call++) {
                    callAny(models);
                }
            }));
        }
        Thread.sleep(500);
        database.stop();
        Thread.sleep(5_000);
        database.startAgain();
        finish(running);
        callers.shutdown();
    }

    /** Calls of all kinds, and a server that is killed in the midst of them, also while its database is away. */
    private void callUntilAKill(Map<Kind, String> models, boolean databaseIsAway) throws InterruptedException {
        int due = answered.size() + ANSWERS_EACH;
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            callers.add(new Thread(() -> {
                try {
                    while (true) {
                        callAny(models);
                    }
                } catch (RuntimeException | AssertionError gone) {
                    // That is how it ends.
                }
            }));
        }
        callers.forEach(Thread::start);
        await().atMost(Duration.ofMinutes(1)).until(() -> answered.size() >= due - ANSWERS_EACH / 2);
        if (databaseIsAway) {
            database.stop();
        }
        await().atMost(Duration.ofMinutes(1)).until(() -> answered.size() >= due);
        server.kill();
        for (Thread caller : callers) {
            caller.join();
        }
        if (databaseIsAway) {
            database.startAgain();
        }
        server.start();
    }

    private void callAny(Map<Kind, String> models) {
        Kind kind = Kind.values()[ThreadLocalRandom.current().nextInt(Kind.values().length)];
        call(kind, models.get(kind));
        made.computeIfAbsent(kind, k -> new AtomicInteger()).incrementAndGet();
    }

    /**
     * @param lost how many calls were under way when the server was killed: they had no answer and may have no record
     */
    private void assertAgreement(Map<Kind, String> models, int lost) {
        await().atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .during(Duration.ofSeconds(1))
                .until(() -> views.metrics().contains("external_models_collector_lag_seconds 0.0"));
        for (Map.Entry<Kind, String> model : models.entrySet()) {
            int calls = made.getOrDefault(model.getKey(), new AtomicInteger()).get();
            if (calls > 0) {
                // Who went away may be noticed only after the kill.
                int unseen = model.getKey() == Kind.LEFT ? 2 * lost : lost;
                assertAgreement(model.getKey(), model.getValue(), calls, unseen);
            }
        }
    }

    private void assertAgreement(Kind kind, String model, int calls, int lost) {
        JsonObject served = served(model);
        await().atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(product.allTraces(model))
                        .as(kind.name())
                        .hasSizeBetween(served.getInt("requests") - lost, served.getInt("requests")));
        List<JsonObject> traces = product.allTraces(model);
        assertThat(traces.stream().map(trace -> trace.getString("id") + "#" + trace.getInt("attempt")))
                .doesNotHaveDuplicates();
        long failures = traces.stream()
                .filter(trace -> !trace.getString("status").equals("complete"))
                .count();
        long last =
                traces.stream().filter(trace -> !trace.isNull("waitedMillis")).count();
        assertThat(last).as(kind.name()).isBetween((long) calls - (kind == Kind.LEFT ? lost : 0), (long) calls + lost);
        boolean whole = kind == Kind.WHOLE || kind == Kind.STREAMED;
        for (JsonObject sums : views.of(model)) {
            assertThat(sums.getInt("requests")).as(kind + " " + sums).isEqualTo(traces.size());
            assertThat((long) sums.getInt("failures")).as(kind + " " + sums).isEqualTo(failures);
            assertThat((long) sums.getInt("calls")).as(kind + " " + sums).isEqualTo(last);
            assertThat((long) sums.getInt("failedCalls")).as(kind + " " + sums).isEqualTo(whole ? 0 : last);
            for (String member : List.of("inputTokens", "outputTokens", "cost")) {
                assertThat(UsageViews.known(sums, member))
                        .as(kind + " " + sums)
                        .isEqualByComparingTo(UsageViews.sum(traces, member));
            }
            assertThat((long) sums.getInt("unknownCost"))
                    .as(kind + " " + sums)
                    .isEqualTo(UsageViews.unknown(traces, "cost"));
            assertThat((long) sums.getInt("unknownUsage"))
                    .as(kind + " " + sums)
                    .isEqualTo(UsageViews.unknown(traces, "inputTokens", "outputTokens"));
        }
        if (whole) {
            assertTokensAndCost(traces, served);
        }
        if (lost == 0) {
            assertThat(views.metric("external_models_attempts_total", model)).isEqualTo(traces.size());
            assertThat(views.metric("external_models_calls_total", model)).isEqualTo(calls);
        }
        if (kind == Kind.LEFT) {
            assertThat(traces).allMatch(trace -> trace.getString("status").equals("aborted_client"));
        }
    }

    /** All calls are alike, so each has its part of what the provider counted. */
    private static void assertTokensAndCost(List<JsonObject> traces, JsonObject served) {
        long requests = served.getInt("requests");
        long input = served.getInt("inputTokens") / requests;
        long output = served.getInt("outputTokens") / requests;
        assertThat(input).isPositive();
        BigDecimal cost = BigDecimal.valueOf(INPUT_PRICE * input + OUTPUT_PRICE * output, 6);
        assertThat(traces).allSatisfy(trace -> {
            assertThat(trace.getJsonNumber("inputTokens").longValue()).isEqualTo(input);
            assertThat(trace.getJsonNumber("outputTokens").longValue()).isEqualTo(output);
            assertThat(trace.getJsonNumber("cost").bigDecimalValue()).isEqualByComparingTo(cost);
        });
    }

    private static List<String> ids(String... models) {
        List<String> ids = new ArrayList<>();
        for (String model : models) {
            product.allTraces(model).forEach(trace -> ids.add(trace.getString("id")));
        }
        return ids;
    }

    private void call(Kind kind, String model) {
        switch (kind) {
            case WHOLE -> answered.add(product.call("typed", model).getString("traceId"));
            case STREAMED -> answered.add(product.call("stream", model).getString("traceId"));
            case FAILING -> product.call("typed", model);
            case CUT -> product.call("stream", model);
            case LEFT -> product.leave(model);
        }
    }

    private static void finish(List<Future<?>> running) throws InterruptedException {
        for (Future<?> caller : running) {
            try {
                caller.get();
            } catch (ExecutionException failed) {
                throw new AssertionError("A caller failed", failed.getCause());
            }
        }
    }

    private static Map<Kind, String> models() {
        Map<Kind, String> models = new java.util.EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            String name = kind.name().toLowerCase(java.util.Locale.ROOT) + "-" + UUID.randomUUID();
            var headers = Json.createArrayBuilder();
            if (kind.fault != null) {
                headers.add(Json.createObjectBuilder()
                        .add("name", "X-Sandbox-Fault")
                        .add("value", kind.fault)
                        .add("secret", false));
            }
            product.add(Json.createObjectBuilder()
                    .add("name", name)
                    .add("integration", "API")
                    .add("endpoint", provider.uri(path(name)) + "?api-version=2024-10-21")
                    .add("structure", "azure-openai")
                    .add("providerModel", name)
                    .add("features", Json.createArrayBuilder().add("streaming"))
                    .add("modalities", Json.createArrayBuilder().add("text-to-text"))
                    .add("headers", headers)
                    .add(
                            "connections",
                            Json.createArrayBuilder()
                                    .add(Json.createObjectBuilder()
                                            .add("name", "main")
                                            .add("apiKey", Definition.key("sk-agreement"))))
                    .add("status", "ACTIVE")
                    .build());
            Answer price = product.administrator()
                    .post(
                            "/api/v1/prices",
                            Json.createObjectBuilder()
                                    .add("model", name)
                                    .add("currency", "USD")
                                    .add("effectiveFrom", "2020-01-01T00:00:00Z")
                                    .add("input", INPUT_PRICE)
                                    .add("output", OUTPUT_PRICE)
                                    .build());
            assertThat(price.status()).as(price.body()).isEqualTo(201);
            models.put(kind, name);
        }
        return models;
    }

    private static String path(String model) {
        return "/azure/openai/deployments/" + model + "/chat/completions";
    }

    private static JsonObject served(String model) {
        try (InputStream in = provider.uri("/count").toURL().openStream();
                JsonReader reader = Json.createReader(in)) {
            return reader.readObject().getJsonObject("paths").getJsonObject(path(model));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
