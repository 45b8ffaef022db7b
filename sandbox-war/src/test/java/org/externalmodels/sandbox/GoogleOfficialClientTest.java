package org.externalmodels.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.genai.Client;
import com.google.genai.errors.ClientException;
import com.google.genai.errors.ServerException;
import com.google.genai.types.Content;
import com.google.genai.types.EmbedContentConfig;
import com.google.genai.types.FinishReason;
import com.google.genai.types.FunctionDeclaration;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import com.google.genai.types.ListModelsConfig;
import com.google.genai.types.Part;
import com.google.genai.types.Schema;
import com.google.genai.types.ThinkingConfig;
import com.google.genai.types.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Google's own client takes the sandbox for Google. */
final class GoogleOfficialClientTest {
    private static final SandboxServer SANDBOX = SandboxServer.start();
    private static final Client CLIENT = client("AIza-test");
    private static final GenerateContentConfig PLAIN =
            GenerateContentConfig.builder().build();

    @AfterAll
    static void stop() {
        CLIENT.close();
        SANDBOX.close();
    }

    private static Client client(String key) {
        return Client.builder()
                .apiKey(key)
                .httpOptions(HttpOptions.builder()
                        .retryOptions(HttpRetryOptions.builder().attempts(1).build())
                        .baseUrl(SANDBOX.uri("/google").toString())
                        .build())
                .build();
    }

    private static GenerateContentConfig fault(String fault) {
        return GenerateContentConfig.builder()
                .httpOptions(HttpOptions.builder()
                        .retryOptions(HttpRetryOptions.builder().attempts(1).build())
                        .headers(Map.of("X-Sandbox-Fault", fault))
                        .build())
                .build();
    }

    @Test
    void readsAnAnswer() {
        GenerateContentResponse answer = CLIENT.models.generateContent("sandbox-1", "good morning", PLAIN);

        assertThat(answer.text()).isEqualTo("echo: good morning");
        assertThat(answer.finishReason().knownEnum()).isEqualTo(FinishReason.Known.STOP);
        assertThat(answer.usageMetadata().orElseThrow().promptTokenCount()).hasValue(2);
        assertThat(answer.usageMetadata().orElseThrow().candidatesTokenCount()).hasValue(3);
    }

    @Test
    void readsAStreamWhoseUsageGrows() {
        var texts = new ArrayList<String>();
        var totals = new ArrayList<Integer>();
        try (var stream = CLIENT.models.generateContentStream("sandbox-1", "good morning", PLAIN)) {
            for (GenerateContentResponse chunk : stream) {
                texts.add(chunk.text());
                totals.add(chunk.usageMetadata().orElseThrow().totalTokenCount().orElseThrow());
            }
        }

        assertThat(texts).hasSize(3);
        assertThat(String.join("", texts)).isEqualTo("echo: good morning");
        assertThat(totals).containsExactly(3, 4, 5);
    }

    @Test
    void callsAFunctionAndHandsItsResultBack() {
        var config = GenerateContentConfig.builder()
                .systemInstruction(Content.fromParts(Part.fromText("Be short")))
                .tools(Tool.builder()
                        .functionDeclarations(FunctionDeclaration.builder()
                                .name("weather")
                                .parameters(Schema.builder()
                                        .type("OBJECT")
                                        .properties(Map.of(
                                                "city",
                                                Schema.builder().type("STRING").build()))
                                        .build())
                                .build())
                        .build())
                .build();
        var question = Content.fromParts(Part.fromText("call weather {\"city\": \"Bern\"}"));

        GenerateContentResponse asked = CLIENT.models.generateContent("gemini-3-test", List.of(question), config);

        assertThat(asked.functionCalls()).singleElement().satisfies(call -> {
            assertThat(call.name()).hasValue("weather");
            assertThat(call.args()).hasValue(Map.of("city", "Bern"));
        });

        Content called = asked.candidates().orElseThrow().get(0).content().orElseThrow();
        var result = Content.fromParts(Part.fromFunctionResponse("weather", Map.of("sky", "blue")));
        GenerateContentResponse told =
                CLIENT.models.generateContent("gemini-3-test", List.of(question, called, result), config);

        assertThat(told.text()).isEqualTo("echo: {\"sky\":\"blue\"}");
    }

