package org.externalmodels.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.errors.BadRequestException;
import com.openai.errors.OpenAIException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionFunctionTool;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.embeddings.EmbeddingCreateParams;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** OpenAI's own client takes the sandbox for OpenAI. */
final class OfficialClientTest {
    private static final SandboxServer SANDBOX = SandboxServer.start();
    private static final OpenAIClient CLIENT = client("sk-test");

    @AfterAll
    static void stop() {
        CLIENT.close();
        SANDBOX.close();
    }

    private static OpenAIClient client(String key) {
        return OpenAIOkHttpClient.builder()
                .apiKey(key)
                .baseUrl(SANDBOX.uri("/openai/v1").toString())
                .maxRetries(0)
                .build();
    }

    private static ChatCompletionCreateParams.Builder chat(String prompt) {
        return ChatCompletionCreateParams.builder().model("sandbox-1").addUserMessage(prompt);
    }

    @Test
    void readsACompletion() {
        var completion =
                CLIENT.chat().completions().create(chat("good morning").build()).validate();

        assertThat(completion.choices().get(0).message().content()).hasValue("echo: good morning");
        assertThat(completion.usage()).hasValueSatisfying(usage -> {
            assertThat(usage.promptTokens()).isEqualTo(2);
            assertThat(usage.completionTokens()).isEqualTo(3);
        });
    }

    @Test
    void readsAStreamWithUsage() {
        var accumulator = ChatCompletionAccumulator.create();
        var params = chat("good morning")
                .streamOptions(
                        ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build();
        try (var stream = CLIENT.chat().completions().createStreaming(params)) {
            stream.stream().forEach(chunk -> accumulator.accumulate(chunk.validate()));
        }

        var completion = accumulator.chatCompletion();
        assertThat(completion.choices().get(0).message().content()).hasValue("echo: good morning");
        assertThat(completion.usage())
                .hasValueSatisfying(usage -> assertThat(usage.totalTokens()).isEqualTo(5));
    }

    @Test
    void seesAStreamThatWasCutAsAFailure() {
        var params = chat("good morning")
                .putAdditionalHeader("X-Sandbox-Fault", "cut=500")
                .build();

        assertThatThrownBy(() -> {
                    try (var stream = CLIENT.chat().completions().createStreaming(params)) {
                        stream.stream().forEach(chunk -> assertThat(chunk.id()).isNotEmpty());
                    }
                })
                .isInstanceOfAny(OpenAIException.class, UncheckedIOException.class);
    }

    @Test
    void getsAToolCallInAStream() {
        var accumulator = ChatCompletionAccumulator.create();
        var params = chat("call weather {\"city\": \"Bern\"}")
                .addTool(ChatCompletionFunctionTool.builder()
                        .function(FunctionDefinition.builder()
                                .name("weather")
                                .parameters(FunctionParameters.builder()
                                        .putAdditionalProperty("type", JsonValue.from("object"))
                                        .putAdditionalProperty(
                                                "properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                                        .build())
                                .build())
                        .build())
                .build();
        try (var stream = CLIENT.chat().completions().createStreaming(params)) {
            stream.stream().forEach(accumulator::accumulate);
        }

        var function = accumulator
                .chatCompletion()
                .choices()
                .get(0)
                .message()
                .toolCalls()
                .orElseThrow()
                .get(0)
                .asFunction()
                .function();
        assertThat(function.name()).isEqualTo("weather");
        assertThat(function.arguments()).isEqualTo("{\"city\":\"Bern\"}");
    }

    @Test
    void readsErrorsAsItsOwnTypes() {
        assertThatThrownBy(() -> callWithKey("sk-wrong")).isInstanceOf(UnauthorizedException.class);
        assertThatThrownBy(() -> callWithKey("sk-ratelimited")).isInstanceOf(RateLimitException.class);
        assertThatThrownBy(() -> CLIENT.chat()
                        .completions()
                        .create(chat("hello")
                                .putAdditionalBodyProperty("temprature", JsonValue.from(1))
                                .build()))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("Unrecognized request argument supplied: temprature");
    }

    private static void callWithKey(String key) {
        OpenAIClient client = client(key);
        try {
            client.chat().completions().create(chat("hello").build());
        } finally {
            client.close();
        }
    }

    @Test
    void readsModelsAndEmbeddings() {
        assertThat(CLIENT.models().list().data()).anyMatch(model -> model.id().equals("sandbox-1"));

        var embeddings = CLIENT.embeddings()
                .create(EmbeddingCreateParams.builder()
                        .model("sandbox-embedding-1")
                        .inputOfArrayOfStrings(List.of("a b", "a b", "c d"))
                        .dimensions(16)
                        .build())
                .validate();

        assertThat(embeddings.data().get(0).embedding()).hasSize(16);
        assertThat(embeddings.data().get(1).embedding())
                .isEqualTo(embeddings.data().get(0).embedding());
        assertThat(embeddings.data().get(2).embedding())
                .isNotEqualTo(embeddings.data().get(0).embedding());
        assertThat(embeddings.usage().promptTokens()).isEqualTo(6);
    }
}
