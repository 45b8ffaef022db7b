package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.externalmodels.integration.server.ApplicationServer;
import org.externalmodels.integration.server.HttpCalls;
import org.externalmodels.integration.server.HttpCalls.Answer;

/** The product on a server, as its users reach it: the management API, and applications that call models. */
final class Product {

    static final String ADMIN = "admin";
    static final String PASSWORD = "admin-of-this-test";

    private final URI base;
    private final HttpCalls anybody;
    private final HttpCalls administrator;

    Product(ApplicationServer server) {
        this(server.uri("/"), PASSWORD);
    }

    Product(URI base, String password) {
        this.base = base;
        this.anybody = new HttpCalls(base);
        this.administrator = anybody.as(ADMIN, password);
    }

    URI sandbox() {
        return base.resolve("/sandbox/openai/v1/chat/completions");
    }

    URI uri(String path) {
        return base.resolve(path);
    }

    Definition definition(String what) {
        return Definition.of(what, sandbox());
    }

    HttpCalls administrator() {
        return administrator;
    }

    /** Somebody of the users that every server of these tests has. */
    HttpCalls user(String name) {
        return anybody.as(name, name + "-of-this-test");
    }

    HttpCalls anybody() {
        return anybody;
    }

    /** Registers a model and returns its id. */
    String add(Definition definition) {
        return add(definition.json());
    }

    String add(JsonObject definition) {
        Answer answer = administrator.post("/api/v1/models", definition);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().getString("id");
    }

    /** Sets what a model costs in EUR, since long ago: such as its input, per million tokens. */
    void price(Definition model, Map<String, String> rates) {
        JsonObjectBuilder price = Json.createObjectBuilder()
                .add("model", model.name())
                .add("currency", "EUR")
                .add("effectiveFrom", "2020-01-01T00:00:00Z");
        rates.forEach((name, rate) -> price.add(name, new BigDecimal(rate)));
        Answer answer = administrator.post("/api/v1/prices", price.build());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    /** Makes a key for models and returns the answer that has it in it. */
    JsonObject addKey(String... models) {
        JsonObject body = Json.createObjectBuilder()
                .add("name", "key-" + UUID.randomUUID())
                .add("models", Json.createArrayBuilder(List.of(models)))
                .build();
        Answer answer = administrator.post("/api/v1/application-keys", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json();
    }

    /** Adds an authorization profile with a fixed token and returns its id. */
    String addProfile(String what) {
        JsonObject profile = Json.createObjectBuilder()
                .add("name", what + "-" + UUID.randomUUID())
                .add("type", "BEARER")
                .add("token", Definition.key("sk-profile"))
                .build();
        Answer answer = administrator.post("/api/v1/authorization-profiles", profile);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().getString("id");
    }

    /** The id of a model that is there from the first start. */
    String idOf(String model) {
        return items(administrator.get("/api/v1/models")).stream()
                .filter(item -> item.getString("name").equals(model))
                .findFirst()
                .orElseThrow()
                .getString("id");
    }

    void switchModel(String id, boolean enabled) {
        toggle("/api/v1/models/" + id, enabled);
    }

    void switchConnection(String id, String connection, boolean enabled) {
        String connections = "/api/v1/models/" + id + "/connections";
        String connectionId = items(administrator.get(connections)).stream()
                .filter(item -> item.getString("name").equals(connection))
                .findFirst()
                .orElseThrow()
                .getString("id");
        toggle(connections + "/" + connectionId, enabled);
    }

    private void toggle(String resource, boolean enabled) {
        JsonObject body = Json.createObjectBuilder().add("enabled", enabled).build();
        Answer answer = administrator.put(resource + "/inferencing", resource, body);
        assertThat(answer.status()).as(answer.body()).isBetween(200, 204);
    }

    /** What is asked of models over HTTP where the answer does not matter. */
    static String question(String model) {
        return "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"one two three\"}]}";
    }

    /** Asks a model over HTTP, with a key for all. */
    Answer chat(String model) {
        return chat(addKey("*").getString("key"), model);
    }

    Answer chat(String key, String model) {
        return anybody.send(
                "POST",
                "/v1/chat/completions",
                question(model),
                Map.of("Content-Type", "application/json", "x-api-key", key));
    }

    JsonObject call(String way, String model) {
        return call(way, model, null);
    }

    /** Lets an application say something to a model. */
    JsonObject prompt(String model, String prompt) {
        Answer answer = anybody.get("/caller/?way=typed&model=" + encode(model) + "&prompt=" + encode(prompt));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    /** Lets an application say something to a model while a span of its own is current, given as {@code trace id-span id}. */
    JsonObject callWithin(String span, String model, String prompt) {
        Answer answer = anybody.get(
                "/caller/?way=typed&model=" + encode(model) + "&prompt=" + encode(prompt) + "&span=" + encode(span));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    /** Lets an application call a model. */
    JsonObject call(String way, String model, String connection) {
        String query = "?way=" + way + "&model=" + encode(model) + "&prompt=" + encode("one two three")
                + (connection == null ? "" : "&connection=" + encode(connection));
        Answer answer = anybody.get("/caller/" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    /** How many submissions are part of transactions that are prepared and not settled. */
    int inDoubt() {
        return administrator.get("/api/v1/submissions").json().getInt("inDoubt");
    }

    /** Asks for a stream and goes away after its first bytes. */
    void leave(String model) {
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
        HttpRequest request = HttpRequest.newBuilder(uri("/v1/chat/completions"))
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

    /** The newest traces of a model. */
    List<JsonObject> traces(String model) {
        return items(administrator.get(tracesOf(model)));
    }

    /** The traces of a process instance. */
    List<JsonObject> tracesOfWorkflow(String instance) {
        return items(administrator.get("/api/v1/traces?workflowInstance=" + encode(instance)));
    }

    /** All traces of a model, page by page. */
    List<JsonObject> allTraces(String model) {
        List<JsonObject> all = new ArrayList<>();
        String next = "";
        do {
            Answer page = administrator.get(tracesOf(model) + next);
            all.addAll(items(page));
            next = page.json().isNull("next")
                    ? null
                    : "&after=" + encode(page.json().getString("next"));
        } while (next != null);
        return all;
    }

    private static String tracesOf(String model) {
        return "/api/v1/traces?limit=100&model=" + encode(model);
    }

    static List<JsonObject> items(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().getJsonArray("items").stream()
                .map(JsonValue::asJsonObject)
                .toList();
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
