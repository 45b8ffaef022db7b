package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.ResponseFormat;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.Tool;
import org.externalmodels.inference.ToolChoice;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.BodyCapture;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.inference.spi.TemplateDefinition;
import org.externalmodels.inference.spi.UsageRecord;
import org.externalmodels.inference.spi.VariableDefinition;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A call that is answered, and the record it leaves. */
class WholeCallTest {

    @AutoClose
    private final EngineFixture fixture = new EngineFixture();

    @Test
    void answersWithTextUsageAndWhoAnswered() {
        fixture.publish(fixture.chat().connection("main", EngineFixture.KEY).build());

        InferenceResponse response = fixture.infer("Summarise the claim");

        assertThat(response.text()).contains("Summarise the claim");
        assertThat(response.usage().inputTokens()).hasValue(3);
        assertThat(response.usage().outputTokens()).isPresent();
        assertThat(response.usage().source()).isEqualTo(TokenUsage.Source.PROVIDER);
        assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(response.modelName()).isEqualTo("claims");
        assertThat(response.connectionName()).isEqualTo("main");
        assertThat(response.traceId()).hasSize(32);
    }

    @Test
    void leavesOneRecordOfTheAnsweredCall() {
        fixture.publish(fixture.chat().connection("main", EngineFixture.KEY).build());

        InferenceResponse response = fixture.infer("Hello there");

        UsageRecord record = fixture.onlyRecord();
        assertThat(record.traceId()).isEqualTo(response.traceId());
        assertThat(record.outcome().status()).isEqualTo(UsageRecord.Status.COMPLETE);
        assertThat(record.usage()).isEqualTo(response.usage());
        assertThat(record.target().modelId()).hasValue("id-claims");
        assertThat(record.target().connectionName()).hasValue("main");
        assertThat(record.duration()).isPositive();
        assertThat(record.firstChunk()).isPresent();
        assertThat(record.input()).isEmpty();
    }

    @Test
    void isAWorkflowsIfItsRequestNamesAnInstance() {
        fixture.publish(fixture.chat().connection("main", EngineFixture.KEY).build());

        fixture.infer(
                "claims",
                null,
                InferenceRequest.builder()
                        .user("x")
                        .workflow("instance-1", "triage")
                        .build());

        UsageRecord record = fixture.onlyRecord();
        assertThat(record.origin().source()).isEqualTo(CallOrigin.Source.WORKFLOW);
        assertThat(record.tags())
                .containsEntry("workflow.instance", "instance-1")
                .containsEntry("workflow.activity", "triage");
    }

    @Test
    void findsModelsWithoutRegardToCase() {
        fixture.publish(fixture.chat()
                .named("Claims-GPT")
                .connection("main", EngineFixture.KEY)
                .build());

        assertThat(fixture.infer("claims-gpt", "MAIN", InferenceRequest.prompt("x"))
                        .modelName())
                .isEqualTo("Claims-GPT");
    }

    @Test
    void asksForJsonAfterASchema() {
        fixture.publish(fixture.chat().connection("main", EngineFixture.KEY).build());
        String schema = """
                {"type":"object","properties":{"total":{"type":"number"}},"required":["total"],"additionalProperties":false}""";

        InferenceResponse response = fixture.infer(
                "claims",
                null,
                InferenceRequest.builder()
                        .user("How much?")
                        .responseFormat(ResponseFormat.jsonSchema("sum", schema))
                        .build());

        assertThat(response.structure()).isEqualTo(InferenceResponse.Structure.NATIVE);
        assertThat(response.json().orElseThrow()).contains("\"total\"");
    }

