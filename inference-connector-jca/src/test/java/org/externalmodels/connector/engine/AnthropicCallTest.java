package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.ReasoningEffort;
import org.externalmodels.inference.ResponseFormat;
import org.externalmodels.inference.Tool;
import org.externalmodels.inference.ToolCall;
import org.externalmodels.inference.ToolChoice;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.inference.spi.UsageRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The adapter's Messages against the sandbox's. */
class AnthropicCallTest {

    private static final String MESSAGES = "/anthropic/v1/messages";
    private static final Tool WEATHER =
            new Tool("weather", "Tells it", "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}");

    @AutoClose
    private final EngineFixture fixture = new EngineFixture();

    private Models claude(String key) {
        return Models.chat(fixture.sandbox.uri("/anthropic"))
                .structure(ProviderStructure.ANTHROPIC_MESSAGES)
                .connection("main", key);
    }

    private void publish() {
        fixture.publish(claude(EngineFixture.KEY).build());
    }

    private InferenceResponse infer(InferenceRequest.Builder request) {
        return fixture.infer("claims", null, request.build());
    }

    private InferenceResponse stream(InferenceRequest.Builder request, List<InferenceEvent> events) {
        fixture.engine.stream(EngineFixture.target("claims", null), request.build())
                .forEach(events::add);
        return ((InferenceEvent.Completed) events.get(events.size() - 1)).response();
    }

    private static InferenceRequest.Builder user(String text) {
        return InferenceRequest.builder().user(text);
    }

    @Test
    void answersWithTextAndUsage() throws IOException {
        publish();

        InferenceResponse response =
                infer(InferenceRequest.builder().system("Be short").user("Hello there"));

        assertThat(response.text()).isEqualTo("echo: Hello there");
        assertThat(response.usage().inputTokens()).hasValue(4);
        assertThat(response.usage().outputTokens()).hasValue(3);
        assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(response.providerModel()).hasValue("sandbox-1");
        assertThat(fixture.served(MESSAGES)).isEqualTo(1);
        assertThat(fixture.onlyRecord().usage()).isEqualTo(response.usage());
    }

    @Test
    void streamsTheSameAnswerWithTheSameUsage() {
        publish();
        List<InferenceEvent> events = new ArrayList<>();

        InferenceResponse whole = stream(user("Hello there you"), events);

        assertThat(events)
                .filteredOn(InferenceEvent.TextDelta.class::isInstance)
                .hasSize(4);
        assertThat(whole.text()).isEqualTo("echo: Hello there you");
        assertThat(whole.usage()).isEqualTo(infer(user("Hello there you")).usage());
        assertThat(fixture.records()).extracting(UsageRecord::usage).containsOnly(whole.usage());
    }

