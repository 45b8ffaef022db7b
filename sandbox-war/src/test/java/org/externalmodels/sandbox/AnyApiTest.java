package org.externalmodels.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AnyApiTest {
    private static final SandboxServer SANDBOX = SandboxServer.start();
    private final Client client = new Client(SANDBOX);

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    private static String text(JsonObject answer) {
        return answer.getJsonObject("result")
                .getJsonArray("outputs")
                .getJsonObject(0)
                .getString("text");
    }

    @Test
    void completesInTwoLevelsAndCountsWords() {
        JsonObject answer = Client.json(client.post("/any/complete", """
                {"input": {"text": "what is this", "system": "be brief"}, "options": {"temperature": 0.5, "style": "a b"}}
                """));

        assertThat(text(answer)).isEqualTo("echo: what is this");
        JsonObject usage = answer.getJsonObject("meta").getJsonObject("usage");
        assertThat(usage.getInt("in")).isEqualTo(5);
        assertThat(usage.getInt("out")).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[1,'two words'] | [1,'two words']",
                "'plain' | 'plain'",
                "{'input':{'text':7}} | {'input':{'text':7}}"
            })
    void takesAnyJson(String body, String echoed) {
        JsonObject answer = Client.json(client.post("/any/complete", body.replace('\'', '"')));

        assertThat(text(answer)).isEqualTo("echo: " + echoed.replace('\'', '"'));
    }

    @Test
    void refusesWhatIsNotJsonAndWhatIsNotPosted() {
        assertThat(client.post("/any/complete", "{").statusCode()).isEqualTo(400);
        assertThat(client.get("/any/complete").statusCode()).isEqualTo(405);
        assertThat(client.get("/any/thing").statusCode()).isEqualTo(404);
    }

    @Test
    void canLeaveTheUsageOut() {
        JsonObject answer = Client.json(client.post("/any/nousage", "{\"input\": {\"text\": \"hello\"}}"));

        assertThat(text(answer)).isEqualTo("echo: hello");
        assertThat(answer.getJsonObject("meta")).doesNotContainKey("usage");
    }

    @ParameterizedTest
    @CsvSource({
        "'', application/x-ndjson",
        "*/*, application/x-ndjson",
        "application/jsonl, application/jsonl",
        "application/json-seq, application/json-seq",
        "text/event-stream, text/event-stream"
    })
    void streamsInTheFramingThatIsAccepted(String accepted, String type) {
        var answer = client.post("/any/stream", "{\"input\": {\"text\": \"hello you\"}}", "Accept", accepted);

        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith(type);
        assertThat(answer.body().lines().map(line -> line.replaceAll("^(data: |\u001e)", "")))
                .filteredOn(line -> !line.isEmpty())
                .containsExactly(
                        "{\"delta\":{\"text\":\"echo:\"}}",
                        "{\"delta\":{\"text\":\" hello\"}}",
                        "{\"delta\":{\"text\":\" you\"}}",
                        "{\"meta\":{\"model\":\"any-1\",\"usage\":{\"in\":2,\"out\":3}}}");
    }

    @Test
    void echoesTheBodyAsSentAndHeadersWithoutSecrets() {
        var response = client.post(
                "/any/echo",
                "{\"b\": 1.50, \"a\": [\"${x}\", null]}",
                "Authorization",
                "Bearer sk-canary",
                "X-Api-Key",
                "canary",
                "X-Team",
                "claims");

        JsonObject answer = Client.json(response);
        assertThat(answer.getJsonObject("received")).hasToString("{\"b\":1.50,\"a\":[\"${x}\",null]}");
        assertThat(answer.getJsonObject("headers").getString("X-Team")).isEqualTo("claims");
        assertThat(answer.getJsonObject("headers").getString("Authorization")).isEqualTo("(hidden)");
        assertThat(response.body()).doesNotContain("canary");
    }

    @Test
    void echoesABodyThatIsNotJsonAsText() {
        assertThat(Client.json(client.post("/any/echo", "a=b&c")).getString("received"))
                .isEqualTo("a=b&c");
    }

    @Test
    void answersAFaultInItsOwnShape() {
        var answer = client.post("/any/complete", "{}", "X-Sandbox-Fault", "status=503");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Client.json(answer).getJsonObject("problem").getInt("status"))
                .isEqualTo(503);
    }
}
