package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.ResponseFormat;
import org.externalmodels.inference.Tool;
import org.externalmodels.inference.ToolCall;
import org.externalmodels.inference.spi.UsageRecord.MediaUsage;
import org.junit.jupiter.api.Test;

/** All that a provider reads, and asks money for, counts before a call is made. */
class InputLengthTest {

    private static final String LONG = "x".repeat(1_000);

    @Test
    void isThatOfWhatIsSaid() {
        assertThat(characters(InferenceRequest.builder().system("abc").user("de")))
                .isEqualTo(5);
        assertThat(characters(InferenceRequest.builder().variable("a", LONG))).isEqualTo(1_000);
    }

    @Test
    void hasTheToolsInIt() {
        assertThat(characters(InferenceRequest.builder().user("go").tool(new Tool("find", "by name", LONG))))
                .isEqualTo(2 + 4 + 7 + 1_000);
    }

    @Test
    void hasTheArgumentsOfEarlierCallsInIt() {
        ToolCall call = new ToolCall("1", "find", LONG);

        assertThat(characters(InferenceRequest.builder()
                        .user("go")
                        .message(new ChatMessage.AssistantMessage("", List.of(call)))
                        .message(ChatMessage.tool("1", "ok"))))
                .isEqualTo(2 + 1 + 4 + 1_000 + 2);
    }

    @Test
    void hasThePicturesInItThatTheModelDrewBefore() {
        Media picture = Media.of("image/png", new byte[10]);

        assertThat(characters(InferenceRequest.builder()
                        .message(new ChatMessage.AssistantMessage("", List.of(), List.of(picture)))
                        .user("go")))
                .isEqualTo(6_000 + 2);
    }

    @Test
    void hasTheSchemaOfTheAnswerInIt() {
        assertThat(characters(InferenceRequest.builder()
                        .user("go")
                        .responseFormat(ResponseFormat.jsonSchema("answer", "{\"type\":\"object\"}"))))
                .isEqualTo(2 + 17);
    }

    @Test
    void hasPicturesAndSoundInItAsIfTheyWereText() {
        Content picture = Content.image(Media.of("image/png", new byte[10]));
        Content second = Content.audio(Media.of("audio/wav", new byte[16_000]));
        Content elsewhere = Content.audio(Media.at(URI.create("https://files.example/talk.wav")));

        assertThat(characters(InferenceRequest.builder().user(picture, picture)))
                .isEqualTo(12_000);
        assertThat(characters(InferenceRequest.builder().user(second))).isEqualTo(128);
        assertThat(characters(InferenceRequest.builder().user(elsewhere))).isEqualTo(60 * 128);
    }

    @Test
    void goesWithThePicturesThatAreAskedForAndTheSoundThereIs() {
        Content second = Content.audio(Media.of("audio/wav", new byte[16_000]));
        InferenceRequest request = InferenceRequest.builder()
                .user(second)
                .parameters(InferenceParameters.DEFAULTS.withExtra("n", 10))
                .build();

        MediaUsage expected = new Conversation(request).expected();

        assertThat(expected.images()).hasValue(10);
        assertThat(expected.audioMillis()).hasValue(1_000);
    }

    private static long characters(InferenceRequest.Builder request) {
        return new Conversation(request.build()).characters();
    }
}
