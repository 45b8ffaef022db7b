package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import org.externalmodels.integration.server.HttpCalls.Answer;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.Test;

/** Where a provider does not answer, somebody else does. */
class RoutingIT {

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
