package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.EmbeddingPurpose;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.EmbeddingResponse;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.Feature;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.InferenceStream;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.ModelMetaData;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.ToolCall;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.inference.spi.Timeouts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that another server of External Models answers: what is said to it, and that nothing of its answer is lost. */
class GatewayCallTest {

    private static final String KEY = "emk-canary";

    private static final String DETAILS = "'external_models':{'trace':'t-1','model':'Claims','connection':'main',"
            + "'finish_reason':'OTHER','structure':'PROMPTED','provider_model':'gpt-4o-2024',"
            + "'usage':{'source':'ESTIMATED','input':5,'output':null,'cached_input':2,'cache_write':1,'reasoning':null},"
            + "'images':[{'media_type':'image/png','data':'AQI=','uri':null}]}";

    private static final String ANSWER = json("{'choices':[{'index':0,'finish_reason':'stop','message':"
            + "{'role':'assistant','content':'{}','reasoning_content':'hm'}}],'usage':null,'model':'Claims'," + DETAILS
            + "}");

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    private static ScriptedProvider.Reply answer(int status, String body) {
        return new ScriptedProvider.Reply(status, Map.of("Content-Type", "application/json"), body);
    }

    private static EngineFixture through(ScriptedProvider gateway) {
        return new EngineFixture(
                settings -> settings.through(Gateway.at(gateway.uri().toString(), Secret.of(KEY))));
    }

    private static JsonObject sent(ScriptedProvider gateway) {
        try (var reader = Json.createReader(new StringReader(gateway.lastBody()))) {
            return reader.readObject();
        }
    }

    @Test
    void anAnswerIsAsItIsThere() throws IOException {
        try (var gateway = new ScriptedProvider(answer(200, ANSWER));
                EngineFixture fixture = through(gateway)) {

            InferenceResponse response = fixture.infer("claims", null, InferenceRequest.prompt("x"));

            assertThat(response)
                    .isEqualTo(new InferenceResponse(
                            "{}",
                            Optional.of("hm"),
                            List.of(),
                            List.of(Media.of("image/png", new byte[] {1, 2})),
                            FinishReason.OTHER,
                            InferenceResponse.Structure.PROMPTED,
                            new TokenUsage(
                                    OptionalLong.of(5),
                                    OptionalLong.empty(),
                                    OptionalLong.of(2),
                                    OptionalLong.of(1),
                                    OptionalLong.empty(),
                                    TokenUsage.Source.ESTIMATED),
                            "Claims",
                            "main",
                            Optional.of("gpt-4o-2024"),
                            "t-1"));
            assertThat(fixture.records()).as("recorded there, and there only").isEmpty();
        }
    }

    @Test
    void itsModelsAreKnownWithoutBeingPublishedSoThatSubmissionsGoOut() throws IOException {
        try (var gateway = new ScriptedProvider(answer(200, ANSWER));
                EngineFixture there = through(gateway)) {
            assertThat(there.engine.areModelsKnown()).isTrue();
        }
        try (var here = new EngineFixture()) {
            assertThat(here.engine.areModelsKnown()).isFalse();
            here.publish();
            assertThat(here.engine.areModelsKnown()).isTrue();
        }
    }

    @Test
    void everythingThatIsAskedIsSaid() throws IOException {
        try (var gateway = new ScriptedProvider(answer(200, ANSWER));
                EngineFixture fixture = through(gateway)) {
            InferenceRequest request = InferenceRequest.builder()
                    .variable("claim", "water")
                    .variable("limit", 3)
                    .variable("rate", 0.5f)
                    .message(new ChatMessage.AssistantMessage("", List.of(new ToolCall("a#google=c2ln", "find", "{}"))))
                    .message(ChatMessage.tool("a#google=c2ln", "found"))
                    .parameters(InferenceParameters.DEFAULTS
                            .withMaxTokens(7)
                            .withExtra("top_k", 40)
                            .withHint("verbosity", "low"))
                    .timeout(Duration.ofSeconds(9))
                    .tag("case", "4711")
                    .build();

            fixture.infer("claims", "second", request);

            JsonObject sent = sent(gateway);
            assertThat(sent.getString("model")).isEqualTo("claims/second");
            assertThat(sent.getJsonObject("variables").toString())
                    .isEqualTo("{\"claim\":\"water\",\"limit\":3,\"rate\":0.5}");
            assertThat(sent.getInt("max_tokens")).isEqualTo(7);
            assertThat(sent.getJsonObject("external_models").toString())
                    .isEqualTo(
                            json(
                                    "{'timeout_ms':9000,'tags':{'case':'4711'},'extras':{'top_k':40},'hints':{'verbosity':'low'}}"));
            assertThat(sent.getJsonArray("messages").getJsonObject(1).getString("tool_call_id"))
                    .as("what a provider keeps in an id goes there as it came")
                    .isEqualTo("a#google=c2ln");
        }
    }

