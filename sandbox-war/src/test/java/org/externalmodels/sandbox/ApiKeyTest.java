package org.externalmodels.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ApiKeyTest {
    private static final SandboxServer SANDBOX = SandboxServer.start();
    private final Client client = new Client(SANDBOX);

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    @Test
    void mustBeGiven() {
        HttpResponse<String> answer = client.post(Client.CHAT, Client.hello());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(Client.json(answer).getJsonObject("error").getString("message"))
                .startsWith("You didn't provide an API key.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Basic c2VjcmV0", "sk-canary", "Bearer sk-canary twice"})
    void mustBeABearerToken(String authorization) {
        HttpResponse<String> answer = client.post(Client.CHAT, Client.hello(), "Authorization", authorization);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).doesNotContain("canary").doesNotContain("c2VjcmV0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk-wrong-canary", "sk-invalid-canary"})
    void isRefusedWithoutBeingRepeated(String key) {
        HttpResponse<String> answer = client.post(Client.CHAT, Client.hello(), "Authorization", "Bearer " + key);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(Client.json(answer).getJsonObject("error").getString("code")).isEqualTo("invalid_api_key");
        assertThat(answer.body()).doesNotContain("canary");
    }

    @Test
    void canBeOverItsRate() {
        HttpResponse<String> answer =
                client.post(Client.CHAT, Client.hello(), "Authorization", "Bearer sk-ratelimited");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("20");
        assertThat(Client.json(answer).getJsonObject("error").getString("code")).isEqualTo("rate_limit_exceeded");
    }

    @Test
    void isNeededForModelsAndEmbeddingsToo() {
        assertThat(client.get("/openai/v1/models").statusCode()).isEqualTo(401);
        assertThat(client.post("/openai/v1/embeddings", "{}").statusCode()).isEqualTo(401);
    }
}
