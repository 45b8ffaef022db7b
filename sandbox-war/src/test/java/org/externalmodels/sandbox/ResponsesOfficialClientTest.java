package org.externalmodels.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.errors.BadRequestException;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.Reasoning;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** OpenAI's own client takes the sandbox's Responses for OpenAI's. */
final class ResponsesOfficialClientTest {
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

    private static ResponseCreateParams.Builder ask(String prompt) {
        return ResponseCreateParams.builder().model("sandbox-1").input(prompt);
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

    private static String text(Response response) {
        return response.output().stream()
                .flatMap(item -> item.message().stream())
                .flatMap(message -> message.content().stream())
                .flatMap(content -> content.outputText().stream())
                .map(text -> text.text())
                .reduce("", String::concat);
    }

    private static Response streamed(ResponseCreateParams params) {
        var accumulator = ResponseAccumulator.create();
        try (var stream = CLIENT.responses().createStreaming(params)) {
            stream.stream().forEach(event -> accumulator.accumulate(event.validate()));
        }
        return accumulator.response();
    }

    @Test
    void readsAResponseWholeAndStreamedAlike() {
        var params = ask("good morning").instructions("Be brief.").build();

        Response whole = CLIENT.responses().create(params).validate();
        Response streamed = streamed(params).validate();

        assertThat(text(whole)).isEqualTo("echo: good morning");
        assertThat(whole.status()).hasValue(ResponseStatus.COMPLETED);
        assertThat(whole.usage()).hasValueSatisfying(usage -> {
            assertThat(usage.inputTokens()).isEqualTo(4);
            assertThat(usage.outputTokens()).isEqualTo(3);
            assertThat(usage.totalTokens()).isEqualTo(7);
        });
        assertThat(text(streamed)).isEqualTo(text(whole));
        assertThat(streamed.usage()).isEqualTo(whole.usage());
    }

    @Test
    void callsAToolAndTakesItsResult() {
        Response asked = CLIENT.responses()
                .create(ask("call weather {\"city\": \"Bern\"}")
                        .addTool(weather())
                        .build())
                .validate();
        ResponseFunctionToolCall call = asked.output().get(0).asFunctionCall();
        assertThat(call.name()).isEqualTo("weather");
        assertThat(call.arguments()).isEqualTo("{\"city\":\"Bern\"}");

        Response told = CLIENT.responses()
                .create(ResponseCreateParams.builder()
                        .model("sandbox-1")
                        .inputOfResponse(List.of(
                                ResponseInputItem.ofFunctionCall(call),
                                ResponseInputItem.ofFunctionCallOutput(ResponseInputItem.FunctionCallOutput.builder()
                                        .callId(call.callId())
                                        .output("blue")
                                        .build())))
                        .addTool(weather())
                        .build())
                .validate();

        assertThat(text(told)).isEqualTo("echo: blue");
    }

    @Test
    void streamsAToolCallInPieces() {
        var arguments = new StringBuilder();
        var params =
                ask("call weather {\"city\": \"New York\"}").addTool(weather()).build();
        try (var stream = CLIENT.responses().createStreaming(params)) {
            stream.stream()
                    .flatMap(event -> event.validate().functionCallArgumentsDelta().stream())
                    .forEach(delta -> arguments.append(delta.delta()));
        }

        assertThat(arguments).hasToString("{\"city\":\"New York\"}");
    }

    @Test
    void seesTheReasoningsSummary() {
        var params = ask("good morning")
                .reasoning(Reasoning.builder().summary(Reasoning.Summary.AUTO).build())
                .build();

        Response streamed = streamed(params).validate();

        assertThat(streamed.output().get(0).asReasoning().summary().get(0).text())
                .isEqualTo("Counted 2 words.");
        assertThat(streamed.usage())
                .hasValueSatisfying(
                        usage -> assertThat(usage.outputTokensDetails().reasoningTokens())
                                .isEqualTo(3));
    }

    @Test
    void seesThatAnAnswerIsNotComplete() {
        Response response = streamed(
                ask("a b c d e f g h i j k l m n o p q").maxOutputTokens(16).build());

        assertThat(response.status()).hasValue(ResponseStatus.INCOMPLETE);
        assertThat(response.incompleteDetails().orElseThrow().reason().orElseThrow())
                .isEqualTo(Response.IncompleteDetails.Reason.MAX_OUTPUT_TOKENS);
    }

    @Test
    void seesAFailureInTheMiddleOfAStream() {
        var failures = new ArrayList<String>();
        try (var stream = CLIENT.responses()
                .createStreaming(ask("hello there").model("sandbox-breaks").build())) {
            stream.stream()
                    .flatMap(event -> event.validate().failed().stream())
                    .forEach(failed -> failures.add(
                            failed.response().error().orElseThrow().code().toString()));
        }

        assertThat(failures).containsExactly("server_error");
    }

    @Test
    void readsErrorsAsItsOwnTypes() {
        OpenAIClient wrong = client("sk-wrong");
        try {
            assertThatThrownBy(() -> wrong.responses().create(ask("hello").build()))
                    .isInstanceOf(UnauthorizedException.class);
        } finally {
            wrong.close();
        }
        assertThatThrownBy(() -> CLIENT.responses()
                        .create(ask("hello")
                                .putAdditionalBodyProperty("temprature", JsonValue.from(1))
                                .build()))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("Unknown parameter: 'temprature'.");
    }
}
