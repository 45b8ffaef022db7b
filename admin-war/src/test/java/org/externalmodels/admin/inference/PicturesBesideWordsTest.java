package org.externalmodels.admin.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.externalmodels.admin.inference.ScriptedDirectory.answer;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.Media;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A model that draws as well as it writes may answer a conversation with a picture, which is never lost. */
class PicturesBesideWordsTest {

    private static final String ASK = "'model':'gpt','messages':[{'role':'user','content':'a red house'}]";
    private static final String CHAT = "{" + ASK + "}";
    private static final String MESSAGES = "{'max_tokens':10," + ASK + "}";
    private static final String RESPONSES = "{'model':'gpt','input':'a red house'}";

    @AutoClose
    private final FrontDoorServer server = FrontDoorServer.withKeys();

    private static InferenceResponse picture() {
        InferenceResponse said = answer("");
        return new InferenceResponse(
                "",
                Optional.empty(),
                List.of(),
                List.of(Media.of("image/png", new byte[] {1, 2, 3})),
                FinishReason.STOP,
                said.structure(),
                said.usage(),
                "gpt",
                "main",
                Optional.empty(),
                "trace-1");
    }

    private JsonObject whole(String path, String request) {
        server.models().answer.complete(picture());
        HttpResponse<String> response = server.post(path, request);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return FrontDoorServer.json(response);
    }

    private String streamed(String path, String request) {
        server.models().stream.tell(new InferenceEvent.Completed(picture()));
        server.models().stream.end(null);
        return server.post(path, request.replaceFirst("\\{", "{'stream':true,")).body();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1/chat/completions | {'model':'gpt','messages':[{'role':'user','content':'x'}]}
            /v1/responses        | {'model':'gpt','input':'x'}
            /v1/messages         | {'model':'gpt','max_tokens':9,'messages':[{'role':'user','content':'x'}]}
            """)
    void wordsAreWhatAConversationIsFor(String path, String request) {
        server.models().answer.complete(answer("Hello"));

        server.post(path, request);

        assertThat(server.models().asked.output()).hasValue(InferenceRequest.Output.TEXT);
    }

    @Test
    void aChatHasItBesideTheContent() {
        JsonObject message = whole("/v1/chat/completions", CHAT)
                .getJsonArray("choices")
                .getJsonObject(0)
                .getJsonObject("message");

        assertThat(message.getJsonArray("images")
                        .getJsonObject(0)
                        .getJsonObject("image_url")
                        .getString("url"))
                .isEqualTo("data:image/png;base64,AQID");
        assertThat(streamed("/v1/chat/completions", CHAT))
                .contains("\"delta\":{\"images\":[{\"type\":\"image_url\"", "data:image/png;base64,AQID", "[DONE]");
    }

    @Test
    void responsesHaveAnItemOfIt() {
        assertThat(whole("/v1/responses", RESPONSES).getJsonArray("output").getValuesAs(JsonObject.class))
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.getString("type")).isEqualTo("image_generation_call");
                    assertThat(item.getString("result")).isEqualTo("AQID");
                });
        assertThat(streamed("/v1/responses", RESPONSES))
                .containsSubsequence(
                        "response.output_item.added",
                        "image_generation_call",
                        "response.output_item.done",
                        "response.completed",
                        "AQID");
    }

    /** With what each way in answered in place of {@code SAID}. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1/chat/completions | {'model':'gpt','messages':[{'role':'user','content':'a house'},SAID,{'role':'user','content':'red'}]}
            /v1/responses        | {'model':'gpt','input':[{'role':'user','content':'a house'},SAID,{'role':'user','content':'red'}]}
            /v1/messages         | {'model':'gpt','max_tokens':9,'messages':[{'role':'user','content':'a house'},{'role':'assistant','content':[SAID]},{'role':'user','content':'red'}]}
            """)
    void whatWasDrawnComesBackAsTheAssistantsOwn(String path, String next) {
        JsonObject answered = whole(
                path,
                switch (path) {
                    case "/v1/responses" -> RESPONSES;
                    case "/v1/messages" -> MESSAGES;
                    default -> CHAT;
                });
        String said = switch (path) {
            case "/v1/responses" -> answered.getJsonArray("output").get(0).toString();
            case "/v1/messages" -> answered.getJsonArray("content").get(0).toString();
            default ->
                answered.getJsonArray("choices").getJsonObject(0).get("message").toString();
        };

        HttpResponse<String> response = server.post(path, next.replace("SAID", said));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(server.models().asked.messages())
                .containsExactly(
                        ChatMessage.user("a house"),
                        new ChatMessage.AssistantMessage(
                                "", List.of(), List.of(Media.of("image/png", new byte[] {1, 2, 3}))),
                        ChatMessage.user("red"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://pictures.example/a.png, ''",
        "/9j/4AAQ, image/jpeg",
        "R0lGODlh, image/gif",
        "iVBORw0KGgo=, image/png"
    })
    void anItemSaysByItsFirstBytesWhatItIs(String result, String mediaType) {
        server.models().answer.complete(answer("Hello"));

        HttpResponse<String> response = server.post(
                "/v1/responses",
                "{'model':'gpt','input':[{'type':'image_generation_call','id':'ig_1','status':'completed','result':'"
                        + result + "'},{'role':'user','content':'red'}]}");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(server.models().asked.messages().get(0))
                .isInstanceOfSatisfying(
                        ChatMessage.AssistantMessage.class,
                        turn -> assertThat(turn.images().get(0).mediaType().orElse(""))
                                .isEqualTo(mediaType));
    }

    @ParameterizedTest
    @CsvSource({"'', result", "'no base64!', result"})
    void anItemWithoutAPictureIsRefusedByName(String result, String named) {
        HttpResponse<String> response = server.post(
                "/v1/responses",
                "{'model':'gpt','input':[{'type':'image_generation_call','id':'ig_1','result':'" + result + "'}]}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("input[0]." + named);
    }

    @Test
    void messagesHaveABlockOfIt() {
        assertThat(whole("/v1/messages", MESSAGES).getJsonArray("content").getValuesAs(JsonObject.class))
                .singleElement()
                .satisfies(block -> {
                    assertThat(block.getString("type")).isEqualTo("image");
                    assertThat(block.getJsonObject("source").getString("data")).isEqualTo("AQID");
                });
        assertThat(streamed("/v1/messages", MESSAGES))
                .containsSubsequence("content_block_start", "AQID", "content_block_stop", "message_stop");
    }
}
