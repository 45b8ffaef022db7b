package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIException;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFormatTextJsonSchemaConfig;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseTextConfig;
import java.util.List;
import java.util.Map;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** OpenAI's own client and its Responses, whatever is behind them. */
class ResponsesClientIT {

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

    private static ResponseCreateParams.Builder ask(String model, String prompt) {
        return ResponseCreateParams.builder().model(model).input(prompt);
    }

    private Response streamed(ResponseCreateParams request) {
        ResponseAccumulator all = ResponseAccumulator.create();
        try (var stream = client.responses().createStreaming(request)) {
            stream.stream().forEach(all::accumulate);
        }
        return all.response();
    }

    private static String text(Response answer) {
        return answer.output().stream()
                .flatMap(item -> item.message().stream())
                .flatMap(message -> message.content().stream())
                .map(content -> content.asOutputText().text())
                .reduce("", String::concat);
    }

    @ParameterizedTest
    @EnumSource
    void asksEveryKindOfModelWholeAndStreamed(ServedModel kind) {
        Response whole = client.responses()
                .create(ask(kind.add(product), "one two three").build());
        Response streamed =
                streamed(ask(kind.addStreaming(product), "one two three").build());

        for (Response answer : List.of(whole, streamed)) {
            assertThat(text(answer)).isEqualTo("echo: one two three");
            assertThat(answer.usage().orElseThrow().totalTokens()).isEqualTo(7);
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"INVOKE", "TEMPLATE"})
    void callsToolsAndHandsTheirResultsBack(ServedModel kind) {
        String model = kind.add(product);
        String prompt = "call weather {\"city\": \"Bern\"}";
        ResponseCreateParams request = ask(model, prompt).addTool(weather()).build();

        ResponseFunctionToolCall call = call(client.responses().create(request));

        assertThat(call.name()).isEqualTo("weather");
        assertThat(call.arguments()).isEqualTo("{\"city\":\"Bern\"}");
        assertThat(call(streamed(request)).arguments()).isEqualTo(call.arguments());
        Response told = client.responses()
                .create(ResponseCreateParams.builder()
                        .model(model)
                        .addTool(weather())
                        .inputOfResponse(List.of(
                                ResponseInputItem.ofEasyInputMessage(EasyInputMessage.builder()
                                        .role(EasyInputMessage.Role.USER)
                                        .content(prompt)
                                        .build()),
                                ResponseInputItem.ofFunctionCall(call),
                                ResponseInputItem.ofFunctionCallOutput(ResponseInputItem.FunctionCallOutput.builder()
                                        .callId(call.callId())
                                        .output("blue")
                                        .build())))
                        .build());
        assertThat(text(told)).startsWith("echo: ").contains("blue");
    }

    private static ResponseFunctionToolCall call(Response answer) {
        return answer.output().stream()
                .flatMap(item -> item.functionCall().stream())
                .findFirst()
                .orElseThrow();
    }

    private static FunctionTool weather() {
        return FunctionTool.builder()
                .name("weather")
                .strict(false)
                .parameters(FunctionTool.Parameters.builder()
                        .putAdditionalProperty("type", JsonValue.from("object"))
                        .putAdditionalProperty("properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
                        .build())
                .build();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"INVOKE", "TEMPLATE"})
    void getsJsonAfterASchema(ServedModel kind) {
        ResponseFormatTextJsonSchemaConfig format = ResponseFormatTextJsonSchemaConfig.builder()
                .name("sum")
                .strict(true)
                .schema(ResponseFormatTextJsonSchemaConfig.Schema.builder()
                        .putAdditionalProperty("type", JsonValue.from("object"))
                        .putAdditionalProperty("properties", JsonValue.from(Map.of("total", Map.of("type", "integer"))))
                        .putAdditionalProperty("required", JsonValue.from(List.of("total")))
                        .putAdditionalProperty("additionalProperties", JsonValue.from(false))
                        .build())
                .build();

        Response answer = client.responses()
                .create(ask(kind.add(product), "How much?")
                        .text(ResponseTextConfig.builder().format(format).build())
                        .build());

        assertThat(text(answer)).startsWith("{\"total\":");
    }

    @Test
    void readsFailuresAsItsOwnTypes() {
        String model = ServedModel.OPENAI.add(product);
        String limited = ServedModel.OPENAI.add(product, "status=429;retry-after=300");

        assertThatThrownBy(() -> create(client, ask("no-such-model", "hello"))).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() ->
                        create(client, ask(model, "hello").putAdditionalBodyProperty("temprature", JsonValue.from(1))))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("temprature");
        assertThatThrownBy(() -> create(client, ask(limited, "hello"))).isInstanceOf(RateLimitException.class);
        OpenAIClient stranger = client("emk-stranger");
        OpenAIClient limitedTo = client(product.addKey("another-model").getString("key"));
        try {
            assertThatThrownBy(() -> create(stranger, ask(model, "hello"))).isInstanceOf(UnauthorizedException.class);
            assertThatThrownBy(() -> create(limitedTo, ask(model, "hello")))
                    .isInstanceOf(PermissionDeniedException.class);
        } finally {
            stranger.close();
            limitedTo.close();
        }
    }

    private static void create(OpenAIClient with, ResponseCreateParams.Builder request) {
        with.responses().create(request.build());
    }

    @Test
    void seesAStreamThatWasCutAsAFailure() {
        String model = ServedModel.OPENAI.add(product, "cut=500");

        assertThatThrownBy(() ->
                        streamed(ask(model, "one two three four five six seven").build()))
                .isInstanceOf(OpenAIException.class);
    }
}
