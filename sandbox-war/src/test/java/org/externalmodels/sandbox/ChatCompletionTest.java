package org.externalmodels.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import org.externalmodels.sandbox.wire.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class ChatCompletionTest {
    private static final SandboxServer SANDBOX = SandboxServer.start();
    private final Client client = new Client(SANDBOX);

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    @Test
    void echoesTheLastUserPromptAndCountsWords() {
        var response = client.chat("""
                {"model": "sandbox-1", "messages": [
                  {"role": "system", "content": "You are terse."},
                  {"role": "user", "content": "first question"},
                  {"role": "assistant", "content": "first answer"},
                  {"role": "user", "content": "second question here"}]}
                """);

        assertThat(response.statusCode()).isEqualTo(200);
        JsonObject answer = Client.json(response);
        JsonObject choice = answer.getJsonArray("choices").getJsonObject(0);
        assertThat(choice.getJsonObject("message").getString("content")).isEqualTo("echo: second question here");
        assertThat(choice.getString("finish_reason")).isEqualTo("stop");
        assertThat(answer.getString("model")).isEqualTo("sandbox-1");
        assertThat(answer.getString("object")).isEqualTo("chat.completion");
        assertThat(answer.getString("id")).startsWith("chatcmpl-");
        assertThat(answer.getJsonNumber("created").longValue()).isPositive();
        JsonObject usage = answer.getJsonObject("usage");
        assertThat(usage.getInt("prompt_tokens")).isEqualTo(10);
        assertThat(usage.getInt("completion_tokens")).isEqualTo(4);
        assertThat(usage.getInt("total_tokens")).isEqualTo(14);
    }

    @Test
    void streamsTheSameTextWithUsageInAChunkOfItsOwn() {
        var response = client.chat(
                Client.user("hello  there", "\"stream\": true", "\"stream_options\": {\"include_usage\": true}"));

        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        var events = response.body().lines().filter(line -> !line.isEmpty()).toList();
        assertThat(events).allSatisfy(event -> assertThat(event).startsWith("data: "));
        assertThat(events.get(events.size() - 1)).isEqualTo("data: [DONE]");
        var chunks = events.subList(0, events.size() - 1).stream()
                .map(event -> Json.parse(event.substring(6)).asJsonObject())
                .toList();
        JsonObject last = chunks.get(chunks.size() - 1);
        assertThat(last.getJsonArray("choices")).isEmpty();
        assertThat(last.getJsonObject("usage").getInt("completion_tokens")).isEqualTo(3);
        var text = new StringBuilder();
        for (JsonObject chunk : chunks.subList(0, chunks.size() - 1)) {
            assertThat(chunk.isNull("usage")).isTrue();
            text.append(chunk.getJsonArray("choices")
                    .getJsonObject(0)
                    .getJsonObject("delta")
                    .getString("content", ""));
        }
        assertThat(text).hasToString("echo: hello  there");
    }

    private JsonObject choice(String body) {
        return Client.json(client.chat(body)).getJsonArray("choices").getJsonObject(0);
    }

    private String content(String body) {
        return choice(body).getJsonObject("message").getString("content");
    }

    @Test
    void endsAtAStopSequence() {
        assertThat(content(Client.user("a b STOP c END d", "\"stop\": [\"END\", \"STOP\"]")))
                .isEqualTo("echo: a b ");
        assertThat(content(Client.user("a b c", "\"stop\": \"b\""))).isEqualTo("echo: a ");
    }

    @Test
    void endsAtTheTokenLimitAndSaysSo() {
        for (String limit : List.of("max_tokens", "max_completion_tokens")) {
            JsonObject answer = Client.json(client.chat(Client.user("one two three four", "\"" + limit + "\": 3")));

            JsonObject choice = answer.getJsonArray("choices").getJsonObject(0);
            assertThat(choice.getJsonObject("message").getString("content")).isEqualTo("echo: one two");
            assertThat(choice.getString("finish_reason")).isEqualTo("length");
            assertThat(answer.getJsonObject("usage").getInt("completion_tokens"))
                    .isEqualTo(3);
        }
    }

    @Test
    void showsThatImagesAndAudioArrived() {
        assertThat(content("""
                {"model": "sandbox-1", "messages": [{"role": "user", "content": [
                  {"type": "text", "text": "what is it"},
                  {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAECAw==", "detail": "low"}},
                  {"type": "image_url", "image_url": {"url": "https://example.com/cat.png"}},
                  {"type": "input_audio", "input_audio": {"data": "AAEC", "format": "wav"}}]}]}
                """))
                .isEqualTo(
                        "echo: what is it [image/png 4 bytes] [image https://example.com/cat.png] [audio/wav 3 bytes]");
    }

    @Test
    void answersADocumentThatFollowsTheSchema() {
        String body = Client.user("claim 7", """
                "response_format": {"type": "json_schema", "json_schema": {"name": "claim", "strict": true, "schema": {
                  "type": "object", "additionalProperties": false, "required": ["summary", "severity", "amount"],
                  "properties": {"summary": {"type": "string"}, "severity": {"enum": ["low", "high"]},
                    "amount": {"type": "number", "minimum": 10}}}}}
                """);

        assertThat(content(body)).isEqualTo("{\"summary\":\"echo: claim 7\",\"severity\":\"low\",\"amount\":10}");
    }

    @Test
    void answersAnObjectInJsonMode() {
        String answer = content(Client.user("give me json", "\"response_format\": {\"type\": \"json_object\"}"));

        assertThat(answer).isEqualTo("{\"echo\":\"echo: give me json\"}");
    }

    @Test
    void isTheSameEachTimeButForItsIdAndTime() {
        assertThat(choice(Client.hello())).isEqualTo(choice(Client.hello()));
    }

    @Test
    void keepsEveryCharacterOfThePrompt() {
        String prompt = "Grüezi 👋 \"quoted\" \\ ${HOME} #{x} {{y}}\nnext";

        assertThat(content(Client.user(prompt))).isEqualTo("echo: " + prompt);
    }
}