    @Test
    void whoSignsOnWithAnApplicationKeyCallsWithIt() throws IOException {
        try (var gateway = new ScriptedProvider(
                        answer(200, ANSWER),
                        answer(200, json("{'external_models':{'name':'Claims'}}")),
                        answer(401, json("{'error':{'message':'no key: emk-own','code':'invalid_api_key'}}")),
                        answer(200, ANSWER));
                EngineFixture fixture = through(gateway)) {
            InferenceRequest request = InferenceRequest.prompt("x");

            InferenceResponse unused = InferenceEngine.await(fixture.engine.infer(signedOn("emk-own"), request));
            assertThat(gateway.lastAuthorization()).isEqualTo("Bearer emk-own");
            assertThat(fixture.engine.metaData(signedOn("emk-own")).name()).isEqualTo("Claims");
            assertThat(gateway.lastAuthorization()).isEqualTo("Bearer emk-own");
            assertThatThrownBy(() -> InferenceEngine.await(fixture.engine.infer(signedOn("emk-own"), request)))
                    .hasMessageContaining("no key")
                    .hasMessageNotContaining("emk-own");
            unused = InferenceEngine.await(fixture.engine.infer(signedOn("a password"), request));
            assertThat(gateway.lastAuthorization()).isEqualTo("Bearer " + KEY);
        }
    }

    @Test
    void anApplicationKeyIsNotKeptWithASubmission() throws IOException {
        try (var gateway = new ScriptedProvider(answer(200, ANSWER));
                EngineFixture fixture = through(gateway)) {

            assertThat(fixture.engine.signedOn(signedOn("a password"))).isEqualTo(CallOrigin.APPLICATION);
            assertThatThrownBy(() -> fixture.engine.signedOn(signedOn("emk-own")))
                    .isInstanceOfSatisfying(
                            InferenceException.class,
                            failure -> assertThat(failure.code()).isEqualTo(FailureCode.AUTHENTICATION_FAILED))
                    .hasMessageContaining("not kept with a submission")
                    .hasMessageNotContaining("emk-own");
        }
    }

    private static CallTarget signedOn(String password) {
        return new CallTarget(
                CallOrigin.APPLICATION,
                "claims",
                Optional.empty(),
                Timeouts.NONE,
                Optional.of(Secret.of(password)),
                Set.of());
    }

    @Test
    void aStreamEndsWithWhatTheServerTellsOfIt() throws IOException {
        String[] events = {
            json("{'choices':[{'index':0,'delta':{'role':'assistant','content':''}}]}"),
            json("{'choices':[{'index':0,'delta':{'content':'external_models and error'}}]}"),
            json("{'choices':[{'index':0,'delta':{},'finish_reason':'stop'}]}"),
            json("{'choices':[],'usage':null," + DETAILS + "}"),
            "[DONE]"
        };
        try (var gateway = new ScriptedProvider(ScriptedProvider.stream(events));
                EngineFixture fixture = through(gateway)) {
            List<InferenceEvent> heard = new ArrayList<>();

            fixture.stream("x").forEach(heard::add);

            InferenceResponse whole = ((InferenceEvent.Completed) heard.get(heard.size() - 1)).response();
            assertThat(whole.text()).isEqualTo("external_models and error");
            assertThat(whole.traceId()).isEqualTo("t-1");
            assertThat(whole.connectionName()).isEqualTo("main");
            assertThat(whole.finishReason()).isEqualTo(FinishReason.OTHER);
            assertThat(whole.images()).hasSize(1);
        }
    }

