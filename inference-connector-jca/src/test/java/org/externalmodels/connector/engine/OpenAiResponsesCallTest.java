package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
import org.externalmodels.inference.ToolChoice;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.inference.spi.UsageRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The adapter's Responses against the sandbox's. */
class OpenAiResponsesCallTest {

    private static final Tool WEATHER =
            new Tool("weather", null, "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}");
    private static final String TWO_CALLS = "call weather {\"city\": \"Bern\"}\ncall weather {\"city\": \"Rome\"}";

    @AutoClose
    private final EngineFixture fixture = new EngineFixture();

    @BeforeEach
    void open() {
        fixture.publish(responses().build());
    }

    private Models responses() {
        return Models.chat(fixture.sandbox("/openai/v1"))
                .structure(ProviderStructure.OPENAI_RESPONSES)
                .connection("main", EngineFixture.KEY);
    }

    private InferenceResponse infer(InferenceRequest.Builder request) {
        return fixture.infer("claims", null, request.build());
    }

    private List<InferenceEvent> stream(InferenceRequest request) {
        List<InferenceEvent> events = new ArrayList<>();
        fixture.engine.stream(EngineFixture.target("claims", null), request).forEach(events::add);
        return events;
    }

    private static InferenceRequest.Builder user(String text) {
        return InferenceRequest.builder().user(text);
    }

    private static InferenceResponse completed(List<InferenceEvent> events) {
        return ((InferenceEvent.Completed) events.get(events.size() - 1)).response();
    }

