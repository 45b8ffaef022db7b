package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static SandboxServer provider;
    private static PostgresServer database;
    private static LibertyServer server;
    private static Product product;

    private final Map<Kind, AtomicInteger> made = new ConcurrentHashMap<>();

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
    void everythingCountsWhatTheProviderServedWithStreamsFailuresAbortsAndADatabaseOutage() throws Exception {
        Map<Kind, String> models = models();

        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            running.add(callers.submit(() -> {
                for (int call = 0; call < CALLS_EACH; call++) {
                    Kind kind = Kind.values()[ThreadLocalRandom.current().nextInt(Kind.values().length)];
                    call(kind, models.get(kind));
                    made.computeIfAbsent(kind, k -> new AtomicInteger()).incrementAndGet();
                }
            }));
        }
        Thread.sleep(500);
        database.stop();
        Thread.sleep(5_000);
        database.startAgain();
        finish(running);
        callers.shutdown();

        for (Map.Entry<Kind, String> model : models.entrySet()) {
            int calls = made.getOrDefault(model.getKey(), new AtomicInteger()).get();
            if (calls > 0) {
                assertAgreement(model.getKey(), model.getValue(), calls);
            }
        }
    }

    private void assertAgreement(Kind kind, String model, int calls) {
        JsonObject served = served(model);
        await().atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .untilAsserted(() ->
                        assertThat(product.allTraces(model)).as(kind.name()).hasSize(served.getInt("requests")));
        List<JsonObject> traces = product.allTraces(model);
        assertThat(traces.stream().map(trace -> trace.getString("id") + "#" + trace.getInt("attempt")))
                .doesNotHaveDuplicates();
        long failures = traces.stream()
                .filter(trace -> !trace.getString("status").equals("complete"))
                .count();
        for (JsonObject sums : List.of(bill(model), analytics(model), summary(model))) {
            assertThat(sums.getInt("requests")).as(kind + " " + sums).isEqualTo(traces.size());
            assertThat((long) sums.getInt("failures")).as(kind + " " + sums).isEqualTo(failures);
            assertThat(sums.getInt("calls")).as(kind + " " + sums).isEqualTo(calls);
            boolean answered = kind == Kind.WHOLE || kind == Kind.STREAMED;
            assertThat(sums.getInt("failedCalls")).as(kind + " " + sums).isEqualTo(answered ? 0 : calls);
            if (answered) {
                assertThat(sums.getInt("inputTokens")).isEqualTo(served.getInt("inputTokens"));
                assertThat(sums.getInt("outputTokens")).isEqualTo(served.getInt("outputTokens"));
            }
        }
        assertThat(metric("external_models_attempts_total", model)).isEqualTo(traces.size());
        assertThat(metric("external_models_calls_total", model)).isEqualTo(calls);
        if (kind == Kind.LEFT) {
            assertThat(traces).allMatch(trace -> trace.getString("status").equals("aborted_client"));
        }
        if (kind == Kind.FAILING) {
            long last = traces.stream()
                    .filter(trace -> !trace.isNull("waitedMillis"))
                    .count();
            assertThat(last).isEqualTo(calls);
        }
    }

    @Test
    void afterKillsNothingThatWasAnsweredIsMissingAndNothingIsCountedTwice() throws Exception {
        Map<Kind, String> models = models();
        String whole = models.get(Kind.WHOLE);
        String streamed = models.get(Kind.STREAMED);
        Queue<String> answered = new ConcurrentLinkedQueue<>();
        for (int round = 0; round < KILLS; round++) {
            int due = answered.size() + 60;
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                String way = i % 2 == 0 ? "typed" : "stream";
                String model = i % 2 == 0 ? whole : streamed;
                callers.add(new Thread(() -> callUntilTheServerIsGone(way, model, answered)));
            }
            callers.forEach(Thread::start);
            await().atMost(Duration.ofMinutes(1)).until(() -> answered.size() >= due);
            server.kill();
            for (Thread caller : callers) {
                caller.join();
            }
            server.start();
        }

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(ids(whole, streamed)).containsAll(answered));
        await().during(Duration.ofSeconds(1))
                .until(() -> metrics().contains("external_models_collector_lag_seconds 0.0"));
        for (String model : List.of(whole, streamed)) {
            List<String> ids = ids(model);
            assertThat(ids).doesNotHaveDuplicates();
            int served = served(model).getInt("requests");
            // What was under way when the server was killed had no answer and may have no record.
            assertThat(ids.size()).isBetween(served - CALLERS * KILLS, served);
            for (JsonObject sums : List.of(bill(model), analytics(model), summary(model))) {
                assertThat(sums.getInt("requests")).isEqualTo(ids.size());
                assertThat(sums.getInt("calls")).isEqualTo(ids.size());
            }
        }
    }

    private static void callUntilTheServerIsGone(String way, String model, Queue<String> answered) {
        try {
            while (true) {
                answered.add(product.call(way, model).getString("traceId"));
            }
        } catch (RuntimeException | AssertionError gone) {
            // That is how it ends.
        }
    }

    private static List<String> ids(String... models) {
        List<String> ids = new ArrayList<>();
        for (String model : models) {
            product.allTraces(model).forEach(trace -> ids.add(trace.getString("id")));
        }
        return ids;
    }

    private static void call(Kind kind, String model) {
        switch (kind) {
            case WHOLE, FAILING -> product.call("typed", model);
            case STREAMED, CUT -> product.call("stream", model);
            case LEFT -> leave(model);
        }
    }

    /** Asks for a stream and goes away after its first bytes. */
    private static void leave(String model) {
        String body = Json.createObjectBuilder()
                .add("model", model)
                .add("stream", true)
                .add(
                        "messages",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("role", "user")
                                        .add("content", "one two three four five six seven eight nine ten")))
                .build()
                .toString();
        String user = Base64.getEncoder().encodeToString("carl:carl-of-this-test".getBytes(StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(product.uri("/v1/chat/completions"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Basic " + user)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        try (InputStream answer =
                client.send(request, HttpResponse.BodyHandlers.ofInputStream()).body()) {
            assertThat(answer.read(new byte[10])).isPositive();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
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

    private static JsonObject bill(String model) {
        return get("billing?groupBy=model&model=" + Product.encode(model))
                .getJsonArray("items")
                .getJsonObject(0);
    }

    private static JsonObject analytics(String model) {
        return get("analytics?period=24h&model=" + Product.encode(model)).getJsonObject("total");
    }

    private static JsonObject summary(String model) {
        return get("traces/summary?model=" + Product.encode(model));
    }

    private static JsonObject get(String address) {
        Answer answer = product.administrator().get("/api/v1/" + address);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static String metrics() {
        return product.user("vera").get("/metrics").body();
    }

    /** The sum of a metric over all of its series that are about a model. */
    private static int metric(String name, String model) {
        Matcher series = Pattern.compile(name + "\\{[^}]*model=\"" + Pattern.quote(model) + "\"[^}]*} ([0-9.E]+)")
                .matcher(metrics());
        double sum = 0;
        while (series.find()) {
            sum += Double.parseDouble(series.group(1));
        }
        return (int) sum;
    }
}