    @Test
    void bringsToolCallsThereAndTheirResultsBack() {
        publish();
        InferenceRequest.Builder request = user("call weather {\"city\": \"Bern\"}\ncall weather {\"city\": \"Rome\"}")
                .tool(WEATHER);

        InferenceResponse asked = infer(request);
        List<ToolCall> streamed = stream(request, new ArrayList<>()).toolCalls();

        assertThat(asked.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(asked.toolCalls())
                .extracting(ToolCall::arguments)
                .containsExactly("{\"city\":\"Bern\"}", "{\"city\":\"Rome\"}");
        assertThat(streamed)
                .extracting(ToolCall::name, ToolCall::arguments)
                .containsExactlyElementsOf(asked.toolCalls().stream()
                        .map(call -> tuple(call.name(), call.arguments()))
                        .toList());

        InferenceResponse told = infer(request.message(new ChatMessage.AssistantMessage("", asked.toolCalls()))
                .message(ChatMessage.tool(asked.toolCalls().get(0).id(), "blue"))
                .message(ChatMessage.tool(asked.toolCalls().get(1).id(), "grey")));

        assertThat(told.text()).isEqualTo("echo: blue grey");
    }

    @Test
    void demandsAToolAndTakesOneAtATime() {
        publish();
        String two = "call weather {\"city\": \"Bern\"}\ncall weather {\"city\": \"Rome\"}";

        assertThat(infer(user("Hello").tool(WEATHER).toolChoice(ToolChoice.tool("weather")))
                        .toolCalls())
                .hasSize(1);
        assertThat(infer(user("Hello").tool(WEATHER).toolChoice(ToolChoice.REQUIRED))
                        .toolCalls())
                .hasSize(1);
        assertThat(infer(user(two).tool(WEATHER).toolChoice(ToolChoice.NONE)).toolCalls())
                .isEmpty();
        assertThat(infer(user(two).tool(WEATHER).parallelToolCalls(false)).toolCalls())
                .hasSize(1);
    }

    @Test
    void getsJsonAfterAnOpenSchema() {
        publish();

        InferenceResponse response = infer(user("How much?")
                .responseFormat(ResponseFormat.jsonSchema(
                        "sum", "{\"type\":\"object\",\"properties\":{\"total\":{\"type\":\"integer\"}}}")));

        assertThat(response.structure()).isEqualTo(InferenceResponse.Structure.NATIVE);
        assertThat(response.json()).hasValue("{\"total\":1}");
    }

    @Test
    void takesEveryParameterAndImages() {
        publish();

        InferenceResponse response = infer(InferenceRequest.builder()
                .user(
                        Content.text("See"),
                        Content.image(Media.of("image/png", new byte[] {1, 2})),
                        Content.image(Media.at(URI.create("https://images.example/a.png"))))
                .parameters(InferenceParameters.DEFAULTS
                        .withTemperature(0.5)
                        .withTopP(0.5)
                        .withMaxTokens(6)
                        .withStop("never")
                        .withReasoningEffort(ReasoningEffort.LOW)
                        .withExtra("top_k", 3)
                        .withExtra("metadata", Map.of("user_id", "7"))));

        assertThat(response.text()).isEqualTo("echo: See [image/png 2 bytes] [image");
        assertThat(response.finishReason()).isEqualTo(FinishReason.LENGTH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude-haiku-4-5", "claude-opus-5"})
    void modelsThatRefuseSamplingParametersAnswerThePlaygroundsDefaults(String providerModel) {
        fixture.publish(claude(EngineFixture.KEY).providerModel(providerModel).build());

        InferenceResponse response = infer(user("Hello")
                .parameters(InferenceParameters.DEFAULTS
                        .withTemperature(1)
                        .withTopP(1)
                        .withMaxTokens(256)));

        assertThat(response.text()).isEqualTo("echo: Hello");
        assertThat(response.providerModel()).hasValue(providerModel);
    }

    @Test
    void handsThoughtsOnWholeAndStreamed() {
        publish();
        InferenceRequest.Builder request = user("Hello")
                .parameters(InferenceParameters.DEFAULTS.withExtra("thinking", Map.of("type", "adaptive")));
        List<InferenceEvent> events = new ArrayList<>();

        InferenceResponse whole = infer(request);

        assertThat(whole.reasoning()).isPresent();
        assertThat(stream(request, events).reasoning()).isEqualTo(whole.reasoning());
        assertThat(events).hasAtLeastOneElementOfType(InferenceEvent.ReasoningDelta.class);
    }

    @Test
    void thoughtsThatLedToToolCallsGoBackWithTheirResults() {
        publish();
        InferenceRequest.Builder thinking = user("call weather {\"city\": \"Bern\"}\ncall weather {\"city\": \"Rome\"}")
                .tool(WEATHER)
                .parameters(InferenceParameters.DEFAULTS
                        .withMaxTokens(4_000)
                        .withExtra("thinking", Map.of("type", "enabled", "budget_tokens", 1_024)));
        for (List<ToolCall> calls : List.of(
                infer(thinking).toolCalls(), stream(thinking, new ArrayList<>()).toolCalls())) {

            InferenceResponse told = fixture.infer(
                    "claims",
                    null,
                    thinking.build().toBuilder()
                            .message(new ChatMessage.AssistantMessage("Let me see", calls))
                            .message(ChatMessage.tool(calls.get(0).id(), "blue"))
                            .message(ChatMessage.tool(calls.get(1).id(), "grey"))
                            .build());

            assertThat(told.text()).isEqualTo("echo: blue grey");
        }
    }

    @Test
    void countsWhatThePromptCacheWroteAndRead() {
        publish();
        InferenceRequest.Builder request = user("one two three")
                .parameters(InferenceParameters.DEFAULTS.withExtra("cache_control", Map.of("type", "ephemeral")));

        InferenceResponse first = infer(request);
        InferenceResponse second = infer(request);

        assertThat(first.usage().inputTokens()).hasValue(3);
        assertThat(first.usage().cacheWriteTokens()).hasValue(3);
        assertThat(second.usage().inputTokens()).hasValue(3);
        assertThat(second.usage().cachedInputTokens()).hasValue(3);
    }

    @Test
    void aWrongKeyIsAnAuthenticationFailure() {
        fixture.publish(claude("wrong-key").build());

        InferenceException failure = catchThrowableOfType(InferenceException.class, () -> fixture.infer("x"));

        assertThat(failure.code()).isEqualTo(FailureCode.AUTHENTICATION_FAILED);
        assertThat(failure).hasMessageContaining("invalid x-api-key");
    }

    @Test
    void tellsHowLongToWait() {
        fixture.publish(claude("ratelimited").build());

        InferenceException failure = catchThrowableOfType(InferenceException.class, () -> fixture.infer("x"));

        assertThat(failure.code()).isEqualTo(FailureCode.RATE_LIMITED);
        assertThat(failure.retryAfter()).hasValue(Duration.ofSeconds(20));
    }
}
