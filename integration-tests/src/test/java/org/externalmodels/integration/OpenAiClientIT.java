package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.MultipartField;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIException;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.audio.transcriptions.TranscriptionCreateParams;
import com.openai.models.audio.transcriptions.TranscriptionCreateResponse;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.images.ImageGenerateParams;
import com.openai.models.images.ImagesResponse;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** OpenAI's own client takes this server for OpenAI, whatever is behind it. */
class OpenAiClientIT {

    private final Product product = new Product(QuickStart.server());
    private OpenAIClient client;

    @BeforeEach
    void open() {
        client = client(product.addKey("*").getString("key"));
    }

    @AfterEach
    void close() {
        client.close();
    }

    private OpenAIClient client(String key) {
        return OpenAIOkHttpClient.builder()
                .apiKey(key)
                .baseUrl(product.uri("/v1").toString())
                .maxRetries(0)
                .build();
    }

    private static ChatCompletionCreateParams.Builder chat(String model, String prompt) {
        return ChatCompletionCreateParams.builder().model(model).addUserMessage(prompt);
    }

    private ChatCompletion streamed(ChatCompletionCreateParams request) {
        ChatCompletionAccumulator all = ChatCompletionAccumulator.create();
        try (var stream = client.chat().completions().createStreaming(request)) {
            stream.stream().forEach(chunk -> all.accumulate(chunk.validate()));
        }
        return all.chatCompletion();
    }

    @ParameterizedTest
    @EnumSource
    void chatsWithEveryKindOfModel(ServedModel kind) {
        String model = kind.add(product);

        ChatCompletion answer =
                client.chat().completions().create(chat(model, "one two three").build());

        answer.validate();
        assertThat(answer.choices().get(0).message().content()).hasValue("echo: one two three");
        assertThat(answer.model()).isEqualTo(model);
        assertThat(answer.usage()).hasValueSatisfying(usage -> {
            assertThat(usage.promptTokens()).isEqualTo(3);
            assertThat(usage.completionTokens()).isEqualTo(4);
        });
    }