    @Test
    void whatWasKeptThereIsFromTheCacheHere() throws IOException {
        String kept = DETAILS.replace("'trace'", "'from_cache':true,'trace'");
        try (var gateway = new ScriptedProvider(
                        answer(200, ANSWER.replace(json(DETAILS), json(kept))),
                        ScriptedProvider.stream(
                                json("{'choices':[{'index':0,'delta':{'content':'x'},'finish_reason':'stop'}]}"),
                                json("{'choices':[],'usage':null," + kept + "}"),
                                "[DONE]"),
                        answer(200, json("{'data':[{'index':0,'embedding':'AACAPwAAAD8='}]," + kept + "}")));
                EngineFixture fixture = through(gateway)) {

            InferenceResponse whole = fixture.infer("claims", null, InferenceRequest.prompt("x"));
            InferenceStream stream = fixture.stream("x");
            List<InferenceEvent> heard = new ArrayList<>();
            stream.forEach(heard::add);
            EmbeddingResponse vectors = InferenceEngine.await(fixture.engine.embed(
                    EngineFixture.target("claims", null), new EmbeddingRequest(List.of("x"), 2, null, null, Map.of())));

            assertThat(whole.fromCache()).isTrue();
            assertThat(heard)
                    .last()
                    .isInstanceOfSatisfying(
                            InferenceEvent.Completed.class,
                            completed ->
                                    assertThat(completed.response().fromCache()).isTrue());
            assertThat(stream.fromCache()).isTrue();
            assertThat(vectors.fromCache()).isTrue();
        }
    }

    @Test
    void aStreamWithoutThatIsNotWhole() throws IOException {
        try (var gateway = new ScriptedProvider(ScriptedProvider.stream(
                        json("{'choices':[{'index':0,'delta':{'content':'x'},'finish_reason':'stop'}]}")));
                EngineFixture fixture = through(gateway)) {

            InferenceException failure = catchThrowableOfType(
                    InferenceException.class, () -> fixture.stream("x").forEach(event -> {}));

            assertThat(failure.code()).isEqualTo(FailureCode.STREAM_INTERRUPTED);
        }
    }

    @Test
    void vectorsComeWithWhatTheServerTellsOfThem() throws IOException {
        try (var gateway = new ScriptedProvider(answer(
                        200, json("{'data':[{'index':0,'embedding':'AACAPwAAAD8='}],'usage':null," + DETAILS + "}")));
                EngineFixture fixture = through(gateway)) {

            EmbeddingResponse response = InferenceEngine.await(fixture.engine.embed(
                    EngineFixture.target("claims", null),
                    new EmbeddingRequest(List.of("x"), 2, EmbeddingPurpose.QUERY, null, Map.of("a", "b"))));

            assertThat(response.vectors()).singleElement().isEqualTo(new float[] {1, 0.5f});
            assertThat(response.traceId()).isEqualTo("t-1");
            assertThat(response.usage().source()).isEqualTo(TokenUsage.Source.ESTIMATED);
            assertThat(sent(gateway).getString("input_type")).isEqualTo("search_query");
            assertThat(sent(gateway).getJsonObject("external_models").toString())
                    .isEqualTo(json("{'tags':{'a':'b'}}"));
        }
    }

