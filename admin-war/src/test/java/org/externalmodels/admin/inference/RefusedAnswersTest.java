package org.externalmodels.admin.inference;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.TokenUsage;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A model that refuses to answer has said so in the words of each format. */
class RefusedAnswersTest {

    private static final String CHAT = "{'model':'gpt','messages':[{'role':'user','content':'Hi'}]}";
    private static final String RESPONSES = "{'model':'gpt','input':'Hi'}";
    private static final String MESSAGES =
            "{'model':'gpt','max_tokens':10,'messages':[{'role':'user','content':'Hi'}]}";

    @AutoClose
    private final FrontDoorServer server = FrontDoorServer.withKeys();

    private static InferenceResponse refusal() {
        return new InferenceResponse(
                "I cannot.",
                Optional.empty(),
                List.of(),
                List.of(),
                FinishReason.CONTENT_FILTER,
                Optional.empty(),
                InferenceResponse.Structure.NATIVE,
                TokenUsage.UNKNOWN,
                "gpt",
                "main",
                Optional.empty(),
                "trace-1",
                false,
                true);
    }

    private JsonObject whole(String path, String request) {
        server.models().answer.complete(refusal());
        return FrontDoorServer.json(server.post(path, request));
    }

    private String streamed(String path, String request) {
        server.models().stream.tell(new InferenceEvent.TextDelta("I can", true));
        server.models().stream.tell(new InferenceEvent.TextDelta("not.", true));
        server.models().stream.tell(new InferenceEvent.Completed(refusal()));
        server.models().stream.end(null);
        return server.post(path, request.replace("'model'", "'stream':true,'model'"))
                .body();
    }

    @Test
    void ofAChatCompletionIsAMemberOfItsOwn() {
        JsonObject choice =
                whole("/v1/chat/completions", CHAT).getJsonArray("choices").getJsonObject(0);

        assertThat(choice.getJsonObject("message").getString("refusal")).isEqualTo("I cannot.");
        assertThat(choice.getJsonObject("message").isNull("content")).isTrue();
        assertThat(choice.getString("finish_reason")).isEqualTo("stop");
    }

    @Test
    void ofAStreamedChatCompletionIsOneAsWell() {
        assertThat(streamed("/v1/chat/completions", CHAT))
                .contains("\"delta\":{\"refusal\":\"I can\"}", "\"delta\":{\"refusal\":\"not.\"}")
                .contains("\"finish_reason\":\"stop\"")
                .doesNotContain("\"content\":\"I can\"");
    }

    @Test
    void ofAResponseIsAPartOfItsOwn() {
        JsonObject response = whole("/v1/responses", RESPONSES);

        assertThat(response.getString("status")).isEqualTo("completed");
        assertThat(response.getJsonArray("output").getJsonObject(0).getJsonArray("content"))
                .hasToString("[{\"type\":\"refusal\",\"refusal\":\"I cannot.\"}]");
    }

    @Test
    void ofAStreamedResponseHasEventsOfItsOwn() {
        String body = streamed("/v1/responses", RESPONSES);

        assertThat(body.lines().filter(line -> line.startsWith("event: ")).map(line -> line.substring(7)))
                .containsExactly(
                        "response.created",
                        "response.in_progress",
                        "response.output_item.added",
                        "response.content_part.added",
                        "response.refusal.delta",
                        "response.refusal.delta",
                        "response.refusal.done",
                        "response.content_part.done",
                        "response.output_item.done",
                        "response.completed");
        assertThat(body).contains("\"content\":[{\"type\":\"refusal\",\"refusal\":\"I cannot.\"}]");
    }

    @Test
    void ofAMessageIsItsStopReason() {
        JsonObject message = whole("/v1/messages", MESSAGES);

        assertThat(message.getString("stop_reason")).isEqualTo("refusal");
        assertThat(message.getJsonArray("content").getJsonObject(0).getString("text"))
                .isEqualTo("I cannot.");
    }
}
