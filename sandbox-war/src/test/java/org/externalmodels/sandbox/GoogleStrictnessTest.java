package org.externalmodels.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import org.externalmodels.sandbox.wire.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GoogleStrictnessTest {
    private static final SandboxServer SANDBOX = SandboxServer.start();
    private static final Client CLIENT = new Client(SANDBOX);
    private static final String MODEL = "/google/v1beta/models/sandbox-1";
    private static final String HELLO = "{\"contents\": [{\"parts\": [{\"text\": \"hello there\"}]}]}";

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    private static HttpResponse<String> post(String path, String body) {
        return CLIENT.post(path, body, "x-goog-api-key", "AIza-test");
    }

    private static JsonObject error(HttpResponse<String> response) {
        return Client.json(response).getJsonObject("error");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"contents": [{"parts": [{"text": "x"}]}], "temprature": 1} | Unknown name "temprature": Cannot find field.
            {"contents": [{"parts": [{"txt": "x"}]}]} | Unknown name "txt" at 'contents[0].parts[0]': Cannot find field.
            {"contents": [{"parts": [{"text": 7}]}]} | Invalid value at 'contents[0].parts[0].text' (TYPE_STRING), 7
            {"contents": [{"parts": [{"text": "x"}]}], "generationConfig": {"topK": "x"}} | Invalid value at 'generation_config.top_k' (TYPE_INT32)
            {"contents": [{"parts": [{"text": "x"}]}], "generationConfig": {"temperature": 3}} | temperature must be in the range
            {"contents": [{"parts": [{"text": "x"}]}], "generationConfig": {"responseSchema": {"type": "OBJECT"}}} | only allowed when response_mime_type
            {"contents": [{"parts": [{"text": "x"}]}], "generation_config": {"max_output_tokens": 0}} | must be positive
            {"contents": []} | contents is not specified
            {"contents": [{"role": "assistant", "parts": [{"text": "x"}]}]} | Please use a valid role: user, model.
            {"contents": [{"parts": [{"functionResponse": {"name": "f", "response": {}}}]}]} | function response turn comes immediately after
            {"contents": [{"role": "model", "parts": [{"functionCall": {"name": "f"}}]}]} | number of function response parts
            {"contents": [{"parts": [{"text": "x"}]}], "tools": [{"functionDeclarations": [{"name": "1 2"}]}]} | Invalid function name
            {"contents": [{"parts": [{"text": "x"}]}], "toolConfig": {"functionCallingConfig": {"mode": "MAYBE"}}} | (TYPE_ENUM), "MAYBE"
            {"contents": [{"parts": [{"inlineData": {"mimeType": "image/png", "data": "%"}}]}]} | Base64 decoding failed
            [] | Invalid JSON payload received
            {"contents" | Invalid JSON payload received
            """)
    void refusesWhatGoogleRefuses(String body, String message) {
        HttpResponse<String> response = post(MODEL + ":generateContent", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response).getString("status")).isEqualTo("INVALID_ARGUMENT");
        assertThat(error(response).getString("message")).contains(message);
    }

    @Test
    void wantsAKeyInTheHeaderOrInTheQuery() {
        assertThat(CLIENT.post(MODEL + ":generateContent", HELLO).statusCode()).isEqualTo(403);
        assertThat(CLIENT.post(MODEL + ":generateContent?key=AIza-test", HELLO).statusCode())
                .isEqualTo(200);
        HttpResponse<String> wrong = CLIENT.post(MODEL + ":generateContent?key=AIza-wrong", HELLO);
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(error(wrong).getJsonArray("details").getJsonObject(0).getString("reason"))
                .isEqualTo("API_KEY_INVALID");
    }

    @Test
    void refusesAParameterOfTheQueryItDoesNotKnow() {
        assertThat(error(post(MODEL + ":generateContent?api-version=1", HELLO)).getString("message"))
                .contains("Cannot bind query parameter");
    }

    @Test
    void streamsEventsOnlyWhenAskedForThem() {
        HttpResponse<String> events = post(MODEL + ":streamGenerateContent?alt=sse", HELLO);
        HttpResponse<String> array = post(MODEL + ":streamGenerateContent", HELLO);

        assertThat(events.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
        assertThat(events.body()).startsWith("data: {").contains("\r\n\r\ndata: ");
        assertThat(Json.parse(array.body()).asJsonArray()).hasSize(3);
    }

    @Test
    void wantsToSeeTheSignatureOfAThoughtAgain() {
        String unsigned = """
                {"contents": [{"parts": [{"text": "x"}]},
                  {"role": "model", "parts": [{"functionCall": {"name": "f", "args": {}}}]},
                  {"parts": [{"functionResponse": {"name": "f", "response": {"result": 1}}}]}]}
                """;

        assertThat(post(MODEL + ":generateContent", unsigned).statusCode()).isEqualTo(200);
        assertThat(error(post("/google/v1beta/models/gemini-3-pro:generateContent", unsigned))
                        .getString("message"))
                .contains("missing a thought_signature");
    }

    @Test
    void blocksAPromptAndWithholdsAnAnswerOnRequest() {
        JsonObject blocked =
                Client.json(post(MODEL + ":generateContent", HELLO.replace("hello there", "sandbox:block")));
        JsonObject withheld =
                Client.json(post(MODEL + ":generateContent", HELLO.replace("hello there", "sandbox:safety")));

        assertThat(blocked.getJsonObject("promptFeedback").getString("blockReason"))
                .isEqualTo("SAFETY");
        assertThat(blocked).doesNotContainKey("candidates");
        assertThat(withheld.getJsonArray("candidates").getJsonObject(0).getString("finishReason"))
                .isEqualTo("SAFETY");
    }

    @Test
    void embedsOneTextAndAtMostAHundred() {
        String one = "{\"model\": \"models/sandbox-1\", \"content\": {\"parts\": [{\"text\": \"a b\"}]},"
                + " \"outputDimensionality\": 4}";

        assertThat(Client.json(post(MODEL + ":embedContent", one))
                        .getJsonObject("embedding")
                        .getJsonArray("values"))
                .hasSize(4);
        assertThat(post(MODEL + ":batchEmbedContents", "{\"requests\": [" + (one + ",").repeat(100) + one + "]}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(error(post(
                                MODEL + ":batchEmbedContents",
                                "{\"requests\": [" + one.replace("sandbox-1", "other") + "]}"))
                        .getString("message"))
                .contains("must match the model in the path");
    }

    @Test
    void answersAPathThatIsNoMethodWithAPage() {
        HttpResponse<String> response = post(MODEL + ":transmogrify", HELLO);

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
    }
}
