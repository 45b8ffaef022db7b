package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.externalmodels.integration.server.HttpCalls.Answer;

/** One of everything that people write, with markup and expressions wherever the registry takes them. */
final class PlantedMarkup {

    static final String MARKUP = "<img src=x>\"'#{7*6}${7*6}";

    /** What an expression in it would come to, behind the signs that stand before it. */
    static final String EVALUATED = "\"'42";

    private final Product product;
    private final String name = MARKUP + UUID.randomUUID();
    private final String apiKey = Definition.key("sk-planted");
    private final String model;
    private final String key;
    private final String profile;
    private final String limit;
    private final String price;

    PlantedMarkup(Product product) {
        this.product = product;
        model = product.add(definition());
        key = add("application-keys", named().add("models", array(name)));
        profile = add(
                "authorization-profiles",
                named().add("type", "OAUTH2_CLIENT_CREDENTIALS")
                        .add("tokenEndpoint", "https://token.example/")
                        .add("clientId", MARKUP)
                        .add("clientSecret", "x")
                        .add("scope", MARKUP)
                        .add(
                                "fields",
                                Json.createArrayBuilder()
                                        .add(Json.createObjectBuilder()
                                                .add("name", MARKUP)
                                                .add("value", MARKUP))));
        limit = add(
                "limits",
                named().add("measure", "requests-per-minute")
                        .add("amount", 100)
                        .add("mode", "shadow")
                        .add("application", name)
                        .add("model", name)
                        .add("connection", MARKUP));
        price = add(
                "prices",
                Json.createObjectBuilder()
                        .add("model", name)
                        .add("connection", MARKUP)
                        .add("currency", "USD")
                        .add("request", BigDecimal.ONE));
    }

    private JsonObject definition() {
        JsonObject body = Json.createObjectBuilder()
                .add("input", Json.createObjectBuilder().add("text", "{{prompt}}"))
                .add("note", MARKUP)
                .add("said", "{{said}}")
                .build();
        return named().add("integration", "API")
                .add("endpoint", product.uri("/sandbox/any/complete").toString())
                .add("structure", "template")
                .add("body", body.toString())
                .add(
                        "variables",
                        Json.createArrayBuilder()
                                .add(variable("prompt").add("required", true))
                                .add(variable("said").add("default", MARKUP)))
                .add(
                        "paths",
                        Json.createObjectBuilder()
                                .add("output", "result.outputs[0].text")
                                .add("end", MARKUP))
                .add("headers", headers(MARKUP))
                .add("routing", Json.createObjectBuilder().add("fallbackModels", array(MARKUP)))
                .add(
                        "connections",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("name", MARKUP)
                                        .add("apiKey", apiKey)))
                .add("capture", "FULL")
                .add("status", "ACTIVE")
                .build();
    }

    private static JsonObjectBuilder variable(String name) {
        return Json.createObjectBuilder()
                .add("name", name)
                .add("displayName", MARKUP)
                .add("type", "string");
    }

    private static JsonArrayBuilder headers(String value) {
        return Json.createArrayBuilder()
                .add(Json.createObjectBuilder().add("name", "X-Planted").add("value", value));
    }

    private static JsonArrayBuilder array(String text) {
        return Json.createArrayBuilder().add(text);
    }

    private JsonObjectBuilder named() {
        return Json.createObjectBuilder().add("name", name);
    }

    private String add(String what, JsonObjectBuilder body) {
        Answer answer = product.administrator().post("/api/v1/" + what, body.build());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().getString("id");
    }

    String model() {
        return model;
    }

    /** The key of the model's connection. */
    String apiKey() {
        return apiKey;
    }

    String key() {
        return key;
    }

    /** Says it to the model and returns the call's id. */
    String call() {
        product.prompt(name, MARKUP);
        await().until(() -> !product.traces(name).isEmpty());
        return product.traces(name).get(0).getString("id");
    }

    /** Writes another revision of the model. */
    void revise() {
        Answer answer = product.administrator()
                .patch(
                        "/api/v1/models/" + model,
                        Json.createObjectBuilder()
                                .add("headers", headers(MARKUP + MARKUP))
                                .add("status", "ACTIVE")
                                .build());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    /** Every page that shows some of it. */
    List<String> pages() {
        String encoded = Product.encode(name);
        String part = Product.encode(MARKUP);
        return List.of(
                "/models/list?search=" + part,
                "/models/view?id=" + model,
                "/models/connections?id=" + model,
                "/models/edit?id=" + model,
                "/models/history?id=" + model,
                "/traces/list?model=" + encoded,
                "/traces/list?application=" + encoded + "&tag.a=" + encoded,
                "/analytics/usage?by=connection",
                "/analytics/usage?model=" + encoded,
                "/billing/bill?period=all&model=" + encoded,
                "/billing/prices?model=" + part,
                "/billing/price?id=" + price,
                "/audit/log?name=" + encoded,
                "/keys/list?search=" + part,
                "/keys/edit?id=" + key,
                "/profiles/list?search=" + part,
                "/profiles/view?id=" + profile,
                "/profiles/edit?id=" + profile,
                "/limits/list?search=" + part,
                "/limits/edit?budget=false&id=" + limit,
                "/submissions/list?search=" + part,
                "/dead-letters/list?search=" + part,
                "/settings/usage?search=" + part);
    }
}
