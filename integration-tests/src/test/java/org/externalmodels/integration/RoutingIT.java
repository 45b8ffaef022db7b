package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.externalmodels.integration.server.HttpCalls.Answer;
import org.externalmodels.integration.server.QuickStart;
import org.externalmodels.sandbox.SandboxServer;
import org.junit.jupiter.api.Test;

/** Where a provider does not answer, somebody else does. */
class RoutingIT {

    private static final int CALLERS = 8;

    private final Product product = new Product(QuickStart.server());

    @Test
    void aProviderThatIsGoneCostsNobodyAnAnswer() {
        Definition definition = product.definition("routed");
        URI gone = URI.create("http://127.0.0.1:1/v1/chat/completions");
        JsonObject json = Json.createObjectBuilder(definition.json())
                .add(
                        "connections",
                        Json.createArrayBuilder()
                                .add(connection("first", 0).add("baseUrl", gone.toString()))
                                .add(connection("second", 1)))
                .build();
        String id = product.add(json);

        for (int i = 0; i < 4; i++) {
            Answer answer = product.chat(definition.name());
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.header("X-External-Models-Connection")).contains("second");
            assertThat(answer.header("X-External-Models-Model")).contains(definition.name());
        }

        await().untilAsserted(
                        () -> assertThat(product.traces(definition.name())).hasSize(5));
        JsonArray connections = product.administrator()
                .get("/api/v1/models/" + id + "/routing")
                .json()
                .getJsonArray("connections");
        assertThat(connections.getJsonObject(0).getString("state")).isEqualTo("cooling-down");
        assertThat(connections.getJsonObject(0).getString("lastFailure")).isEqualTo("PROVIDER_UNREACHABLE");
        assertThat(connections.getJsonObject(1).getString("state")).isEqualTo("available");
    }

    @Test
    void aProviderThatIsKilledInTheMiddleCostsNobodyAnAnswer() throws Exception {
        Definition definition = product.definition("killed");
        List<Answer> answers = new ArrayList<>();
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try (SandboxServer spare = SandboxServer.start()) {
            SandboxServer killed = SandboxServer.start();
            product.add(Json.createObjectBuilder(
                            definition.withFault("delay=50").json())
                    .add(
                            "connections",
                            Json.createArrayBuilder()
                                    .add(connection("first", 0).add("baseUrl", chat(killed)))
                                    .add(connection("second", 1).add("baseUrl", chat(spare))))
                    .build());
            String key = product.addKey("*").getString("key");
            List<Future<List<Answer>>> calls = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                calls.add(callers.submit(() -> callUntil(over, key, definition)));
            }
            await().until(() -> product.traces(definition.name()).size() > CALLERS);

            killed.close();

            await().until(() -> product.chat(key, definition.name())
                    .header("X-External-Models-Connection")
                    .equals(Optional.of("second")));
            over.set(true);
            for (Future<List<Answer>> call : calls) {
                answers.addAll(call.get());
            }
        } finally {
            over.set(true);
            callers.shutdownNow();
        }

        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.status()).as(answer.body()).isEqualTo(200));
        await().untilAsserted(() -> assertThat(product.allTraces(definition.name()).stream()
                        .filter(trace -> trace.getString("status").equals("complete"))
                        .count())
                .isGreaterThanOrEqualTo(answers.size()));
        Map<String, List<JsonObject>> failed = product.allTraces(definition.name()).stream()
                .filter(trace -> !trace.getString("status").equals("complete"))
                .collect(Collectors.groupingBy(trace -> trace.getString("id")));
        // Only calls that were under way then, each of which died once with its socket and once found nobody there.
        assertThat(failed).isNotEmpty().hasSizeLessThanOrEqualTo(CALLERS + 1);
        assertThat(failed.values())
                .allSatisfy(attempts -> assertThat(attempts)
                        .hasSizeLessThanOrEqualTo(2)
                        .allSatisfy(attempt ->
                                assertThat(attempt.getString("connection")).isEqualTo("first")));
    }

    private List<Answer> callUntil(AtomicBoolean over, String key, Definition definition) {
        List<Answer> answers = new ArrayList<>();
        while (!over.get()) {
            answers.add(product.chat(key, definition.name()));
        }
        return answers;
    }

    private static String chat(SandboxServer provider) {
        return provider.uri("/openai/v1/chat/completions").toString();
    }

    @Test
    void anotherModelStandsIn() {
        Definition spare = product.definition("spare");
        product.add(spare);
        Definition definition = product.definition("stood-in-for").withFault("status=503");
        JsonObject json = Json.createObjectBuilder(definition.json())
                .add(
                        "routing",
                        Json.createObjectBuilder()
                                .add("fallbackModels", Json.createArrayBuilder().add(spare.name())))
                .build();
        product.add(json);

        Answer answer = product.chat(definition.name());

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().getString("model")).isEqualTo(spare.name());
        assertThat(answer.header("X-External-Models-Model")).contains(spare.name());
    }

    private static JsonObjectBuilder connection(String name, int priority) {
        return Json.createObjectBuilder()
                .add("name", name)
                .add("apiKey", Definition.key("sk-routed"))
                .add("priority", priority);
    }
}
