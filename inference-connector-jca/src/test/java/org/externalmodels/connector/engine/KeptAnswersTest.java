package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.EmbeddingResponse;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.InferenceStream;
import org.externalmodels.inference.ResponseFormat;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.CallAdmission;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.ConnectionState;
import org.externalmodels.inference.spi.ModelRouting;
import org.externalmodels.inference.spi.Timeouts;
import org.externalmodels.inference.spi.UsageRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers of models that keep them are given again to the same question of the same caller, and to nobody else. */
class KeptAnswersTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @AutoClose
    private final EngineFixture fixture = new EngineFixture();

    private ScriptedProvider provider;

    @BeforeEach
    void open() throws IOException {
        provider = new ScriptedProvider(ScriptedProvider.good());
    }

    @AfterEach
    void close() throws IOException {
        provider.close();
    }

    private Models model() {
        return Models.chat(provider.uri())
                .connection("main", EngineFixture.KEY)
                .connection("spare", "sk-spare")
                .keepingAnswers(HOUR);
    }

    private InferenceResponse as(CallOrigin origin, InferenceRequest request) {
        return as(origin, null, request);
    }

    private InferenceResponse as(CallOrigin origin, String connection, InferenceRequest request) {
        CallTarget target = new CallTarget(origin, "claims", Optional.ofNullable(connection), Timeouts.NONE);
        return InferenceEngine.await(fixture.engine.infer(target, request));
    }

    private static CallOrigin key(String application) {
        return new CallOrigin(
                CallOrigin.Source.HTTP_KEY,
                Optional.of(application),
                Optional.of("chat-completions"),
                Optional.empty());
    }

    @Test
    void theSameQuestionIsAnsweredAgainWithoutAskingAnybodyAndSaysSo() {
        fixture.publish(model().build());

        InferenceResponse first = fixture.infer("x");
        InferenceResponse second = fixture.infer("x");

        assertThat(provider.requests()).isOne();
        assertThat(first.fromCache()).isFalse();
        assertThat(second.fromCache()).isTrue();
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.usage()).isEqualTo(first.usage());
        assertThat(second.connectionName()).isEqualTo(first.connectionName());
        assertThat(second.traceId()).isNotEqualTo(first.traceId());
    }

    @Test
    void itsRecordHasWhatWasSavedAndNothingUsed() {
        fixture.publish(model().build());
        fixture.infer("x");
        fixture.infer("x");

        UsageRecord again = fixture.records().get(1);
        assertThat(again.fromCache()).isTrue();
        assertThat(again.saved().orElseThrow().inputTokens()).hasValue(1);
        assertThat(again.usage()).isEqualTo(TokenUsage.NONE);
        assertThat(again.outcome().status()).isEqualTo(UsageRecord.Status.COMPLETE);
        assertThat(again.outcome().providerStatus()).isEmpty();
        assertThat(fixture.records().get(0).fromCache()).isFalse();
    }

    @Test
    void anythingElseThatChangesTheAnswerIsAnotherQuestion() {
        fixture.publish(model().build());
        InferenceRequest plain = InferenceRequest.prompt("x");
        List<InferenceRequest> questions = List.of(
                plain,
                InferenceRequest.prompt("y"),
                plain.toBuilder().system("be brief").build(),
                plain.toBuilder()
                        .parameters(InferenceParameters.DEFAULTS.withTemperature(0.5))
                        .build(),
                plain.toBuilder().responseFormat(ResponseFormat.JSON).build());
        for (InferenceRequest question : questions) {
            try {
                as(CallOrigin.APPLICATION, question);
            } catch (InferenceException notJson) {
                assertThat(notJson.code()).isEqualTo(FailureCode.INVALID_RESPONSE);
            }
        }
        as(CallOrigin.APPLICATION, "main", plain);
        as(CallOrigin.APPLICATION, "spare", plain);

        assertThat(provider.requests()).isEqualTo(questions.size() + 2);
    }

    /** The last one has a full-width S, as Unicode's compatibility forms go. */
    @Test
    void aConnectionIsTheSameHoweverItsNameIsWritten() {
        fixture.publish(model().build());
        InferenceRequest question = InferenceRequest.prompt("x");
        as(CallOrigin.APPLICATION, "spare", question);

        assertThat(as(CallOrigin.APPLICATION, "SPARE", question).fromCache()).isTrue();
        assertThat(as(CallOrigin.APPLICATION, "\uFF33pare", question).fromCache())
                .isTrue();
        assertThat(as(CallOrigin.APPLICATION, "main", question).fromCache()).isFalse();
    }

    @Test
    void tagsAndTimeLimitsChangeNothing() {
        fixture.publish(model().build());
        fixture.infer("x");

        InferenceRequest tagged = InferenceRequest.builder()
                .user("x")
                .tag("case", "4711")
                .timeout(Duration.ofSeconds(9))
                .build();

        assertThat(as(CallOrigin.APPLICATION, tagged).fromCache()).isTrue();
    }

    @Test
    void nobodyGetsTheAnswerOfAnother() {
        fixture.publish(model().build());
        InferenceRequest question = InferenceRequest.prompt("x");
        as(key("one"), question);

        assertThat(as(key("one"), question).fromCache()).isTrue();
        assertThat(as(key("two"), question).fromCache()).isFalse();
        assertThat(as(CallOrigin.APPLICATION, question).fromCache()).isFalse();
        CallOrigin user = new CallOrigin(
                CallOrigin.Source.HTTP_KEY, Optional.empty(), Optional.of("chat-completions"), Optional.of("one"));
        assertThat(as(user, question).fromCache()).isFalse();
    }

    @Test
    void thePlaygroundAlwaysAsksAnew() {
        fixture.publish(model().build());
        CallOrigin playground =
                new CallOrigin(CallOrigin.Source.PLAYGROUND, Optional.empty(), Optional.empty(), Optional.of("edith"));
        as(playground, InferenceRequest.prompt("x"));

        assertThat(as(playground, InferenceRequest.prompt("x")).fromCache()).isFalse();
        assertThat(provider.requests()).isEqualTo(2);
    }

    @Test
    void aModelThatKeepsNoneIsAskedEachTime() {
        fixture.publish(model().keepingAnswers(null).build());
        fixture.infer("x");
        fixture.infer("x");

        assertThat(provider.requests()).isEqualTo(2);
    }

    @Test
    void anAnswerIsForgottenAfterItsTime() {
        fixture.publish(model().keepingAnswers(Duration.ofMillis(100)).build());
        fixture.infer("x");

        await().until(() -> !fixture.infer("x").fromCache());
    }

    @Test
    void aStreamIsGivenAgainAsAStreamAndSharedWithWholeAnswers() throws IOException {
        try (var streaming = new ScriptedProvider(ScriptedProvider.stream(
                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"we\"}}]}",
                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"ll\"},\"finish_reason\":\"stop\"}]}",
                "{\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}",
                "[DONE]"))) {
            fixture.publish(model().endpoint(streaming.uri()).build());
            fixture.stream("x").forEach(event -> {});

            InferenceStream again = fixture.stream("x");
            List<InferenceEvent> events = new ArrayList<>();
            again.forEach(events::add);

            assertThat(again.fromCache()).isTrue();
            assertThat(again.connectionName()).isPresent();
            assertThat(events).first().isEqualTo(new InferenceEvent.TextDelta("well"));
            InferenceResponse whole = ((InferenceEvent.Completed) events.get(events.size() - 1)).response();
            assertThat(whole.fromCache()).isTrue();
            assertThat(whole.text()).isEqualTo("well");
            assertThat(whole.usage().inputTokens()).isEqualTo(OptionalLong.of(3));
            assertThat(fixture.infer("x").fromCache()).isTrue();
            assertThat(streaming.requests()).isOne();
        }
    }

    @Test
    void whatFailedOrWasCutIsNotKept() throws IOException {
        String cut = ScriptedProvider.COMPLETION.replace("\"stop\"", "\"length\"");
        try (var failing = new ScriptedProvider(
                ScriptedProvider.status(400),
                ScriptedProvider.good().saying(cut),
                ScriptedProvider.stream("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"we\"}}]}"),
                ScriptedProvider.good())) {
            fixture.publish(model().endpoint(failing.uri()).build());
            assertThatThrownBy(() -> fixture.infer("x")).isInstanceOf(InferenceException.class);
            fixture.infer("x");
            assertThatThrownBy(() -> fixture.stream("x").forEach(event -> {})).isInstanceOf(InferenceException.class);

            assertThat(fixture.infer("x").fromCache()).isFalse();
            assertThat(fixture.infer("x").fromCache()).isTrue();
        }
    }

    @Test
    void anAnswerOfAModelThatStoodInIsNotKept() throws IOException {
        try (var gone = new ScriptedProvider(ScriptedProvider.status(503), ScriptedProvider.status(503))) {
            fixture.publish(
                    Models.chat(gone.uri())
                            .connection("main", EngineFixture.KEY)
                            .routing(ModelRouting.Spread.WEIGHTS, "spare")
                            .keepingAnswers(HOUR)
                            .build(),
                    Models.chat(provider.uri())
                            .named("spare")
                            .connection("main", EngineFixture.KEY)
                            .build());
            assertThat(fixture.infer("x").modelName()).isEqualTo("spare");

            assertThat(fixture.infer("x").fromCache()).isFalse();
        }
    }

    @Test
    void aKeptAnswerIsGivenWhileItsProviderIsAwayAndTellsNothingAboutIt() throws IOException {
        try (var failing = new ScriptedProvider(
                ScriptedProvider.good(),
                ScriptedProvider.status(429).with("Retry-After", "1"),
                ScriptedProvider.good())) {
            fixture.publish(Models.chat(failing.uri())
                    .connection("main", EngineFixture.KEY)
                    .keepingAnswers(HOUR)
                    .build());
            fixture.infer("x");
            assertThatThrownBy(() -> fixture.infer("y")).isInstanceOf(InferenceException.class);
            assertThat(state().health()).isEqualTo(ConnectionState.Health.COOLING_DOWN);

            assertThat(fixture.infer("x").fromCache()).isTrue();
            assertThat(state().health()).isNotEqualTo(ConnectionState.Health.AVAILABLE);
            assertThat(state().callsInFlight()).isZero();
        }
    }

    private ConnectionState state() {
        return fixture.engine.directory().connectionStates("id-claims").get(0);
    }

    @Test
    void aModelThatIsSwitchedOffAnswersNothingAndOneThatWasChangedAnew() {
        fixture.publish(model().build());
        fixture.infer("x");

        fixture.publish(model().off().build());
        InferenceException off = catchThrowableOfType(InferenceException.class, () -> fixture.infer("x"));
        assertThat(off.code()).isEqualTo(FailureCode.MODEL_NOT_ACTIVE);

        fixture.publish(model().connectionTo(provider.uri(), "elsewhere", 1, 0).build());
        assertThat(fixture.infer("x").fromCache()).isFalse();
    }

    @Test
    void aLimitBindsKeptAnswersToo() {
        fixture.publish(model().build());
        fixture.infer("x");
        List<UsageRecord> ended = new ArrayList<>();
        fixture.engine
                .directory()
                .admitBy(attempt -> ended.isEmpty()
                        ? new CallAdmission.Admitted((record, another) -> ended.add(record))
                        : new CallAdmission.Refused(
                                InferenceException.of(FailureCode.LIMIT_EXCEEDED, "reached")
                                        .build(),
                                false));

        assertThat(fixture.infer("x").fromCache()).isTrue();
        assertThat(ended)
                .singleElement()
                .satisfies(record -> assertThat(record.fromCache()).isTrue());
        InferenceException refused = catchThrowableOfType(InferenceException.class, () -> fixture.infer("x"));
        assertThat(refused.code()).isEqualTo(FailureCode.LIMIT_EXCEEDED);
    }

    @Test
    void vectorsAreKeptAndEveryoneGetsTheirOwn() {
        fixture.publish(fixture.chat()
                .connection("main", EngineFixture.KEY)
                .keepingAnswers(HOUR)
                .build());
        EmbeddingRequest request = new EmbeddingRequest(List.of("a text"), 4, null, Map.of());
        EmbeddingResponse first = embed(request);
        float before = first.vectors().get(0)[0];
        first.vectors().get(0)[0] = 99;
        EmbeddingResponse second = embed(request);
        second.vectors().get(0)[0] = 98;

        assertThat(second.fromCache()).isTrue();
        assertThat(embed(request).vectors().get(0)[0]).isEqualTo(before);
    }

    private EmbeddingResponse embed(EmbeddingRequest request) {
        return InferenceEngine.await(fixture.engine.embed(EngineFixture.target("claims", null), request));
    }
}
