package org.externalmodels.admin.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.externalmodels.admin.inference.ScriptedDirectory.answer;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.ToolCall;
import org.externalmodels.inference.spi.TokenCount;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Messages as clients of Anthropic know them, and the tokens of such. */
class MessagesTest {

    private static final String MESSAGES = "/v1/messages";
    private static final String COUNT = "/v1/messages/count_tokens";
    private static final String ASK_MESSAGES =
            "{'model':'gpt','max_tokens':10,'messages':[{'role':'user','content':'Hi'}]}";

    @AutoClose
    private final FrontDoorServer server = FrontDoorServer.withKeys();

    @Test
    void aMessageIsAnsweredInAnthropicsForm() {
        server.models().answer.complete(answer("Hello", new ToolCall("toolu_1", "weather", "{\"city\":\"Bonn\"}")));

        JsonObject json = FrontDoorServer.json(server.post(MESSAGES, ASK_MESSAGES));

        assertThat(json.getString("type")).isEqualTo("message");
        assertThat(json.getJsonArray("content").getJsonObject(0).getString("text"))
                .isEqualTo("Hello");
        assertThat(json.getJsonArray("content")
                        .getJsonObject(1)
                        .getJsonObject("input")
                        .getString("city"))
                .isEqualTo("Bonn");
        assertThat(json.getString("stop_reason")).isEqualTo("tool_use");
        assertThat(json.getJsonObject("usage").getInt("input_tokens")).isEqualTo(3);
    }

    @Test
    void messagesStreamTheirBlocksOneAfterTheOther() {
        server.models().stream.tell(new InferenceEvent.TextDelta("Let me see"));
        server.models().stream.tell(new InferenceEvent.ToolCallDelta(0, "toolu_1", "weather", "{}"));
        server.models()
                .stream
                .tell(new InferenceEvent.Completed(answer("Let me see", new ToolCall("toolu_1", "weather", "{}"))));
        server.models().stream.end(null);

        String body = server.post(MESSAGES, ASK_MESSAGES.replace("10,", "10,'stream':true,"))
                .body();

        assertThat(body.lines().filter(line -> line.startsWith("event: ")).map(line -> line.substring(7)))
                .containsExactly(
                        "message_start",
                        "content_block_start",
                        "content_block_delta",
                        "content_block_stop",
                        "content_block_start",
                        "content_block_delta",
                        "content_block_stop",
                        "message_delta",
                        "message_stop");
    }

    @Test
    void anErrorOfMessagesHasAnthropicsForm() {
        HttpResponse<String> response = server.post(MESSAGES, ASK_MESSAGES, "emk-wrong");

        JsonObject json = FrontDoorServer.json(response);
        assertThat(json.getString("type")).isEqualTo("error");
        assertThat(json.getJsonObject("error").getString("type")).isEqualTo("authentication_error");
    }

    @Test
    void tokensAreCountedByTheProvider() {
        server.models().count.complete(new TokenCount(17, "gpt", "main"));

        HttpResponse<String> response = server.post(
                COUNT, "{'model':'gpt','system':'Be brief','messages':" + "[{'role':'user','content':'Hi'}]}");

        assertThat(response.body()).isEqualTo("{\"input_tokens\":17}");
        assertThat(response.headers().firstValue("X-External-Models-Connection"))
                .contains("main");
        assertThat(server.models().asked.messages()).hasSize(2);
        assertThat(server.models().called).isEqualTo("gpt");
    }

    @Test
    void whatSaysHowToAnswerIsNotPartOfACount() {
        HttpResponse<String> response = server.post(COUNT, ASK_MESSAGES);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("max_tokens");
    }

    @Test
    void tokensAreNotGuessed() {
        server.models()
                .count
                .completeExceptionally(new InferenceException(
                        FailureCode.FEATURE_NOT_ENABLED, "tokens cannot be counted before a call"));

        HttpResponse<String> response =
                server.post(COUNT, "{'model':'gpt','messages':[{'role':'user','content':'Hi'}]}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(FrontDoorServer.json(response).getJsonObject("error").getString("message"))
                .contains("cannot be counted");
    }
}
