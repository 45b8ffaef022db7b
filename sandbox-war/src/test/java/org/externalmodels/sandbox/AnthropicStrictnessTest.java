package org.externalmodels.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sandbox refuses what Anthropic refuses. */
final class AnthropicStrictnessTest {
    private static final String MESSAGES = "/anthropic/v1/messages";
    private static final String[] OLD = {"x-api-key", "sk-ant-test", "anthropic-version", "2023-06-01"};
    private static final String[] NEW = {"Authorization", "Bearer sk-ant-test", "anthropic-version", "2026-10-21"};
    private static final String HELLO = "\"messages\": [{\"role\": \"user\", \"content\": \"hi\"}]";
    private static final SandboxServer SANDBOX = SandboxServer.start();
    private final Client client = new Client(SANDBOX);

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    private static JsonObject error(HttpResponse<String> response) {
        JsonObject document = Client.json(response);
        assertThat(document.getString("type")).isEqualTo("error");
        assertThat(document.getString("request_id"))
                .isEqualTo(response.headers().firstValue("request-id").orElseThrow());
        return document.getJsonObject("error");
    }

    private static String body(String... members) {
        return "{\"model\": \"claude-haiku-4-5\", \"max_tokens\": 9, " + String.join(", ", members) + "}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"max_tokens\":1} | model: Field required",
                "{\"model\":\"m\",\"messages\":[]} | max_tokens: Field required",
                "{\"model\":\"m\",\"max_tokens\":0} | max_tokens: Input should be greater than or equal to 1",
                "{\"model\":\"m\",\"max_tokens\":1.5} | max_tokens: Input should be a valid integer",
                "{\"model\":\"m\",\"max_tokens\":1,\"messages\":[]} | messages: at least one message is required",
                "{\"model\":\"m\",\"max_tokens\":1,\"seed\":1} | seed: Extra inputs are not permitted",
                "{\"model\":1,\"max_tokens\":1} | model: Input should be a valid string",
                "[] | The request body is not valid JSON",
            })
    void aRequestThatIsNone(String body, String message) {
        HttpResponse<String> answer = client.post(MESSAGES, body, OLD);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(error(answer).getString("type")).isEqualTo("invalid_request_error");
        assertThat(error(answer).getString("message")).startsWith(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"temperature\": 1.5 | temperature: Input should be less than or equal to 1",
                "\"temperature\": 1, \"top_p\": 1 | `temperature` and `top_p` cannot both be specified",
                "\"stop_sequences\": [\" \"] | stop_sequences: each stop sequence must contain non-whitespace",
                "\"tool_choice\": {\"type\": \"any\"} | tool_choice may only be specified while providing tools",
                "\"tools\": [{\"name\": \"a b\", \"input_schema\": {}}] | tools.0.custom.name: String should match",
                "\"tools\": [{\"name\": \"a\"}] | tools.0.input_schema: Field required",
                "\"thinking\": {\"type\": \"enabled\", \"budget_tokens\": 9} | thinking.budget_tokens: Input should be",
                "\"thinking\": {\"type\": \"enabled\", \"budget_tokens\": 2000} | `max_tokens` must be greater than",
                "\"output_config\": {\"effort\": \"none\"} | output_config.effort: Input should be 'low'",
                "\"output_config\": {\"format\": {\"type\": \"json_schema\", \"schema\": {\"type\": \"object\"}}}"
                        + " | output_config.format.schema: For 'object' type, 'additionalProperties' must be",
                "\"system\": [{\"type\": \"text\", \"text\": \"\"}] | system: text content blocks must be non-empty",
            })
    void aParameterThatIsWrong(String parameter, String message) {
        HttpResponse<String> answer = client.post(MESSAGES, body(HELLO, parameter), OLD);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(error(answer).getString("message")).startsWith(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"role\":\"assistant\",\"content\":\"x\"} | messages: first message must use the \"user\" role",
                "{\"role\":\"tool\",\"content\":\"x\"} | messages.0.role: Input should be 'user' or 'assistant'",
                "{\"role\":\"user\",\"content\":\"\"} | messages.0: all messages must have non-empty content",
                "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"\"}]} | messages: text content blocks must",
                "{\"role\":\"user\",\"content\":[{\"type\":\"audio\"}]} | messages.0.content.0: Input tag 'audio'",
                "{\"role\":\"user\",\"content\":\"x\",\"name\":\"y\"} | messages.0.name: Extra inputs are not permitted",
                "{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"t\"}]}"
                        + " | messages.0.content.0: unexpected `tool_use_id` found",
                "{\"role\":\"user\",\"content\":\"x\"},{\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\","
                        + "\"id\":\"t\",\"name\":\"n\",\"input\":{}}]},{\"role\":\"user\",\"content\":\"y\"}"
                        + " | messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: t",
            })
    void aConversationThatIsNone(String messages, String message) {
        HttpResponse<String> answer = client.post(MESSAGES, body("\"messages\": [" + messages + "]"), OLD);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(error(answer).getString("message")).startsWith(message);
    }

    @Test
    void turnsOfOneRoleAreOneAndASystemMessageMayFollowTheUsers() {
        HttpResponse<String> answer = client.post(
                MESSAGES,
                body("\"messages\": [{\"role\":\"user\",\"content\":\"one\"},{\"role\":\"user\",\"content\":\"two\"},"
                        + "{\"role\":\"system\",\"content\":\"Be brief\"}]"),
                NEW);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"echo: one two\"").contains("\"input_tokens\":4");
    }

    @Test
    void theNewestVersionTakesNoTemperatureAndNewModelsTakeNoneInAny() {
        HttpResponse<String> newest = client.post(MESSAGES, body(HELLO, "\"temperature\": 1"), NEW);
        HttpResponse<String> model = client.post(
                MESSAGES, "{\"model\": \"claude-opus-5\", \"max_tokens\": 9, \"temperature\": 1, " + HELLO + "}", OLD);

        assertThat(error(newest).getString("message")).isEqualTo("temperature: Extra inputs are not permitted");
        assertThat(error(model).getString("message")).isEqualTo("`temperature` is deprecated for this model.");
    }

    @Test
    void withoutKeyOrVersionNothingIsAnswered() {
        HttpResponse<String> noKey = client.post(MESSAGES, body(HELLO), "anthropic-version", "2023-06-01");
        HttpResponse<String> noVersion = client.post(MESSAGES, body(HELLO), "x-api-key", "k");
        HttpResponse<String> badVersion =
                client.post(MESSAGES, body(HELLO), "x-api-key", "k", "anthropic-version", "2020-01-01");

        assertThat(noKey.statusCode()).isEqualTo(401);
        assertThat(error(noKey).getString("message")).isEqualTo("x-api-key header is required");
        assertThat(noVersion.statusCode()).isEqualTo(400);
        assertThat(error(noVersion).getString("message")).isEqualTo("anthropic-version: header is required");
        assertThat(error(badVersion).getString("message")).contains("is not a valid version");
    }

    @Test
    void pathsAndMethodsThatAreNotThere() {
        assertThat(error(client.post("/anthropic/v1/complete", "{}", OLD)).getString("type"))
                .isEqualTo("not_found_error");
        assertThat(client.get(MESSAGES, OLD).statusCode()).isEqualTo(405);
    }

    @Test
    void moreMarksThanTheCacheHas() {
        String mark = "{\"type\":\"text\",\"text\":\"x\",\"cache_control\":{\"type\":\"ephemeral\"}}";
        String five = String.join(",", mark, mark, mark, mark, mark);

        HttpResponse<String> answer = client.post(MESSAGES, body(HELLO, "\"system\": [" + five + "]"), OLD);

        assertThat(error(answer).getString("message")).startsWith("A maximum of 4 blocks with cache_control");
    }

    @Test
    void everyRequestIsCounted() {
        try (SandboxServer own = SandboxServer.start()) {
            Client caller = new Client(own);
            caller.post(MESSAGES, body(HELLO), OLD);
            caller.post(MESSAGES, body(HELLO, "\"stream\": true"), OLD);
            caller.post(MESSAGES, body("\"nothing\": 1"), OLD);
            caller.post("/anthropic/v1/messages/count_tokens", "{\"model\": \"m\", " + HELLO + "}", OLD);

            JsonObject paths = Client.json(caller.get("/count")).getJsonObject("paths");

            assertThat(paths.getJsonObject(MESSAGES).toString())
                    .isEqualTo("{\"requests\":3,\"failures\":1,\"inputTokens\":2,\"outputTokens\":4}");
            assertThat(paths.getJsonObject("/anthropic/v1/messages/count_tokens")
                            .getInt("requests"))
                    .isEqualTo(1);
        }
    }
}
