package org.externalmodels.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
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
}
