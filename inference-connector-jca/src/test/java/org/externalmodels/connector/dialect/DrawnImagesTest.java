package org.externalmodels.connector.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Function;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.ToolCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A picture that a model drew goes back to it as its own where its provider has a place for that. */
class DrawnImagesTest {

    private static final CacheBreakpoints NO_MARKS = CacheBreakpoints.of(InferenceParameters.DEFAULTS);

    private static InferenceRequest conversation(Media image, String text, ToolCall... calls) {
        return InferenceRequest.builder()
                .user("draw a house")
                .message(new ChatMessage.AssistantMessage(text, List.of(calls), List.of(image)))
                .user("make it red")
                .build();
    }

    private static Media png() {
        return Media.of("image/png", new byte[] {1, 2, 3});
    }

    private static JsonObject object(byte[] written) {
        return ProviderJson.readObject(new String(written, StandardCharsets.UTF_8));
    }

    private static List<JsonObject> contents(InferenceRequest request) {
        return object(ProviderJson.write(json -> {
                    json.writeStartObject();
                    GoogleContents.write(json, request.messages());
                    json.writeEnd();
                }))
                .getJsonArray("contents")
                .getValuesAs(JsonObject.class);
    }

    @Test
    void geminiHasItAmongThePartsOfTheModel() {
        JsonObject turn = contents(conversation(png(), "A house")).get(1);

        assertThat(turn.getString("role")).isEqualTo("model");
        assertThat(turn.getJsonArray("parts").toString())
                .isEqualTo("[{\"text\":\"A house\"},{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"AQID\"}}]");
    }

    @Test
    void aTurnMayBeNothingButAPicture() {
        assertThat(contents(conversation(png(), ""))
                        .get(1)
                        .getJsonArray("parts")
                        .toString())
                .isEqualTo("[{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"AQID\"}}]");
    }

    @Test
    void openAisResponsesHaveItAsAnItem() {
        List<JsonObject> input = object(new OpenAiResponses("gpt-5", EnumSet.of(Modality.TEXT_TO_TEXT))
                        .encode(conversation(png(), ""), Operation.CHAT)
                        .bytes())
                .getJsonArray("input")
                .getValuesAs(JsonObject.class);

        assertThat(input).hasSize(3);
        assertThat(input.get(1).getString("type")).isEqualTo("image_generation_call");
        assertThat(input.get(1).getString("result")).isEqualTo("AQID");
        assertThat(input.get(1).getString("id")).startsWith("ig_");
    }

    @Test
    void openAisResponsesTakeNoAddressOfIt() {
        InferenceRequest request = conversation(Media.at(URI.create("https://x.example/a.png?sig=secret")), "");

        assertThatThrownBy(() ->
                        new OpenAiResponses("gpt-5", EnumSet.of(Modality.TEXT_TO_TEXT)).encode(request, Operation.CHAT))
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("OpenAI's Responses take")
                .hasMessageNotContaining("secret");
    }

    @Test
    void anotherServerOfThisKindHasItAsAnAnswerOfItsOwn() {
        JsonObject sent = object(new GatewayFormat("models.example", "painter")
                .encode(conversation(png(), ""), Operation.CHAT)
                .bytes());

        assertThat(sent.getJsonArray("messages").getJsonObject(1).toString())
                .isEqualTo("{\"role\":\"assistant\",\"content\":\"\",\"images\":[{\"type\":\"image_url\","
                        + "\"image_url\":{\"url\":\"data:image/png;base64,AQID\"}}]}");
    }

    /** Those who have no place for it. */
    enum Refusing {
        ANTHROPIC(
                "Anthropic's Messages take no images",
                request -> ProviderJson.write(json -> {
                    json.writeStartObject();
                    AnthropicConversation.write(json, request.messages(), NO_MARKS);
                    json.writeEnd();
                })),
        CONVERSE(
                "Bedrock's Converse takes no images",
                request -> ProviderJson.write(json -> {
                    json.writeStartObject();
                    ConverseMessages.write(json, request.messages(), NO_MARKS);
                    json.writeEnd();
                })),
        COHERE(
                "Cohere's Chat takes no images",
                request -> ProviderJson.write(json -> {
                    json.writeStartObject();
                    CohereConversation.write(json, request.messages());
                    json.writeEnd();
                })),
        OPENAI_CHAT(
                "OpenAI's Chat Completions take no images",
                request -> new OpenAiChatRequest("gpt-5").encode(request, false));

        private final String words;

        @SuppressWarnings("ImmutableEnumChecker") // Writers have no state.
        private final Function<InferenceRequest, byte[]> writer;

        Refusing(String words, Function<InferenceRequest, byte[]> writer) {
            this.words = words;
            this.writer = writer;
        }
    }

    @ParameterizedTest
    @EnumSource
    void othersAreNamedAsTakingNone(Refusing provider) {
        assertThatThrownBy(() -> provider.writer.apply(conversation(png(), "A house")))
                .isInstanceOfSatisfying(
                        InferenceException.class,
                        failure -> assertThat(failure.code()).isEqualTo(FailureCode.INVALID_REQUEST))
                .hasMessageContaining(provider.words)
                .hasMessageContaining("send them in one of the user's");
    }
}
