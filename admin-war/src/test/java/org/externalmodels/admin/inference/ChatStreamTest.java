package org.externalmodels.admin.inference;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.registry.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Chunks whose parts are put together as text are JSON whatever is in them. */
class ChatStreamTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "word ",
                "a \"quoted\" \\ word",
                "two\nlines\r\tand a tab",
                "\u0000\u001f\u2028\ud83d\ude00",
                "\"delta\":{}"
            })
    void wordsAreWhatTheyWere(String words) {
        assertThat(content(new ChatStream("t", () -> "gpt", false, false), words))
                .isEqualTo(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4o", "\"delta\":{}", "x\"},\"delta\":{}", "\\\"delta\\\":{}"})
    void soIsTheName(String name) {
        JsonObject chunk =
                chunks(new ChatStream("t", () -> name, false, false), "word").get(1);

        assertThat(chunk.getString("model")).isEqualTo(name);
        assertThat(delta(chunk).getString("content")).isEqualTo("word");
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void usageIsAMemberOfEachChunkIfItIsAskedFor(boolean asked) {
        assertThat(chunks(new ChatStream("t", () -> "gpt", asked, false), "word"))
                .hasSize(2)
                .allSatisfy(chunk -> assertThat(chunk.get("usage")).isEqualTo(asked ? JsonValue.NULL : null));
    }

    @Test
    void theFirstChunkTellsTheRole() {
        ChatStream stream = new ChatStream("t", () -> "gpt", false, false);

        assertThat(delta(chunks(stream, "one").get(0)).getString("role")).isEqualTo("assistant");
        assertThat(chunks(stream, "two")).hasSize(1);
    }

    private static String content(ChatStream stream, String words) {
        return delta(chunks(stream, words).get(1)).getString("content");
    }

    private static JsonObject delta(JsonObject chunk) {
        return chunk.getJsonArray("choices").getJsonObject(0).getJsonObject("delta");
    }

    private static List<JsonObject> chunks(ChatStream stream, String words) {
        return stream.event(new InferenceEvent.TextDelta(words))
                .lines()
                .filter(line -> !line.isEmpty())
                .map(ChatStreamTest::chunk)
                .toList();
    }

    private static JsonObject chunk(String line) {
        assertThat(line).startsWith("data: ");
        try (JsonReader reader = Json.createReader(new StringReader(line.substring("data: ".length())))) {
            return reader.readObject();
        }
    }
}
