package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.ReasoningEffort;
import org.externalmodels.inference.ResponseFormat;
import org.externalmodels.inference.Tool;
import org.externalmodels.inference.ToolChoice;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.ProviderStructure;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The adapter's generateContent against the sandbox's. */
class GoogleCallTest {

    private static final Tool WEATHER =
            new Tool("weather", null, "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}");

    @AutoClose
    private final EngineFixture fixture = new EngineFixture();

    private Models gemini() {
        return Models.chat(fixture.sandbox.uri("/google")).connection("main", EngineFixture.KEY);
    }

    private void publish(Models models, String providerModel, Set<Modality> modalities) {
        ModelDefinition model = models.build();
        fixture.publish(new ModelDefinition(
                model.id(),
                model.name(),
                model.revision(),
                model.status(),
                model.inferencing(),
                ProviderStructure.GOOGLE_GENERATE_CONTENT,
                model.endpoint(),
                Optional.of(providerModel),
                model.headers(),
                model.template(),
                model.features(),
                modalities,
                model.timeouts(),
                model.capture(),
                model.connections()));
    }

    private void publish(Models models) {
        publish(models, "gemini-3-sandbox", EnumSet.complementOf(EnumSet.of(Modality.TEXT_TO_IMAGE)));
    }

    private InferenceResponse infer(InferenceRequest.Builder request) {
        return fixture.infer("claims", null, request.build());
    }

    private static InferenceRequest.Builder user(String text) {
        return InferenceRequest.builder().user(text);
    }

    @Test
    void answersWithTextAndUsage() {
        publish(gemini());

        InferenceResponse response =
                infer(InferenceRequest.builder().system("Be short").user("Hello there"));

        assertThat(response.text()).isEqualTo("echo: Hello there");
        assertThat(response.usage().inputTokens()).hasValue(4);
        assertThat(response.usage().outputTokens()).hasValue(3);
        assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(response.providerModel()).hasValue("gemini-3-sandbox");
    }

    @Test
    void streamsTheSameAnswerWithTheSameUsage() {
        publish(gemini());
        List<InferenceEvent> events = new ArrayList<>();

        fixture.stream("Hello there you").forEach(events::add);

        assertThat(events)
                .filteredOn(InferenceEvent.TextDelta.class::isInstance)
                .hasSize(4);
        InferenceResponse whole = ((InferenceEvent.Completed) events.get(events.size() - 1)).response();
        assertThat(whole.text()).isEqualTo("echo: Hello there you");
        assertThat(whole.usage().outputTokens()).hasValue(4);
        assertThat(fixture.onlyRecord().usage()).isEqualTo(whole.usage());
    }

