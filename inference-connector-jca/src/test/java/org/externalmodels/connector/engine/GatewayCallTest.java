package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.externalmodels.connector.engine.GatewayServer.ANSWER;
import static org.externalmodels.connector.engine.GatewayServer.DETAILS;
import static org.externalmodels.connector.engine.GatewayServer.KEY;
import static org.externalmodels.connector.engine.GatewayServer.answer;
import static org.externalmodels.connector.engine.GatewayServer.json;
import static org.externalmodels.connector.engine.GatewayServer.sent;
import static org.externalmodels.connector.engine.GatewayServer.through;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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
import org.externalmodels.inference.spi.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that another server of External Models answers: what is said to it, and that nothing of its answer is lost. */
class GatewayCallTest {

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
