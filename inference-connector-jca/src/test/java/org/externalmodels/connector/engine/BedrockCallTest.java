package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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
import org.externalmodels.inference.ResponseFormat;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.Tool;
import org.externalmodels.inference.ToolCall;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.inference.spi.TemplateDefinition;
import org.externalmodels.inference.spi.VariableDefinition;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BedrockCallTest {

    private static final Tool WEATHER = new Tool("weather", null, "{\"type\":\"object\",\"properties\":{}}");

    @AutoClose
    private final EngineFixture fixture = new EngineFixture();

    @BeforeEach
    void open() {
        fixture.publish(converse().build());
    }

    @Test
    void conversesWholeAndStreamedAlike() {
        InferenceRequest request = InferenceRequest.builder()
                .system("Be brief.")
                .user(Content.text("what is it"), Content.image(Media.of("image/png", new byte[] {1, 2, 3, 4})))
                .build();
        InferenceResponse whole = fixture.infer("claims", null, request);
        List<InferenceEvent> events = new ArrayList<>();

        fixture.engine.stream(EngineFixture.target("claims", null), request).forEach(events::add);

        assertThat(whole.text()).isEqualTo("echo: what is it [image/png 4 bytes]");
        assertThat(whole.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(whole.usage().inputTokens()).hasValue(5);
        assertThat(completed(events).text()).isEqualTo(whole.text());
        assertThat(completed(events).usage()).isEqualTo(whole.usage());
    }

    @Test
    void callsToolsAndTakesTheirResults() {
        InferenceResponse call = fixture.infer(
                "claims",
                null,
                InferenceRequest.builder()
                        .user("call weather {\"city\":\"Bern\"}")
                        .tool(WEATHER)
                        .build());

        InferenceResponse answer = fixture.infer(
                "claims",
                null,
                InferenceRequest.builder()
                        .user("call weather {\"city\":\"Bern\"}")
                        .message(new ChatMessage.AssistantMessage("", call.toolCalls()))
                        .message(ChatMessage.tool(call.toolCalls().get(0).id(), "sunny"))
                        .tool(WEATHER)
                        .build());

        assertThat(call.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(call.toolCalls().get(0).arguments()).isEqualTo("{\"city\":\"Bern\"}");
        assertThat(answer.text()).isEqualTo("echo: sunny");
    }

    @Test
    void thoughtsThatLedToAToolCallGoBackWithItsResult() {
        InferenceRequest thinking = InferenceRequest.builder()
                .user("call weather {\"city\":\"Bern\"}")
                .tool(WEATHER)
                .parameters(InferenceParameters.DEFAULTS.withExtra(
                        "thinking", Map.of("type", "enabled", "budget_tokens", 1_024)))
                .build();
        List<InferenceEvent> events = new ArrayList<>();
        fixture.engine.stream(EngineFixture.target("claims", null), thinking).forEach(events::add);
        for (List<ToolCall> calls : List.of(
                fixture.infer("claims", null, thinking).toolCalls(),
                completed(events).toolCalls())) {

            InferenceResponse told = fixture.infer(
                    "claims",
                    null,
                    thinking.toBuilder()
                            .message(new ChatMessage.AssistantMessage("", calls))
                            .message(ChatMessage.tool(calls.get(0).id(), "sunny"))
                            .build());

            assertThat(told.text()).isEqualTo("echo: sunny");
        }
    }

    @Test
    void answersAfterASchema() {
        InferenceResponse answer = fixture.infer(
                "claims",
                null,
                InferenceRequest.builder()
                        .user("x")
                        .responseFormat(ResponseFormat.jsonSchema(
                                "n", "{\"type\":\"object\",\"properties\":{\"n\":{\"const\":7}},\"required\":[\"n\"]}"))
                        .build());

        assertThat(answer.structure()).isEqualTo(InferenceResponse.Structure.NATIVE);
        assertThat(answer.json()).hasValue("{\"n\":7}");
    }

    @Test
    void aCutStreamIsInterrupted() {
        fixture.publish(converse().fault("cut=700").build());

        assertThat(streamFailure().code()).isEqualTo(FailureCode.STREAM_INTERRUPTED);
    }

    @Test
    void errorsHaveTheirCodes() {
        fixture.publish(converse().fault("status=429;retry-after=7").build());
        InferenceException limited = catchThrowableOfType(InferenceException.class, () -> fixture.infer("x"));
        fixture.publish(Models.chat(fixture.sandbox.uri("/bedrock"))
                .structure(ProviderStructure.BEDROCK_CONVERSE)
                .connection("main", "a-wrong-key")
                .build());
        InferenceException refused = catchThrowableOfType(InferenceException.class, () -> fixture.infer("x"));

        assertThat(limited.code()).isEqualTo(FailureCode.RATE_LIMITED);
        assertThat(refused.code()).isEqualTo(FailureCode.AUTHENTICATION_FAILED);
    }

    @Test
    void invokesByATemplateWholeAndStreamedAlike() {
        fixture.publish(Models.template(
                        fixture.sandbox.uri("/bedrock"),
                        new TemplateDefinition(
                                List.of(new VariableDefinition(
                                        "prompt",
                                        Optional.empty(),
                                        VariableDefinition.Type.STRING,
                                        true,
                                        Optional.empty())),
                                "{\"inputText\":\"{{prompt}}\"}",
                                new TemplateDefinition.Paths(
                                        Optional.of("results[0].outputText"),
                                        Optional.of("inputTextTokenCount"),
                                        Optional.of("results[0].tokenCount"),
                                        Optional.of("outputText"))))
                .structure(ProviderStructure.BEDROCK_INVOKE)
                .connection("main", EngineFixture.KEY)
                .build());
        List<InferenceEvent> events = new ArrayList<>();

        InferenceResponse whole = fixture.infer("one two");
        fixture.stream("one two").forEach(events::add);

        assertThat(whole.text()).isEqualTo("echo: one two");
        assertThat(whole.usage()).isEqualTo(TokenUsage.reported(OptionalLong.of(2), OptionalLong.of(3)));
        assertThat(completed(events).text()).isEqualTo(whole.text());
        assertThat(completed(events).usage().inputTokens()).hasValue(2);
    }

    @Test
    void aStreamThatTheSandboxPadsIsStillOne() {
        fixture.publish(converse().fault("size=20000").build());
        List<InferenceEvent> events = new ArrayList<>();

        fixture.stream("one two").forEach(events::add);

        assertThat(completed(events).text()).isEqualTo("echo: one two");
    }

    private Models converse() {
        return Models.chat(fixture.sandbox.uri("/bedrock"))
                .structure(ProviderStructure.BEDROCK_CONVERSE)
                .connection("main", EngineFixture.KEY);
    }

    private InferenceException streamFailure() {
        return catchThrowableOfType(
                InferenceException.class, () -> fixture.stream("a b c d e f").forEach(event -> {}));
    }

    private static InferenceResponse completed(List<InferenceEvent> events) {
        return ((InferenceEvent.Completed) events.get(events.size() - 1)).response();
    }
}
