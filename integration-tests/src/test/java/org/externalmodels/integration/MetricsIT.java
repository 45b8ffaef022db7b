package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.externalmodels.integration.server.HttpCalls;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsIT {

    private static final Path OBSERVABILITY = Path.of(System.getProperty("project.directory"), "observability");

    private final Product product = new Product(QuickStart.server());

    @Test
    void tellCallsTokensAndCostByModelAndConnection() {
        Definition definition = product.definition("counted-metrics");
        product.add(definition);
        product.administrator()
                .post(
                        "/api/v1/prices",
                        Json.createObjectBuilder()
                                .add("model", definition.name())
                                .add("currency", "EUR")
                                .add("effectiveFrom", "2020-01-01T00:00:00Z")
                                .add("request", new BigDecimal("0.5"))
                                .build());

        product.call("typed", definition.name());
        product.call("stream", definition.name());

        String both = "connection=\"main\",";
        String model = "model=\"" + definition.name() + "\"";
        await().untilAsserted(() -> assertThat(metrics())
                .contains(
                        "external_models_cost_total{" + both + "currency=\"EUR\"," + model + "} 1.0",
                        "external_models_tokens_total{" + both + model + ",type=\"input\"} 6.0",
                        "external_models_attempts_total{code=\"\"," + both + model + "} 2.0"));
        assertThat(metrics())
                .contains(
                        "external_models_calls_total{code=\"\"," + both + model + ",source=\"application\"} 2.0",
                        "external_models_call_duration_seconds_count{" + both + model + "} 2",
                        "external_models_first_chunk_seconds_count{" + both + model + "} 1",
                        "external_models_calls_in_flight{" + model + "} 0.0",
                        "external_models_database_up 1.0",
                        "external_models_collector_up 1.0");
    }

    @Test
    void areForThoseWhoMaySeeModels() {
        assertThat(product.anybody().get("/metrics").status()).isEqualTo(401);
        for (String user : new String[] {"carl", "rolf"}) {
            assertThat(product.user(user).get("/metrics").status()).as(user).isEqualTo(403);
        }
        for (String user : new String[] {"edith", "vera", "otto"}) {
            assertThat(product.user(user).get("/metrics").status()).as(user).isEqualTo(200);
        }
    }

    /** Every metric that a dashboard or a rule asks for is one that a server with some calls behind it has, labels and all. */
    @ParameterizedTest
    @ValueSource(strings = {"grafana-dashboard.json", "prometheus-rules.yml"})
    void haveTheNamesAndLabelsThatDashboardAndRulesAskFor(String file) throws IOException {
        Definition works = product.definition("shown");
        Definition fails = product.definition("shown-fails").withFault("status=503");
        product.add(works);
        product.add(fails);
        product.administrator()
                .post(
                        "/api/v1/prices",
                        Json.createObjectBuilder()
                                .add("model", works.name())
                                .add("currency", "EUR")
                                .add("effectiveFrom", "2020-01-01T00:00:00Z")
                                .add("request", new BigDecimal("0.5"))
                                .build());
        product.call("stream", works.name());
        product.call("typed", fails.name());
        await().until(() -> metrics()
                .contains("external_models_cost_total{connection=\"main\",currency=\"EUR\",model=\"" + works.name()));

        String queries = Files.readString(OBSERVABILITY.resolve(file));
        Map<String, Set<String>> had = AskedMetrics.had(metrics());
        Map<String, Set<String>> asked = AskedMetrics.asked(queries, had.keySet());

        assertThat(asked).hasSizeGreaterThan(4);
        assertThat(asked.values())
                .as("queries with labels")
                .anySatisfy(labels -> assertThat(labels).contains("model", "code"));
        asked.forEach((metric, labels) -> {
            assertThat(had).containsKey(metric);
            assertThat(had.get(metric)).as(metric).containsAll(labels);
        });
        // A sum of two has only what both of them have.
        assertThat(queries).doesNotContain(" + ");
    }

    @Test
    @DisabledIfSystemProperty(
            named = "server",
            matches = "wildfly",
            disabledReason = "WildFly asks no health checks in modules of enterprise beans.")
    void healthTellsWhatIsAskedAboutAndWhatIsFound() {
        HttpCalls.Answer ready = product.anybody().get("/health/ready");

        assertThat(ready.status()).isEqualTo(200);
        JsonObject models = check(ready, "models");
        assertThat(models.getString("status")).isEqualTo("UP");
        assertThat(Integer.parseInt(found(models, "version"))).isPositive();
        JsonObject journal = check(ready, "journal");
        assertThat(Integer.parseInt(found(journal, "percent"))).isBetween(0, 79);
        assertThat(Integer.parseInt(found(journal, "lagSeconds"))).isBetween(0, 60);
        assertThat(found(check(ready, "database"), "answers")).isEqualTo("true");
        assertThat(check(product.anybody().get("/health/live"), "threads").getString("status"))
                .isEqualTo("UP");
    }

    private static JsonObject check(HttpCalls.Answer health, String name) {
        try (JsonReader reader = Json.createReader(new StringReader(health.body()))) {
            return reader.readObject().getJsonArray("checks").stream()
                    .map(JsonValue::asJsonObject)
                    .filter(check -> check.getString("name").equals(name))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("No check " + name + " in " + health.body()));
        }
    }

    /** Payara writes what is found as text, whatever its type. */
    private static String found(JsonObject check, String name) {
        JsonValue value = check.getJsonObject("data").get(name);
        return value instanceof JsonString text ? text.getString() : value.toString();
    }

    private String metrics() {
        HttpCalls.Answer answer = product.user("vera").get("/metrics");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}