    @Test
    void answersWholeAndStreamedAlike() {
        InferenceRequest request = InferenceRequest.builder()
                .system("Be brief.")
                .user(Content.text("what is it"), Content.image(Media.of("image/png", new byte[] {1, 2, 3, 4})))
                .parameters(InferenceParameters.DEFAULTS
                        .withTemperature(0.5)
                        .withTopP(0.9)
                        .withMaxTokens(50)
                        .withReasoningEffort(ReasoningEffort.LOW))
                .build();

        InferenceResponse whole = fixture.infer("claims", null, request);
        List<InferenceEvent> events = stream(request);

        assertThat(whole.text()).isEqualTo("echo: what is it [image/png 4 bytes]");
        assertThat(whole.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(whole.usage().inputTokens()).hasValue(5);
        assertThat(whole.usage().outputTokens()).hasValue(7);
        assertThat(whole.providerModel()).hasValue("sandbox-1");
        assertThat(events)
                .filteredOn(InferenceEvent.TextDelta.class::isInstance)
                .hasSize(7);
        assertThat(completed(events).text()).isEqualTo(whole.text());
        assertThat(completed(events).usage()).isEqualTo(whole.usage());
        assertThat(fixture.records()).extracting(UsageRecord::usage).containsOnly(whole.usage());
    }

    @Test
    void bringsParallelCallsThereAndTheirResultsBack() {
        InferenceRequest.Builder request = user(TWO_CALLS).tool(WEATHER).parallelToolCalls(true);

        InferenceResponse asked = infer(request);

        assertThat(asked.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(asked.toolCalls())
                .extracting(call -> call.arguments())
                .containsExactly("{\"city\":\"Bern\"}", "{\"city\":\"Rome\"}");

        InferenceResponse told = infer(request.message(new ChatMessage.AssistantMessage("", asked.toolCalls()))
                .message(ChatMessage.tool(asked.toolCalls().get(0).id(), "blue"))
                .message(ChatMessage.tool(asked.toolCalls().get(1).id(), "grey")));

        assertThat(told.text()).isEqualTo("echo: blue grey");
    }

    @Test
    void streamsCallsAsTheyComeWhole() {
        InferenceRequest request = user(TWO_CALLS).tool(WEATHER).build();

        List<InferenceEvent> events = stream(request);

        assertThat(completed(events).toolCalls())
                .extracting(call -> call.arguments())
                .containsExactly("{\"city\":\"Bern\"}", "{\"city\":\"Rome\"}");
        assertThat(events)
                .filteredOn(event -> event instanceof InferenceEvent.ToolCallDelta delta && delta.id() != null)
                .hasSize(2);
    }

    @Test
    void callsOneToolIfAskedTo() {
        assertThat(infer(user(TWO_CALLS).tool(WEATHER).parallelToolCalls(false)).toolCalls())
                .hasSize(1);
        assertThat(infer(user("hello").tool(WEATHER).toolChoice(ToolChoice.tool("weather")))
                        .toolCalls())
                .hasSize(1);
        assertThat(infer(user(TWO_CALLS).tool(WEATHER).toolChoice(ToolChoice.NONE))
                        .toolCalls())
                .isEmpty();
    }

    @Test
    void letsItsReasoningBeSeen() {
        InferenceRequest request = user("hello there")
                .parameters(InferenceParameters.DEFAULTS.withExtra(
                        "reasoning", Map.of("effort", "high", "summary", "auto")))
                .build();

        InferenceResponse whole = fixture.infer("claims", null, request);
        List<InferenceEvent> events = stream(request);

        assertThat(whole.reasoning()).hasValue("Counted 2 words.");
        assertThat(whole.usage().reasoningTokens()).hasValue(3);
        assertThat(whole.usage().outputTokens()).hasValue(6);
        assertThat(completed(events).reasoning()).isEqualTo(whole.reasoning());
        assertThat(events)
                .filteredOn(InferenceEvent.ReasoningDelta.class::isInstance)
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},\"required\":[\"a\"],\"additionalProperties\":false}",
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}"
            })
    void answersAfterASchema(String schema) {
        InferenceResponse response = infer(user("hello").responseFormat(ResponseFormat.jsonSchema("s", schema)));

        assertThat(response.json().orElseThrow()).startsWith("{\"a\":");
        assertThat(response.structure())
                .isEqualTo(
                        schema.contains("required")
                                ? InferenceResponse.Structure.NATIVE
                                : InferenceResponse.Structure.PROMPTED);
    }

    @Test
    void tellsThatTheAnswerHitItsLength() {
        InferenceRequest request = user("one two three four five six seven eight nine ten eleven twelve 13 14 15 16 17")
                .parameters(InferenceParameters.DEFAULTS.withMaxTokens(16))
                .build();

        assertThat(fixture.infer("claims", null, request).finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(completed(stream(request)).finishReason()).isEqualTo(FinishReason.LENGTH);
    }

    @Test
    void aRefusedKeyIsAnAuthenticationFailure() {
        fixture.publish(Models.chat(fixture.sandbox("/openai/v1"))
                .structure(ProviderStructure.OPENAI_RESPONSES)
                .connection("main", "sk-wrong-4242")
                .build());

        InferenceException failure = catchThrowableOfType(InferenceException.class, () -> fixture.infer("hello"));

        assertThat(failure.code()).isEqualTo(FailureCode.AUTHENTICATION_FAILED);
        assertThat(failure).message().doesNotContain("4242");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 700, 2_500})
    void aCutStreamIsInterrupted(int bytes) {
        fixture.publish(responses().fault("cut=" + bytes).build());

        InferenceException failure = catchThrowableOfType(
                InferenceException.class, () -> stream(InferenceRequest.prompt("a b c d e f g h i j k l m n o p")));

        assertThat(failure.code()).isIn(FailureCode.STREAM_INTERRUPTED, FailureCode.PROVIDER_UNREACHABLE);
        assertThat(fixture.records()).allMatch(record -> record.outcome().code().isPresent());
    }

    @Test
    void aResponseThatFailsInItsStreamIsAFailureAfterWhatCame() {
        fixture.publish(responses().providerModel("sandbox-breaks").build());
        List<InferenceEvent> events = new ArrayList<>();

        InferenceException failure = catchThrowableOfType(
                InferenceException.class, () -> fixture.stream("hello there").forEach(events::add));

        assertThat(failure.code()).isEqualTo(FailureCode.PROVIDER_ERROR);
        assertThat(failure.retriable()).isTrue();
        assertThat(failure).hasMessageContaining("server_error");
        assertThat(events).containsExactly(new InferenceEvent.TextDelta("echo:"));
    }
}