    @Test
    void bringsToolCallsThereAndTheirResultsBack() {
        publish(gemini());
        InferenceRequest.Builder request = user("call weather {\"city\": \"Bern\"}\ncall weather {\"city\": \"Rome\"}")
                .tool(WEATHER);

        InferenceResponse asked = infer(request);

        assertThat(asked.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(asked.toolCalls())
                .extracting(call -> call.arguments())
                .containsExactly("{\"city\":\"Bern\"}", "{\"city\":\"Rome\"}");

        InferenceResponse told = infer(request.message(new ChatMessage.AssistantMessage("", asked.toolCalls()))
                .message(ChatMessage.tool(asked.toolCalls().get(0).id(), "{\"sky\":\"blue\"}"))
                .message(ChatMessage.tool(asked.toolCalls().get(1).id(), "grey")));

        assertThat(told.text()).isEqualTo("echo: {\"sky\":\"blue\"} {\"result\":\"grey\"}");
    }

    @Test
    void demandsATool() {
        publish(gemini());

        assertThat(infer(user("Hello").tool(WEATHER).toolChoice(ToolChoice.tool("weather")))
                        .toolCalls())
                .hasSize(1);
    }

    @Test
    void getsJsonAfterASchema() {
        publish(gemini());

        InferenceResponse response = infer(user("How much?")
                .responseFormat(ResponseFormat.jsonSchema(
                        "sum", "{\"type\":\"object\",\"properties\":{\"total\":{\"type\":\"integer\"}}}")));

        assertThat(response.structure()).isEqualTo(InferenceResponse.Structure.NATIVE);
        assertThat(response.json()).hasValue("{\"total\":1}");
    }

    @Test
    void takesEveryParameterImagesAndSounds() {
        publish(gemini());

        InferenceResponse response = infer(InferenceRequest.builder()
                .user(
                        Content.text("See"),
                        Content.image(Media.of("image/png", new byte[] {1, 2})),
                        Content.audio(Media.of("audio/wav", new byte[] {3})))
                .parameters(InferenceParameters.DEFAULTS
                        .withTemperature(0.5)
                        .withTopP(0.5)
                        .withMaxTokens(3)
                        .withStop("never")
                        .withSeed(7)
                        .withReasoningEffort(ReasoningEffort.LOW)
                        .withExtra("topK", 3)));

        assertThat(response.text()).isEqualTo("echo: See [image/png");
        assertThat(response.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(response.reasoning()).isPresent();
        assertThat(response.usage().reasoningTokens()).hasValue(7);
        assertThat(response.usage().outputTokens()).hasValue(10);
    }

    @Test
    void makesImages() {
        publish(gemini(), "gemini-image", Set.of(Modality.TEXT_TO_IMAGE));

        InferenceResponse response = infer(user("A sunrise"));

        assertThat(response.images())
                .singleElement()
                .satisfies(image -> assertThat(image.mediaType()).hasValue("image/png"));
    }

    @Test
    void saysThatAPromptWasBlockedAndAnAnswerWithheld() {
        publish(gemini());

        assertThat(infer(user("sandbox:block")).finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
        assertThat(infer(user("sandbox:safety")).finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
    }

    @Test
    void turnsTextsIntoVectors() {
        publish(gemini());

        var response = InferenceEngine.await(fixture.engine.embed(
                EngineFixture.target("claims", null), new EmbeddingRequest(List.of("a b", "c"), 8, null, Map.of())));

        assertThat(response.vectors())
                .hasSize(2)
                .allSatisfy(vector -> assertThat(vector).hasSize(8));
        assertThat(response.usage().inputTokens()).hasValue(3);
    }

    @ParameterizedTest
    @CsvSource({
        "status=401, AUTHENTICATION_FAILED",
        "status=429;retry-after=3, RATE_LIMITED",
        "status=500, PROVIDER_ERROR",
        "html, INVALID_RESPONSE",
        "garbage, INVALID_RESPONSE",
        "empty, INVALID_RESPONSE",
    })
    void faultsHaveTheirCodes(String fault, FailureCode expected) {
        publish(gemini().fault(fault));

        assertThat(catchThrowableOfType(InferenceException.class, () -> fixture.infer("x"))
                        .code())
                .isEqualTo(expected);
    }

    @Test
    void aWrongKeyIsAnAuthenticationFailureThoughItsStatusIs400() {
        publish(Models.chat(fixture.sandbox.uri("/google")).connection("main", "wrong-key"));

        InferenceException failure = catchThrowableOfType(InferenceException.class, () -> fixture.infer("x"));

        assertThat(failure.code()).isEqualTo(FailureCode.AUTHENTICATION_FAILED);
        assertThat(failure.providerStatus()).hasValue(400);
    }

    @Test
    void aCutStreamIsInterrupted() {
        publish(gemini().fault("cut=400"));

        InferenceException failure = catchThrowableOfType(
                InferenceException.class,
                () -> fixture.stream("one two three four five six").forEach(event -> {}));

        assertThat(failure.code()).isEqualTo(FailureCode.STREAM_INTERRUPTED);
    }
}