    @Test
    void handsOverToolCalls() {
        fixture.publish(fixture.chat().connection("main", EngineFixture.KEY).build());

        InferenceResponse response = fixture.infer(
                "claims",
                null,
                InferenceRequest.builder()
                        .user("What is the weather?")
                        .tool(new Tool("weather", "Tells the weather", "{\"type\":\"object\",\"properties\":{}}"))
                        .toolChoice(ToolChoice.tool("weather"))
                        .build());

        assertThat(response.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(response.toolCalls())
                .singleElement()
                .satisfies(call -> assertThat(call.name()).isEqualTo("weather"));
    }

    @Test
    void tellsThatTheAnswerHitItsLength() {
        fixture.publish(fixture.chat().connection("main", EngineFixture.KEY).build());

        InferenceResponse response = fixture.infer(
                "claims",
                null,
                InferenceRequest.builder()
                        .user("one two three four five six")
                        .parameters(InferenceParameters.DEFAULTS.withMaxTokens(2))
                        .build());

        assertThat(response.finishReason()).isEqualTo(FinishReason.LENGTH);
    }

    @Test
    void takesTheNextConnectionIfTheFirstIsOff() {
        fixture.publish(fixture.chat()
                .connection("first", false, new Authentication.ProviderKey(Secret.of(EngineFixture.KEY)))
                .connection("second", EngineFixture.KEY)
                .build());

        assertThat(fixture.infer("x").connectionName()).isEqualTo("second");
    }

    @Test
    void fillsTheVariablesOfATemplateThatParametersAreNamedAfter() throws IOException {
        List<VariableDefinition> variables = List.of(
                new VariableDefinition(
                        "prompt", Optional.empty(), VariableDefinition.Type.STRING, true, Optional.empty()),
                new VariableDefinition(
                        "max_tokens", Optional.empty(), VariableDefinition.Type.INTEGER, true, Optional.empty()),
                new VariableDefinition(
                        "top_k", Optional.empty(), VariableDefinition.Type.INTEGER, true, Optional.empty()));
        TemplateDefinition template = new TemplateDefinition(
                variables,
                "{\"ask\":\"{{prompt}}\",\"most\":{{max_tokens}},\"k\":{{top_k}}}",
                new TemplateDefinition.Paths(
                        Optional.of("text"), Optional.empty(), Optional.empty(), Optional.empty()));
        try (var provider = new ScriptedProvider(ScriptedProvider.good().saying("{\"text\":\"well\"}"))) {
            fixture.publish(Models.template(provider.uri(), template)
                    .connection("main", EngineFixture.KEY)
                    .build());

            fixture.infer(
                    "claims",
                    null,
                    InferenceRequest.builder()
                            .user("x")
                            .parameters(InferenceParameters.DEFAULTS
                                    .withMaxTokens(7)
                                    .withExtra("top_k", 3))
                            .build());

            assertThat(provider.lastBody()).isEqualTo("{\"ask\":\"x\",\"most\":7,\"k\":3}");
        }
    }

    @Test
    void readsAnAnswerOfSeveralWindows() {
        fixture.publish(fixture.chat()
                .fault("size=3000000")
                .connection("main", EngineFixture.KEY)
                .build());

        assertThat(fixture.infer("Hello").text()).contains("Hello");
    }

    @Test
    void keepsBodiesOnlyWhenAsked() {
        fixture.publish(fixture.chat()
                .capture(BodyCapture.FULL)
                .header("X-Team-Key", "canary-header-9d1e", true)
                .connection("main", EngineFixture.KEY)
                .build());

        fixture.infer("my key is " + EngineFixture.KEY + " and canary-header-9d1e");

        UsageRecord record = fixture.onlyRecord();
        assertThat(record.input().orElseThrow())
                .contains("my key is")
                .doesNotContain(EngineFixture.KEY)
                .doesNotContain("canary-header-9d1e");
        assertThat(record.output().orElseThrow())
                .contains("my key is")
                .doesNotContain(EngineFixture.KEY)
                .doesNotContain("canary-header-9d1e");
    }

    @Test
    void keepsSizesAndParametersWithoutAWordWhereThatIsAsked() {
        fixture.publish(fixture.chat()
                .capture(BodyCapture.METADATA)
                .connection("main", EngineFixture.KEY)
                .build());

        fixture.infer(
                "claims",
                null,
                InferenceRequest.builder()
                        .user("nobody reads this")
                        .parameters(InferenceParameters.DEFAULTS.withTemperature(0.5))
                        .build());

        UsageRecord record = fixture.onlyRecord();
        assertThat(record.input().orElseThrow())
                .matches("\\{\"bytes\":[0-9]+,\"messages\":1,\"temperature\":0.5,\"tools\":0}");
        assertThat(record.output().orElseThrow()).matches("\\{\"bytes\":[0-9]+}");
    }
}