    @Test
    void getsJsonAfterEitherKindOfSchema() {
        var own = Schema.builder()
                .type("OBJECT")
                .properties(Map.of("total", Schema.builder().type("INTEGER").build()))
                .required("total")
                .build();
        var json = Map.of(
                "type", "object",
                "properties", Map.of("total", Map.of("type", "integer")),
                "required", List.of("total"));

        var builder = GenerateContentConfig.builder().responseMimeType("application/json");
        assertThat(CLIENT.models
                        .generateContent(
                                "sandbox-1",
                                "How much?",
                                builder.responseSchema(own).build())
                        .text())
                .isEqualTo("{\"total\":1}");
        builder = GenerateContentConfig.builder().responseMimeType("application/json");
        assertThat(CLIENT.models
                        .generateContent(
                                "sandbox-1",
                                "How much?",
                                builder.responseJsonSchema(json).build())
                        .text())
                .isEqualTo("{\"total\":1}");
    }

    @Test
    void seesImagesBothWaysAndThoughts() {
        var config = GenerateContentConfig.builder()
                .responseModalities("TEXT", "IMAGE")
                .thinkingConfig(ThinkingConfig.builder().includeThoughts(true).thinkingBudget(100))
                .build();
        GenerateContentResponse answer = CLIENT.models.generateContent(
                "sandbox-1",
                Content.fromParts(Part.fromText("draw"), Part.fromBytes(new byte[] {1, 2, 3}, "image/png")),
                config);

        assertThat(answer.text()).isEqualTo("echo: draw [image/png 3 bytes]");
        assertThat(answer.parts())
                .anySatisfy(part -> assertThat(part.inlineData().flatMap(blob -> blob.mimeType()))
                        .hasValue("image/png"))
                .anySatisfy(part -> assertThat(part.thought()).hasValue(true));
        assertThat(answer.usageMetadata().orElseThrow().thoughtsTokenCount()).hasValue(7);
    }

    @Test
    void readsErrorsAsItsOwnTypes() {
        assertThatThrownBy(() -> callWithKey("AIza-wrong")).isInstanceOfSatisfying(ClientException.class, e -> {
            assertThat(e.code()).isEqualTo(400);
            assertThat(e.message()).contains("API key not valid");
        });
        assertThatThrownBy(() -> callWithKey("AIza-ratelimited"))
                .isInstanceOfSatisfying(
                        ClientException.class, e -> assertThat(e.status()).isEqualTo("RESOURCE_EXHAUSTED"));
        assertThatThrownBy(() -> CLIENT.models.generateContent("missing-model", "x", PLAIN))
                .isInstanceOfSatisfying(
                        ClientException.class, e -> assertThat(e.status()).isEqualTo("NOT_FOUND"));
        assertThatThrownBy(() -> CLIENT.models.generateContent("sandbox-1", "x", fault("status=500")))
                .isInstanceOf(ServerException.class);
    }

    private static void callWithKey(String key) {
        try (Client client = client(key)) {
            client.models.generateContent("sandbox-1", "x", PLAIN);
        }
    }

    @Test
    void readsModelsTokensAndEmbeddings() {
        var names = new ArrayList<String>();
        CLIENT.models
                .list(ListModelsConfig.builder().build())
                .forEach(model -> names.add(model.name().orElseThrow()));
        assertThat(names).contains("models/sandbox-1");
        assertThat(CLIENT.models.countTokens("sandbox-1", "one two three", null).totalTokens())
                .hasValue(3);

        var vectors = CLIENT
                .models
                .embedContent(
                        "sandbox-embedding-1",
                        List.of("a b", "a b", "c d"),
                        EmbedContentConfig.builder().outputDimensionality(16).build())
                .embeddings()
                .orElseThrow()
                .stream()
                .map(embedding -> embedding.values().orElseThrow())
                .collect(Collectors.toList());

        assertThat(vectors).hasSize(3).allSatisfy(vector -> assertThat(vector).hasSize(16));
        assertThat(vectors.get(0)).isEqualTo(vectors.get(1)).isNotEqualTo(vectors.get(2));
    }
}
