package org.externalmodels.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sandbox refuses what Cohere refuses. */
final class CohereStrictnessTest {
    private static final String CHAT = "/cohere/v2/chat";
    private static final String[] KEY = {"Authorization", "Bearer co-test"};
    private static final String HELLO = "\"messages\": [{\"role\": \"user\", \"content\": \"hi\"}]";
    private static final String TOOL =
            "\"tools\": [{\"type\": \"function\", \"function\": {\"name\": \"f\", \"parameters\": {}}}]";
    private static final SandboxServer SANDBOX = SandboxServer.start();
    private final Client client = new Client(SANDBOX);

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    private static String body(String... members) {
        return "{\"model\": \"sandbox-1\", " + String.join(", ", members) + "}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"temperature\": 1.5 | 400 | 'temperature' must be between 0 and 1",
                "\"p\": 1 | 400 | 'p' must be between 0.01 and 0.99",
                "\"seed\": -1 | 400 | 'seed' must be between 0",
                "\"max_tokens\": 1.5 | 400 | 'max_tokens' must be a whole number",
                "\"stop_sequences\": [\"a\",\"b\",\"c\",\"d\",\"e\",\"f\"] | 400 | at most 5",
                "\"top_p\": 1 | 422 | unknown field: parameter 'top_p' is not a valid field",
                "\"tool_choice\": \"REQUIRED\" | 400 | tool_choice needs tools",
                "\"tool_choice\": \"AUTO\" | 400 | 'tool_choice' must be one of REQUIRED, NONE",
                "\"thinking\": {\"type\": \"on\"} | 400 | 'thinking.type' must be one of",
                "\"response_format\": {\"type\": \"text\", \"json_schema\": {}} | 400 | must not be specified",
                "\"response_format\": {\"type\": \"json_object\", \"json_schema\": {\"type\": \"object\","
                        + " \"properties\": {\"a\": {}}}} | 400 | at least one required field",
            })
    void aParameterThatIsWrong(String parameter, int status, String message) {
        refused(client.post(CHAT, body(HELLO, parameter), KEY), status, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "| missing required field 'messages'",
                "{\"role\":\"assistant\",\"content\":\"x\"} | the last message must be of role 'user' or 'tool'",
                "{\"role\":\"developer\",\"content\":\"x\"} | 'messages[0].role' must be one of",
                "{\"role\":\"user\"} | must have a content",
                "{\"role\":\"user\",\"content\":[{\"type\":\"input_audio\"}]} | 'messages[0].content[0].type' must be",
                "{\"role\":\"tool\",\"tool_call_id\":\"t\",\"content\":\"x\"} | has no matching tool call",
                "{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"t\",\"type\":\"function\",\"function\":{\"name\":\"f\","
                        + "\"arguments\":\"{}\"}}]},{\"role\":\"user\",\"content\":\"x\"}"
                        + " | no tool results were given for the tool calls with ids: t",
            })
    void aConversationThatIsNone(String messages, String message) {
        String all = messages == null ? "" : messages;
        refused(client.post(CHAT, body("\"messages\": [" + all + "]"), KEY), 400, message);
    }

    @Test
    void toolsAndAFormatTogether() {
        HttpResponse<String> answer =
                client.post(CHAT, body(HELLO, TOOL, "\"response_format\": {\"type\": \"json_object\"}"), KEY);

        refused(answer, 400, "response_format is not supported with the documents or tools parameters");
    }

    @Test
    void aKeyThatIsMissingAndPathsThatAreNotThere() {
        refused(client.post(CHAT, body(HELLO)), 401, "no api key supplied");
        refused(client.post("/cohere/v2/generate", body(HELLO), KEY), 404, "page not found");
        refused(client.get(CHAT, KEY), 405, "method not allowed");
    }

    @Test
    void embeddingsOfAnUnknownLengthOrPurpose() {
        String texts = "\"texts\": [\"x\"]";
        refused(client.post("/cohere/v2/embed", body(texts), KEY), 400, "missing required field 'input_type'");
        refused(
                client.post(
                        "/cohere/v2/embed",
                        body(texts, "\"input_type\": \"search_query\", \"output_dimension\": 8"),
                        KEY),
                400,
                "'output_dimension' must be one of");
    }

    @Test
    void everyRequestIsCounted() {
        try (SandboxServer own = SandboxServer.start()) {
            Client caller = new Client(own);
            caller.post(CHAT, body(HELLO), KEY);
            caller.post(CHAT, body(HELLO, "\"stream\": true"), KEY);
            caller.post(CHAT, body(), KEY);
            caller.post("/cohere/v2/embed", body("\"texts\": [\"a b c\"]", "\"input_type\": \"clustering\""), KEY);

            JsonObject paths = Client.json(caller.get("/count")).getJsonObject("paths");

            assertThat(paths.getJsonObject(CHAT).toString())
                    .isEqualTo("{\"requests\":3,\"failures\":1,\"inputTokens\":2,\"outputTokens\":4}");
            assertThat(paths.getJsonObject("/cohere/v2/embed").getInt("inputTokens"))
                    .isEqualTo(3);
        }
    }

    private static void refused(HttpResponse<String> answer, int status, String message) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(Client.json(answer).getString("message")).contains(message);
    }
}
