package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.externalmodels.integration.server.HttpCalls.Answer;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageIT {

    private static final String SANDBOX_PATH = "/openai/v1/chat/completions";

    private final Product product = new Product(QuickStart.server());

    @Test
    void traceBillingAnalyticsAndTheProviderCountTheSame() {
        Definition works = product.definition("counted");
        Definition fails = product.definition("counted-fails").withFault("status=500");
        Definition cut = product.definition("counted-cut").withFault("cut=600");
        List<Definition> all = List.of(works, fails, cut);
        all.forEach(product::add);
        JsonObject before = served();

        for (String way : List.of("typed", "stream", "async", "cci", "stream", "typed")) {
            product.call(way, works.name());
        }
        JsonObject answered = served();
        product.call("typed", fails.name());
        product.call("stream", fails.name());
        product.call("stream", cut.name());
        product.call("stream", cut.name());
        JsonObject after = served();

        long rows = all.stream().mapToLong(model -> settled(model).size()).sum();
        assertThat(rows).isEqualTo(count(after, "requests") - count(before, "requests"));
        for (Definition model : all) {
            assertAgreement(model, settled(model));
        }
        JsonObject bill = bill(works, "model").getJsonObject(0);
        assertThat(bill.getInt("requests")).isEqualTo(6);
        assertThat(bill.getInt("failures")).isZero();
        assertThat((long) bill.getInt("inputTokens"))
                .isEqualTo(count(answered, "inputTokens") - count(before, "inputTokens"));
        assertThat((long) bill.getInt("outputTokens"))
                .isEqualTo(count(answered, "outputTokens") - count(before, "outputTokens"));
        assertThat(bill(fails, "model").getJsonObject(0).isNull("inputTokens")).isTrue();
        assertThat(bill(cut, "code").getJsonObject(0).getString("code")).isEqualTo("STREAM_INTERRUPTED");
    }

    @Test
    void aCallIsChargedAtThePriceOfItsTimeAndWhatAttributesItCanBeBilled() {
        Definition definition = product.definition("priced");
        product.add(definition);
        product.call("typed", definition.name());
        settled(definition);
        product.price(definition, Map.of("input", "1.5", "output", "6"));
        product.call("typed", definition.name());
        await().untilAsserted(() -> assertThat(settled(definition)).hasSize(2));

        // 3 tokens in and 4 out.
        JsonObject bill = bill(definition, "application,day").getJsonObject(0);
        assertThat(bill.getJsonNumber("cost").bigDecimalValue()).isEqualByComparingTo("0.0000285");
        assertThat(bill.getString("currency")).isEqualTo("EUR");
        assertThat(bill.getInt("unknownCost")).isEqualTo(1);
        assertThat(bill.getString("application")).isNotEmpty();
        JsonObject newest = settled(definition).get(0);
        assertThat(newest.getJsonNumber("cost").bigDecimalValue()).isEqualByComparingTo("0.0000285");

        Answer rerated = product.administrator()
                .post(
                        "/api/v1/billing/rerate",
                        Json.createObjectBuilder()
                                .add("from", newest.getString("time").substring(0, 10) + "T00:00:00Z")
                                .add("to", "2100-01-01T00:00:00Z")
                                .add("model", definition.name())
                                .build());
        assertThat(rerated.status()).as("more than 32 days: " + rerated.body()).isEqualTo(422);
        rerated = product.administrator()
                .post(
                        "/api/v1/billing/rerate",
                        Json.createObjectBuilder()
                                .add("from", settled(definition).get(1).getString("time"))
                                .add("to", newest.getString("time"))
                                .add("model", definition.name())
                                .build());
        assertThat(rerated.json()).hasToString("{\"calls\":1,\"changed\":1}");
        assertThat(bill(definition, "model")
                        .getJsonObject(0)
                        .getJsonNumber("cost")
                        .bigDecimalValue())
                .isEqualByComparingTo("0.000057");

        JsonObject before = bill(definition, "model,day").getJsonObject(0);
        Answer recounted = product.administrator()
                .post(
                        "/api/v1/billing/recount",
                        Json.createObjectBuilder()
                                .add("from", settled(definition).get(1).getString("time"))
                                .add("to", newest.getString("time"))
                                .build());
        assertThat(recounted.status()).as(recounted.body()).isEqualTo(200);
        assertThat(recounted.json().getInt("calls")).isGreaterThanOrEqualTo(2);
        assertThat(bill(definition, "model,day").getJsonObject(0)).isEqualTo(before);
    }

    @Test
    void whatWasSaidIsForAdministratorsAndAuditorsAndWithoutWhatIsRedacted() {
        Answer rules = product.administrator()
                .patch(
                        "/api/v1/settings/redaction",
                        Json.createObjectBuilder()
                                .add("patterns", Json.createArrayBuilder().add("redactme-[a-z]+"))
                                .build());
        assertThat(rules.status()).as(rules.body()).isEqualTo(200);
        Definition definition = product.definition("said");
        Answer added = product.administrator()
                .post(
                        "/api/v1/models",
                        Json.createObjectBuilder(definition.json())
                                .add("capture", "FULL")
                                .build());
        assertThat(added.status()).as(added.body()).isEqualTo(201);
        String id =
                product.prompt(definition.name(), "tell redactme-alpha nothing").getString("traceId");
        settled(definition);

        for (String user : List.of("admin", "otto")) {
            JsonObject shown = as(user).get("/api/v1/traces/" + id).json();
            assertThat(shown.getString("input"))
                    .contains("tell [redacted] nothing")
                    .doesNotContain("redactme-alpha");
            assertThat(shown.getString("output"))
                    .contains("tell [redacted] nothing")
                    .doesNotContain("redactme-alpha");
            assertThat(shown.getJsonArray("attempts")).hasSize(1);
        }
        for (String user : List.of("edith", "vera")) {
            JsonObject shown = as(user).get("/api/v1/traces/" + id).json();
            assertThat(shown.isNull("input")).isTrue();
            assertThat(shown.isNull("output")).isTrue();
            assertThat(shown.getString("status")).isEqualTo("complete");
        }
    }

    @Test
    void tracesAreFilteredSummedUpAndDownloaded() {
        Definition definition = product.definition("filtered");
        product.add(definition);
        product.call("typed", definition.name());
        product.call("stream", definition.name());
        await().untilAsserted(() -> assertThat(settled(definition)).hasSize(2));
        String model = "model=" + Product.encode(definition.name());

        assertThat(Product.items(get("traces?" + model + "&streaming=true&inputTokens.gte=1&period=24h")))
                .hasSize(1);
        assertThat(Product.items(get("traces?" + model + "&lastAttempt=true"))).hasSize(2);
        assertThat(Product.items(get("traces?" + model + "&lastAttempt=false"))).isEmpty();
        assertThat(Product.items(get("traces?" + model + "&outputTokens.gt=1000")))
                .isEmpty();
        assertThat(Product.items(get("traces?match=any&" + model + "&outputTokens.gt=1000&period=1h")))
                .hasSizeGreaterThanOrEqualTo(2);
        JsonObject summary = get("traces/summary?" + model).json();
        assertThat(summary.getInt("requests")).isEqualTo(2);
        assertThat(summary.getJsonNumber("p99Millis").longValue()).isNotNegative();
        Answer file = get("traces.csv?" + model);
        assertThat(file.header("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(file.body().lines()).hasSize(3);
        assertThat(product.administrator()
                        .send("GET", "/api/v1/traces?" + model, null, Map.of("Accept", "text/csv"))
                        .body())
                .isEqualTo(file.body());
        assertThat(product.administrator()
                        .send("GET", "/api/v1/traces?" + model, null, Map.of("Accept", "*/*"))
                        .json()
                        .getJsonArray("items"))
                .hasSize(2);
    }

    @Test
    void imagesAreCountedAndBilledByTheirPrice() {
        Definition definition = product.definition("draws");
        product.add(Json.createObjectBuilder(definition.json())
                .add("endpoint", product.uri("/sandbox/openai/v1").toString())
                .add("providerModel", "gpt-image-1")
                .add("modalities", Json.createArrayBuilder().add("text-to-image"))
                .build());
        product.price(definition, Map.of("image", "0.04"));

        product.call("typed", definition.name());

        JsonObject trace = settled(definition).get(0);
        assertThat(trace.getInt("images")).isEqualTo(1);
        assertThat(trace.getInt("audioMillis")).isZero();
        JsonObject bill = bill(definition, "model").getJsonObject(0);
        assertThat(bill.getInt("images")).isEqualTo(1);
        assertThat(bill.getJsonNumber("cost").bigDecimalValue()).isEqualByComparingTo("0.04");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "traces?modle=x",
                "traces?model.gte=x",
                "traces?millis=many",
                "traces?lastAttempt=maybe",
                "traces/summary?x=1",
                "traces?period=9d",
                "billing?groupBy=colour",
                "billing?colour=red",
                "billing?model=a&model=b",
                "billing?limit=10",
                "analytics?after=x",
                "analytics?colour=red",
                "analytics?groupBy=caller"
            })
    void anAddressThatSaysSomethingElseThanItSeemsToIsRefused(String address) {
        Answer answer = get(address);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().getJsonArray("problems")).isNotEmpty();
    }

    private void assertAgreement(Definition model, List<JsonObject> traces) {
        long failures = traces.stream()
                .filter(trace -> !trace.getString("status").equals("complete"))
                .count();
        JsonObject bill = bill(model, "model").getJsonObject(0);
        JsonObject report = get("analytics?period=24h&model=" + Product.encode(model.name()))
                .json();
        assertThat(report.isNull("completeFrom")).as(report.toString()).isTrue();
        JsonObject total = report.getJsonObject("total");
        JsonObject summary =
                get("traces/summary?model=" + Product.encode(model.name())).json();
        for (JsonObject sums : List.of(bill, total, summary)) {
            assertThat(sums.getInt("requests")).isEqualTo(traces.size());
            assertThat((long) sums.getInt("failures")).isEqualTo(failures);
            for (String tokens : List.of("inputTokens", "outputTokens")) {
                assertThat(sums.get(tokens)).isEqualTo(bill.get(tokens));
            }
            assertThat(sums.getInt("unknownUsage")).isEqualTo(bill.getInt("unknownUsage"));
        }
    }

    /** All that was called is collected: nothing more comes while the sandbox is still. */
    private List<JsonObject> settled(Definition model) {
        await().until(() -> !product.traces(model.name()).isEmpty());
        await().during(java.time.Duration.ofSeconds(1))
                .until(() -> product.allTraces(model.name()).size(), same());
        return product.allTraces(model.name());
    }

    private static java.util.function.Predicate<Integer> same() {
        int[] seen = {-1};
        return size -> {
            boolean still = seen[0] == size;
            seen[0] = size;
            return still;
        };
    }

    private JsonArray bill(Definition model, String groupBy) {
        Answer answer = get("billing?groupBy=" + groupBy + "&model=" + Product.encode(model.name()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().getJsonArray("items");
    }

    private Answer get(String address) {
        return product.administrator().get("/api/v1/" + address);
    }

    private org.externalmodels.integration.server.HttpCalls as(String user) {
        return user.equals("admin") ? product.administrator() : product.user(user);
    }

    private JsonObject served() {
        return product.anybody().get("/sandbox/count").json().getJsonObject("paths");
    }

    private static long count(JsonObject paths, String what) {
        JsonObject path = paths.getJsonObject(SANDBOX_PATH);
        return path == null ? 0 : path.getInt(what);
    }
}
