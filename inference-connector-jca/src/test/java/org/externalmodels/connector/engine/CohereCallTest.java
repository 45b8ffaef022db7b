package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.EmbeddingRequest;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The adapter's Chat against the sandbox's. */
class CohereCallTest {

    private static final Tool WEATHER =
            new Tool("weather", "Tells it", "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}");
    private static final Tool OTHER = new Tool("other", null, "{\"type\":\"object\"}");
    private static final String TWO = "call weather {\"city\": \"Bern\"}\ncall weather {\"city\": \"Rome\"}";

    @AutoClose
    private final EngineFixture fixture = new EngineFixture();

    @BeforeEach
    void open() {
        publish(EngineFixture.KEY);
    }

    private void publish(String key) {
        fixture.publish(Models.chat(fixture.sandbox.uri("/cohere"))
                .structure(ProviderStructure.COHERE_CHAT)
                .connection("main", key)
                .build());
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
    void answersWithTextAndBilledTokens() throws IOException {
        InferenceResponse response =
                infer(InferenceRequest.builder().system("Be short").user("Hello there"));

        assertThat(response.text()).isEqualTo("echo: Hello there");
        assertThat(response.usage().inputTokens()).hasValue(4);
        assertThat(response.usage().outputTokens()).hasValue(3);
        assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(fixture.served("/cohere/v2/chat")).isEqualTo(1);
        assertThat(fixture.onlyRecord().usage()).isEqualTo(response.usage());
    }

    @Test
    void streamsTheSameAnswerWithTheSameUsage() {
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
        InferenceRequest.Builder request = user(TWO).tool(WEATHER);

        InferenceResponse asked = infer(request);
        InferenceResponse streamed = stream(request, new ArrayList<>());

        assertThat(asked.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(asked.reasoning()).isPresent().isEqualTo(streamed.reasoning());
        assertThat(asked.toolCalls())
                .extracting(ToolCall::arguments)
                .containsExactly("{\"city\":\"Bern\"}", "{\"city\":\"Rome\"}")
                .containsExactlyElementsOf(
                        streamed.toolCalls().stream().map(ToolCall::arguments).toList());

        InferenceResponse told = infer(request.message(new ChatMessage.AssistantMessage("", asked.toolCalls()))
                .message(ChatMessage.tool(asked.toolCalls().get(0).id(), "blue"))
                .message(ChatMessage.tool(asked.toolCalls().get(1).id(), "grey")));

        assertThat(told.text()).isEqualTo("echo: blue grey");
    }

    @Test
    void demandsSomeToolACertainOneOrNone() {
        InferenceRequest.Builder hello = user("Hello").tool(OTHER).tool(WEATHER);

        assertThat(infer(hello.toolChoice(ToolChoice.REQUIRED)).toolCalls()).hasSize(1);
        assertThat(infer(hello.toolChoice(ToolChoice.tool("weather"))).toolCalls())
                .extracting(ToolCall::name)
                .containsExactly("weather");
        assertThat(infer(user(TWO).tool(WEATHER).toolChoice(ToolChoice.NONE)).toolCalls())
                .isEmpty();
    }

    @Test
    void getsJsonAfterASchemaAndWithoutOne() {
        InferenceResponse response = infer(user("How much?")
                .responseFormat(ResponseFormat.jsonSchema(
                        "sum",
                        "{\"type\":\"object\",\"properties\":{\"total\":{\"type\":\"integer\"}},"
                                + "\"required\":[\"total\"]}")));

        assertThat(response.structure()).isEqualTo(InferenceResponse.Structure.NATIVE);
        assertThat(response.json()).hasValue("{\"total\":1}");
        assertThat(infer(user("Some JSON").responseFormat(ResponseFormat.JSON)).json())
                .hasValue("{\"echo\":\"echo: Some JSON\"}");
    }

    @Test
    void takesEveryParameterAndImages() {
        InferenceResponse response = infer(InferenceRequest.builder()
                .user(Content.text("See"), Content.image(Media.of("image/png", new byte[] {1, 2})))
                .parameters(InferenceParameters.DEFAULTS
                        .withTemperature(0.5)
                        .withTopP(1)
                        .withMaxTokens(3)
                        .withStop("never")
                        .withSeed(7)
                        .withReasoningEffort(ReasoningEffort.LOW)
                        .withExtra("k", 3)));

        assertThat(response.text()).isEqualTo("echo: See [image/png");
        assertThat(response.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(response.reasoning()).isPresent();
    }

    @Test
    void turnsTextsIntoVectors() {
        var response = InferenceEngine.await(fixture.engine.embed(
                EngineFixture.target("claims", null), new EmbeddingRequest(List.of("a b", "c"), 256, null, Map.of())));

        assertThat(response.vectors())
                .hasSize(2)
                .allSatisfy(vector -> assertThat(vector).hasSize(256));
        assertThat(response.usage().inputTokens()).hasValue(3);
    }

    @Test
    void aWrongKeyIsAnAuthenticationFailure() {
        publish("wrong-key");

        InferenceException failure = catchThrowableOfType(InferenceException.class, () -> fixture.infer("x"));

        assertThat(failure.code()).isEqualTo(FailureCode.AUTHENTICATION_FAILED);
        assertThat(failure).hasMessageContaining("invalid api token");
    }
}