    @ParameterizedTest
    @EnumSource
    void streamsFromEveryKindOfModelWithTheSameTokens(ServedModel kind) {
        String model = kind.addStreaming(product);

        ChatCompletion answer = streamed(chat(model, "one two three")
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build());

        assertThat(answer.choices().get(0).message().content()).hasValue("echo: one two three");
        assertThat(answer.usage())
                .hasValueSatisfying(usage -> assertThat(usage.totalTokens()).isEqualTo(7));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"INVOKE", "TEMPLATE"})
    void callsToolsAndHandsTheirResultsBack(ServedModel kind) {
        String model = kind.add(product);
        ChatCompletionCreateParams.Builder request =
                chat(model, "call weather {\"city\": \"Bern\"}").addTool(weather());

        ChatCompletionMessage whole = message(client.chat().completions().create(request.build()));
        ChatCompletionMessage streamed = message(streamed(request.build()));

        var call = whole.toolCalls().orElseThrow().get(0).asFunction();
        assertThat(call.function().name()).isEqualTo("weather");
        assertThat(call.function().arguments()).isEqualTo("{\"city\":\"Bern\"}");
        assertThat(streamed.toolCalls().orElseThrow().get(0).asFunction().function())
                .isEqualTo(call.function());

        ChatCompletionMessage told = message(client.chat()
                .completions()
                .create(request.addMessage(whole)
                        .addMessage(ChatCompletionToolMessageParam.builder()
                                .toolCallId(call.id())
                                .content("blue")
                                .build())
                        .build()));
        assertThat(told.content().orElseThrow()).startsWith("echo: ").contains("blue");
    }

    private static ChatCompletionMessage message(ChatCompletion completion) {
        return completion.choices().get(0).message();
    }

    private static ChatCompletionFunctionTool weather() {
        return ChatCompletionFunctionTool.builder()
                .function(FunctionDefinition.builder()
                        .name("weather")
                        .parameters(FunctionParameters.builder()
                                .putAdditionalProperty("type", JsonValue.from("object"))
                                .putAdditionalProperty(
                                        "properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                                .build())
                        .build())
                .build();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"INVOKE", "TEMPLATE"})
    void getsJsonAfterASchema(ServedModel kind) {
        ResponseFormatJsonSchema format = ResponseFormatJsonSchema.builder()
                .jsonSchema(ResponseFormatJsonSchema.JsonSchema.builder()
                        .name("sum")
                        .strict(true)
                        .schema(ResponseFormatJsonSchema.JsonSchema.Schema.builder()
                                .putAdditionalProperty("type", JsonValue.from("object"))
                                .putAdditionalProperty(
                                        "properties", JsonValue.from(Map.of("total", Map.of("type", "integer"))))
                                .putAdditionalProperty("required", JsonValue.from(List.of("total")))
                                .putAdditionalProperty("additionalProperties", JsonValue.from(false))
                                .build())
                        .build())
                .build();

        ChatCompletion answer = client.chat()
                .completions()
                .create(chat(kind.add(product), "How much?")
                        .responseFormat(format)
                        .build());

        assertThat(message(answer).content().orElseThrow()).startsWith("{\"total\":");
    }

    @Test
    void readsModelsAndVectors() {
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String chat = ServedModel.OPENAI.add(product);
        String model = ServedModel.addEmbeddings(product);

        assertThat(client.models().list().data())
                .allSatisfy(each -> assertThat(each.validate().created()).isPositive())
                .anyMatch(each -> each.id().equals(chat));
        assertThat(Instant.ofEpochSecond(
                        client.models().retrieve(chat).validate().created()))
                .isBetween(before, Instant.now());
        var vectors = client.embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model(model)
                        .inputOfArrayOfStrings(List.of("a b", "c d"))
                        .dimensions(16)
                        .build())
                .validate();

        assertThat(vectors.data()).hasSize(2);
        assertThat(vectors.data().get(0).embedding()).hasSize(16);
        assertThat(vectors.usage().promptTokens()).isEqualTo(4);
    }

    @Test
    void makesImages() {
        ImagesResponse answer = client.images()
                .generate(ImageGenerateParams.builder()
                        .model(ServedModel.addImages(product))
                        .prompt("a red house")
                        .n(2)
                        .build());

        answer.validate();
        assertThat(answer.data().orElseThrow())
                .hasSize(2)
                .allMatch(image -> image.b64Json().isPresent());
    }

    /** A call that can only fail is not repeated, as a failure of the provider's is, and nobody pays for it. */
    @Test
    void isRefusedPicturesOfAModelThatWritesAndWordsOfOneThatDraws() {
        assertThatThrownBy(() -> client.images()
                        .generate(ImageGenerateParams.builder()
                                .model(ServedModel.ANTHROPIC.add(product))
                                .prompt("a red house")
                                .build()))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("text-to-image");
        assertThatThrownBy(() -> create(chat(ServedModel.addImages(product), "a red house")))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("text-to-text");
    }

    @Test
    void writesDownRecordings() {
        TranscriptionCreateResponse answer = client.audio()
                .transcriptions()
                .create(TranscriptionCreateParams.builder()
                        .model(ServedModel.addTranscriptions(product))
                        .file(MultipartField.<InputStream>builder()
                                .value(new ByteArrayInputStream(new byte[2_000]))
                                .filename("speech.wav")
                                .contentType("audio/wav")
                                .build())
                        .build());

        answer.validate();
        assertThat(answer.asTranscription().text()).contains("2000");
    }

    @Test
    void namesAConnectionAfterASlash() {
        String model = ServedModel.OPENAI.add(product);

        try (var answer = client.chat()
                .completions()
                .withRawResponse()
                .create(chat(model + "/main", "hello").build())) {
            assertThat(answer.headers().values("X-External-Models-Connection")).containsExactly("main");
        }
        assertThatThrownBy(() -> client.chat()
                        .completions()
                        .create(chat(model + "/other", "hello").build()))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void readsFailuresAsItsOwnTypes() {
        String model = ServedModel.OPENAI.add(product);
        String limited = ServedModel.OPENAI.add(product, "status=429;retry-after=300");

        assertThatThrownBy(() -> create(chat("no-such-model", "hello"))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(
                        () -> create(chat(model, "hello").putAdditionalBodyProperty("temprature", JsonValue.from(1))))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("temprature");
        assertThatThrownBy(() -> create(chat(limited, "hello")))
                .isInstanceOfSatisfying(
                        RateLimitException.class,
                        refused -> assertThat(refused.headers().values("Retry-After"))
                                .containsExactly("300"));
        OpenAIClient stranger = client("emk-stranger");
        OpenAIClient limitedTo = client(product.addKey("another-model").getString("key"));
        try {
            assertThatThrownBy(() -> stranger.models().list()).isInstanceOf(UnauthorizedException.class);
            assertThatThrownBy(() -> limitedTo
                            .chat()
                            .completions()
                            .create(chat(model, "hello").build()))
                    .isInstanceOf(PermissionDeniedException.class);
        } finally {
            stranger.close();
            limitedTo.close();
        }
    }

    private void create(ChatCompletionCreateParams.Builder request) {
        client.chat().completions().create(request.build());
    }

    @Test
    void seesAStreamThatWasCutAsAFailure() {
        String model = ServedModel.OPENAI.add(product, "cut=500");

        assertThatThrownBy(() -> streamed(
                        chat(model, "one two three four five six seven").build()))
                .isInstanceOf(OpenAIException.class);
    }
}
