package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.Feature;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceException;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void refusesAnUnknownModelAndRecordsIt() {
        fixture.publish();

        InferenceException failure = failureOf("nobody", null);

        assertThat(failure.code()).isEqualTo(FailureCode.MODEL_NOT_FOUND);
        assertThat(failure).hasMessageContaining("nobody");
        UsageRecord record = fixture.onlyRecord();
        assertThat(record.target().modelName()).isEqualTo("nobody");
        assertThat(record.outcome().code()).hasValue(FailureCode.MODEL_NOT_FOUND);
        assertThat(record.usage()).isEqualTo(TokenUsage.UNKNOWN);
    }

    @Test
    void refusesADraft() {
        fixture.publish(
                fixture.chat().draft().connection("main", EngineFixture.KEY).build());

        assertThat(failureOf("claims", null).code()).isEqualTo(FailureCode.MODEL_NOT_ACTIVE);
        assertThat(fixture.onlyRecord().target().modelId()).hasValue("id-claims");
    }

    @Test
    void refusesAModelThatIsSwitchedOff() {
        fixture.publish(
                fixture.chat().off().connection("main", EngineFixture.KEY).build());

        assertThat(failureOf("claims", null))
                .hasMessageContaining("not active")
                .extracting(InferenceException::code)
                .isEqualTo(FailureCode.MODEL_NOT_ACTIVE);
    }

    @Test
    void refusesAConnectionThatIsSwitchedOff() {
        fixture.publish(fixture.chat()
                .connection("main", EngineFixture.KEY)
                .connection("spare", false, new Authentication.ProviderKey(Secret.of(EngineFixture.KEY)))
                .build());

        assertThat(failureOf("claims", "spare").code()).isEqualTo(FailureCode.CONNECTION_NOT_ACTIVE);
    }

    @Test
    void refusesAnUnknownConnection() {
        fixture.publish(fixture.chat().connection("main", EngineFixture.KEY).build());

        assertThat(failureOf("claims", "other").code()).isEqualTo(FailureCode.CONNECTION_NOT_FOUND);
    }

    @Test
    void refusesAModelWithoutConnections() {
        fixture.publish(fixture.chat().build());

        assertThat(failureOf("claims", null).code()).isEqualTo(FailureCode.NO_ACTIVE_CONNECTION);
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
    void refusesAFeatureThatIsOffBeforeTheNetwork() {
        fixture.publish(fixture.chat()
                .features(Feature.STREAMING)
                .connection("main", EngineFixture.KEY)
                .build());

        InferenceException failure = catchThrowableOfType(
                InferenceException.class,
                () -> fixture.infer(
                        "claims",
                        null,
                        InferenceRequest.builder()
                                .user("x")
                                .responseFormat(ResponseFormat.JSON)
                                .build()));

        assertThat(failure.code()).isEqualTo(FailureCode.FEATURE_NOT_ENABLED);
        assertThat(failure.providerStatus()).isEmpty();
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
    void refusesVariablesForAConversationModel() {
        fixture.publish(fixture.chat().connection("main", EngineFixture.KEY).build());

        InferenceException failure = catchThrowableOfType(
                InferenceException.class,
                () -> fixture.infer(
                        "claims",
                        null,
                        InferenceRequest.builder().user("x").variable("age", 3).build()));

        assertThat(failure.code()).isEqualTo(FailureCode.INVALID_REQUEST);
        assertThat(failure).hasMessageContaining("age");
    }

    @ParameterizedTest
    @CsvSource({
        "status=500, PROVIDER_ERROR, 500",
        "status=429;retry-after=3, RATE_LIMITED, 429",
        "status=403, AUTHENTICATION_FAILED, 403",
        "html, INVALID_RESPONSE, 200",
        "garbage, INVALID_RESPONSE, 200",
        "empty, INVALID_RESPONSE, 200",
        "size=10485760;status=500, PROVIDER_ERROR, 500",
    })
    void namesModelAndConnectionInEachFailure(String fault, FailureCode code, int status) {
        fixture.publish(fixture.chat()
                .fault(fault)
                .connection("main", EngineFixture.KEY)
                .build());

        InferenceException failure = failureOf("claims", null);

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure).hasMessageContaining("'claims'").hasMessageContaining("'main'");
        assertThat(failure.providerStatus()).hasValue(status);
        assertThat(failure.providerBody().orElse("")).hasSizeLessThan(3_000);
        assertThat(failure.toString() + failure.providerBody()).doesNotContain(EngineFixture.KEY);
        UsageRecord record = fixture.onlyRecord();
        assertThat(record.outcome().status()).isEqualTo(UsageRecord.Status.FAILED);
        assertThat(record.outcome().code()).hasValue(code);
        assertThat(record.usage()).isEqualTo(TokenUsage.UNKNOWN);
    }

    @Test
    void carriesTheWaitOfARateLimit() {
        fixture.publish(fixture.chat()
                .fault("status=429;retry-after=3")
                .connection("main", EngineFixture.KEY)
                .build());

        assertThat(failureOf("claims", null).retryAfter()).hasValue(Duration.ofSeconds(3));
    }

    @Test
    void reportsARefusedKeyWithoutShowingIt() {
        fixture.publish(fixture.chat().connection("main", "sk-wrong-4242424242").build());

        InferenceException failure = failureOf("claims", null);

        assertThat(failure.code()).isEqualTo(FailureCode.AUTHENTICATION_FAILED);
        assertThat(failure.toString() + failure.providerBody()).doesNotContain("sk-wrong-4242424242");
    }

    @Test
    void reportsAnAnswerThatBreaksOff() {
        fixture.publish(fixture.chat()
                .fault("cut=40")
                .connection("main", EngineFixture.KEY)
                .build());

        InferenceException failure = failureOf("claims", null);

        assertThat(failure.code()).isEqualTo(FailureCode.PROVIDER_UNREACHABLE);
        assertThat(failure).hasMessageContaining("in the middle of the answer");
    }

    @Test
    void reportsAnEndpointThatIsDown() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        fixture.publish(Models.chat(URI.create("http://127.0.0.1:" + port + "/v1"))
                .connection("main", EngineFixture.KEY)
                .build());

        assertThat(failureOf("claims", null).code()).isEqualTo(FailureCode.PROVIDER_UNREACHABLE);
        assertThat(fixture.onlyRecord().outcome().providerStatus()).isEmpty();
    }

    @Test
    void triesOnceMoreIfTheConnectionDiesBeforeAnyAnswer() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0)) {
            CompletableFuture<Integer> accepted = CompletableFuture.supplyAsync(() -> {
                try {
                    for (int i = 0; i < 2; i++) {
                        try (var socket = deaf.accept()) {
                            assertThat(socket.getInputStream().read()).isNotNegative();
                        }
                    }
                    return 2;
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            fixture.publish(Models.chat(URI.create("http://127.0.0.1:" + deaf.getLocalPort() + "/v1"))
                    .connection("main", EngineFixture.KEY)
                    .build());

            assertThat(failureOf("claims", null).code()).isEqualTo(FailureCode.PROVIDER_UNREACHABLE);
            assertThat(accepted.get()).isEqualTo(2);
            assertThat(fixture.records()).extracting(UsageRecord::attempt).containsExactly(1, 2);
        }
    }

    @Test
    void givesUpOnASilentProvider() {
        fixture.publish(fixture.chat()
                .fault("hang")
                .headerTimeout(Duration.ofMillis(200))
                .connection("main", EngineFixture.KEY)
                .build());

        InferenceException failure = failureOf("claims", null);

        assertThat(failure.code()).isEqualTo(FailureCode.TIMEOUT);
        assertThat(failure).hasMessageContaining("no answer within");
    }

    @Test
    void obeysTheRequestsOwnTimeLimit() {
        fixture.publish(fixture.chat()
                .fault("hang")
                .connection("main", EngineFixture.KEY)
                .build());

        InferenceException failure = catchThrowableOfType(
                InferenceException.class,
                () -> fixture.infer(
                        "claims",
                        null,
                        InferenceRequest.builder()
                                .user("x")
                                .timeout(Duration.ofMillis(150))
                                .build()));

        assertThat(failure.code()).isEqualTo(FailureCode.TIMEOUT);
        assertThat(failure).hasMessageContaining("total");
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
    void anEndedCallGivesItsConnectionBack() {
        fixture.publish(
                fixture.chat().connection("main", EngineFixture.KEY).build(),
                fixture.chat()
                        .named("silent")
                        .fault("hang")
                        .headerTimeout(Duration.ofMillis(50))
                        .connection("main", EngineFixture.KEY)
                        .build(),
                fixture.chat()
                        .named("noisy")
                        .fault("size=10485760;status=500")
                        .connection("main", EngineFixture.KEY)
                        .build());

        for (int i = 0; i < EngineFixture.MAX_CONNECTIONS; i++) {
            assertThat(failureOf("silent", null).code()).isEqualTo(FailureCode.TIMEOUT);
            assertThat(failureOf("noisy", null).code()).isEqualTo(FailureCode.PROVIDER_ERROR);
            fixture.engine
                    .infer(EngineFixture.target("silent", null), InferenceRequest.prompt("x"))
                    .cancel(true);
        }

        assertThat(fixture.infer("Hello").text()).contains("Hello");
    }

    @Test
    void refusesMoreCallsUnderWayThanAllowed() {
        fixture.publish(fixture.chat()
                .fault("hang")
                .connection("main", EngineFixture.KEY)
                .build());
        var held = IntStream.range(0, EngineFixture.MAX_CONNECTIONS)
                .mapToObj(i -> fixture.engine.infer(EngineFixture.target("claims", null), InferenceRequest.prompt("x")))
                .toList();

        assertThat(failureOf("claims", null).code()).isEqualTo(FailureCode.LIMIT_EXCEEDED);

        held.forEach(call -> call.cancel(true));
    }

    @Test
    void recordsACallTheCallerGaveUp() {
        fixture.publish(fixture.chat()
                .fault("hang")
                .connection("main", EngineFixture.KEY)
                .build());
        var call = fixture.engine.infer(EngineFixture.target("claims", null), InferenceRequest.prompt("x"));

        call.cancel(true);

        Awaitility.await().until(() -> !fixture.records().isEmpty());
        assertThat(fixture.onlyRecord().outcome().status()).isEqualTo(UsageRecord.Status.ABORTED_CLIENT);
        assertThat(fixture.onlyRecord().outcome().code()).hasValue(FailureCode.CANCELLED);
    }

    @Test
    void anInterruptEndsTheCallAndIsKept() {
        fixture.publish(fixture.chat()
                .fault("hang")
                .connection("main", EngineFixture.KEY)
                .build());
        Thread.currentThread().interrupt();

        InferenceException failure = failureOf("claims", null);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.code()).isEqualTo(FailureCode.CANCELLED);
        Awaitility.await().until(() -> !fixture.records().isEmpty());
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

    private InferenceException failureOf(String model, String connection) {
        return catchThrowableOfType(
                InferenceException.class, () -> fixture.infer(model, connection, InferenceRequest.prompt("Hello")));
    }
}
