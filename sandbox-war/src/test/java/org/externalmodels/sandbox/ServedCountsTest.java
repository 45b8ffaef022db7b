package org.externalmodels.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ServedCountsTest {
    private final SandboxServer sandbox = SandboxServer.start();
    private final Client client = new Client(sandbox);

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private JsonObject count() {
        return Client.json(client.get("/count"));
    }

    private static void assertServed(JsonObject served, int requests, int failures, int in, int out) {
        assertThat(served.getInt("requests")).isEqualTo(requests);
        assertThat(served.getInt("failures")).isEqualTo(failures);
        assertThat(served.getInt("inputTokens")).isEqualTo(in);
        assertThat(served.getInt("outputTokens")).isEqualTo(out);
    }

    @Test
    void startAtZero() {
        assertServed(count().getJsonObject("total"), 0, 0, 0, 0);
        assertThat(count().getJsonObject("paths")).isEmpty();
    }

    @Test
    void haveRequestsFailuresAndTokensPerPath() {
        client.chat(Client.user("one two"));
        client.chat(Client.user("one two", "\"stream\": true"));
        client.faulty("status=500");
        client.faulty("nonsense");
        client.post(Client.CHAT, Client.hello());
        client.post("/any/complete", "{\"input\": {\"text\": \"a b c\"}}");

        JsonObject count = count();

        assertServed(count.getJsonObject("paths").getJsonObject(Client.CHAT), 5, 3, 4, 6);
        assertServed(count.getJsonObject("paths").getJsonObject("/any/complete"), 1, 0, 3, 4);
        assertServed(count.getJsonObject("total"), 6, 3, 7, 10);
    }

    @Test
    void doNotGrowWithoutEnd() {
        for (int at = 0; at < 1_100; at++) {
            client.get("/any/path" + at);
        }

        JsonObject count = count();

        assertThat(count.getJsonObject("paths")).hasSizeLessThan(1_010).containsKey("(other paths)");
        assertThat(count.getJsonObject("total").getInt("requests")).isEqualTo(1_100);
    }
}