    @Test
    void aFailureIsTheSameAsThere() throws IOException {
        String error =
                json("{'error':{'message':'Model \\\"Claims\\\": slow down','code':'RATE_LIMITED','external_models':"
                        + "{'trace':'t-2','model':'Claims','connection':'main','retry_after_ms':1500,'provider_status':429,"
                        + "'provider_body':'busy'}}}");
        try (var gateway = new ScriptedProvider(answer(429, error));
                EngineFixture fixture = through(gateway)) {

            InferenceException failure = catchThrowableOfType(
                    InferenceException.class, () -> fixture.infer("claims", null, InferenceRequest.prompt("x")));

            assertThat(failure.code()).isEqualTo(FailureCode.RATE_LIMITED);
            assertThat(failure).hasMessage("Model \"Claims\": slow down");
            assertThat(failure.traceId()).hasValue("t-2");
            assertThat(failure.connectionName()).hasValue("main");
            assertThat(failure.retryAfter()).hasValue(Duration.ofMillis(1500));
            assertThat(failure.providerStatus()).hasValue(429);
            assertThat(failure.providerBody()).hasValue("busy");
            assertThat(gateway.requests())
                    .as("the server has made all attempts")
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401, invalid_api_key, AUTHENTICATION_FAILED",
        "403, permission_denied, AUTHENTICATION_FAILED",
        "400, unknown_parameter, INVALID_REQUEST",
        "413, request_too_large, INVALID_REQUEST",
        "503, keys_not_loaded, PROVIDER_UNREACHABLE",
        "404, MODEL_NOT_FOUND, MODEL_NOT_FOUND",
    })
    void aRefusalBeforeAnyCallNamesTheModelThatWasAsked(int status, String word, FailureCode code) throws IOException {
        String error = json("{'error':{'message':'because','code':'" + word + "'}}");
        try (var gateway = new ScriptedProvider(answer(status, error));
                EngineFixture fixture = through(gateway)) {

            InferenceException failure = catchThrowableOfType(
                    InferenceException.class, () -> fixture.infer("claims", null, InferenceRequest.prompt("x")));

            assertThat(failure.code()).isEqualTo(code);
            assertThat(failure).hasMessage("Model 'claims': because");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200, '{''external_models'':{''name'':''Claims'',''timeout_ms'':180000}}', 180000",
        "200, '{''external_models'':{''name'':''Claims''}}', 60000",
        "404, '{''error'':{''message'':''there is none'',''code'':''MODEL_NOT_FOUND''}}', 60000",
    })
    void theLimitOfTheModelIsAskedForBeforeThatOfTheSubmitter(int status, String described, int limit)
            throws IOException {
        try (var gateway = new ScriptedProvider(answer(status, json(described)), answer(200, ANSWER));
                EngineFixture fixture = through(gateway)) {

            InferenceResponse unused = InferenceEngine.await(
                    fixture.engine.inferWithin(within(Duration.ofMinutes(1)), InferenceRequest.prompt("x")));

            assertThat(sent(gateway).getJsonObject("external_models").getInt("timeout_ms"))
                    .isEqualTo(limit);
        }
    }

    private static CallTarget within(Duration limit) {
        return new CallTarget(CallOrigin.APPLICATION, "claims", Optional.empty(), Timeouts.ofTotal(limit));
    }

    @Test
    void aServerOfAnotherKindIsAnInvalidResponse() throws IOException {
        try (var gateway = new ScriptedProvider(ScriptedProvider.good());
                EngineFixture fixture = through(gateway)) {

            InferenceException failure = catchThrowableOfType(
                    InferenceException.class, () -> fixture.infer("claims", null, InferenceRequest.prompt("x")));

            assertThat(failure.code()).isEqualTo(FailureCode.INVALID_RESPONSE);
            assertThat(failure).hasMessageContaining("no server of External Models");
        }
    }

    @Test
    void aModelIsDescribedByTheServer() throws IOException {
        try (var gateway = new ScriptedProvider(
                        answer(
                                200,
                                json(
                                        "{'id':'Claims','external_models':{'name':'Claims','revision':3,'features':['streaming','x'],"
                                                + "'modalities':['text-to-text'],'connections':['main'],'provider_model':'gpt-4o'}}")));
                EngineFixture fixture = through(gateway)) {

            ModelMetaData described = fixture.engine.metaData(EngineFixture.target("claims", null));

            assertThat(described.name()).isEqualTo("Claims");
            assertThat(described.revision()).isEqualTo(3);
            assertThat(described.features()).containsExactly(Feature.STREAMING);
            assertThat(described.connections()).containsExactly("main");
            assertThat(described.providerModel()).isEqualTo("gpt-4o");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "models.example.com",
                "ftp://models.example.com",
                "https://user:pw@host",
                "https://h/?q=1",
                "https://a b"
            })
    void whatIsNoAddressIsNoGateway(String address) {
        assertThatThrownBy(() -> Gateway.at(address, Secret.of(KEY))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theKeyIsNotShown() {
        assertThat(Gateway.at("https://models.example.com/", Secret.of(KEY)))
                .hasToString("Gateway[api=https://models.example.com/v1, key=" + Secret.of(KEY) + "]");
        assertThat(Gateway.at("https://models.example.com", Secret.of(KEY)).toString())
                .doesNotContain(KEY);
    }
}
