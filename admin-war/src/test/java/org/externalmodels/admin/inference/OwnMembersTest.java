package org.externalmodels.admin.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.externalmodels.admin.inference.FrontDoorServer.CHAT;
import static org.externalmodels.admin.inference.ScriptedDirectory.answer;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.externalmodels.inference.EmbeddingResponse;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.TokenUsage;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the wire format does not have: variables, and what servers of External Models tell each other. */
class OwnMembersTest {

    private static final String ASK = "{'model':'gpt','messages':[{'role':'user','content':'Hi'}],"
            + "'external_models':{'timeout_ms':1500,'tags':{'case':'1'},'extras':{'top_k':40},'hints':{'verbosity':'low'}}}";

    @AutoClose
    private final FrontDoorServer server = FrontDoorServer.withKeys();

    @Test
    void variablesAreForTheModelsTemplateAndNeedNoMessages() {
        server.models().answer.complete(answer("Hello"));

        String answer = server.post(
                        CHAT, "{'model':'gpt','messages':[],'variables':{'claim':'water','limits':[1,{'a':null}]}}")
                .body();

        assertThat(answer).contains("Hello").doesNotContain("external_models");
        assertThat(server.models().asked.variables())
                .containsEntry("claim", "water")
                .containsKey("limits");
    }

    @Test
    void whoAsksWithOwnMembersIsToldWhatApplicationsHereAre() {
        server.models().answer.complete(answer("Hello"));

        String answer = server.post(CHAT, ASK).body();

        assertThat(answer)
                .contains("\"trace\":\"trace-1\"", "\"connection\":\"main\"", "\"structure\":\"NONE\"")
                .contains("\"usage\":{\"source\":\"PROVIDER\",\"input\":3,\"output\":4");
        assertThat(server.models().asked.timeout()).hasValue(Duration.ofMillis(1500));
        assertThat(server.models().asked.tags()).containsEntry("case", "1");
        assertThat(server.models().asked.parameters().extras()).isEqualTo(Map.of("top_k", 40));
        assertThat(server.models().asked.parameters().hints()).isEqualTo(Map.of("verbosity", "low"));
        assertThat(server.models().asked.output()).isEmpty();
    }

    @Test
    void whoAsksWithOwnMembersMaySayWhatTheAnswerMustBe() {
        server.models().answer.complete(answer("Hello"));

        server.post(CHAT, ASK.replace("'timeout_ms'", "'output':'IMAGES','timeout_ms'"));

        assertThat(server.models().asked.output()).hasValue(InferenceRequest.Output.IMAGES);
        assertThat(server.post(CHAT, ASK.replace("'timeout_ms'", "'output':'sound','timeout_ms'"))
                        .body())
                .contains("external_models.output");
    }

    /** Each alone would be added in a moment, and all of them in minutes if what is there were copied for each. */
    @Test
    @Timeout(10)
    void manyAreAddedAtOnce() {
        server.models().answer.complete(answer("Hello"));
        String many = IntStream.range(0, 40_000).mapToObj(i -> "'e" + i + "':0").collect(Collectors.joining(","));

        server.post(CHAT, ASK.replace("'top_k':40", many).replace("'model'", "'service_tier':'flex','model'"));

        assertThat(server.models().asked.parameters().extras())
                .hasSize(40_001)
                .containsKeys("service_tier", "e0", "e39999");
    }

    @Test
    void aStreamTellsItInItsLastChunk() {
        server.models().stream.tell(new InferenceEvent.TextDelta("Hello"));
        server.models().stream.tell(new InferenceEvent.Completed(answer("Hello")));
        server.models().stream.end(null);

        List<String> events = server.post(CHAT, ASK.replace("'model'", "'stream':true,'model'"))
                .body()
                .lines()
                .filter(line -> line.startsWith("data: "))
                .toList();

        assertThat(events.get(events.size() - 1)).isEqualTo("data: [DONE]");
        assertThat(events.get(events.size() - 2)).contains("\"choices\":[]", "\"trace\":\"trace-1\"");
        assertThat(events.subList(0, events.size() - 2)).noneMatch(event -> event.contains("external_models"));
    }

    @Test
    void vectorsTellItToo() {
        server.models()
                .vectors
                .complete(new EmbeddingResponse(
                        List.of(new float[] {1}),
                        TokenUsage.reported(OptionalLong.of(2), OptionalLong.empty()),
                        "gpt",
                        "main",
                        "trace-1"));

        String answer = server.post("/v1/embeddings", "{'model':'gpt','input':'Hi','external_models':{}}")
                .body();

        assertThat(answer).contains("\"external_models\":{\"trace\":\"trace-1\"");
    }

    @Test
    void anAnswerThatWasKeptSaysSo() {
        InferenceResponse again = again(answer("Hello"));
        server.models().answer.complete(again);
        server.models().stream.tell(new InferenceEvent.Completed(again));
        server.models().stream.end(null);
        server.models()
                .vectors
                .complete(new EmbeddingResponse(
                        List.of(new float[] {1}), TokenUsage.UNKNOWN, "gpt", "main", "trace-1", true));

        assertThat(server.post(CHAT, ASK).body()).contains("\"from_cache\":true");
        assertThat(server.post(CHAT, ASK.replace("'model'", "'stream':true,'model'"))
                        .body())
                .contains("\"from_cache\":true");
        assertThat(server.post("/v1/embeddings", "{'model':'gpt','input':'Hi','external_models':{}}")
                        .body())
                .contains("\"from_cache\":true");
    }

    private static InferenceResponse again(InferenceResponse response) {
        return new InferenceResponse(
                response.text(),
                response.reasoning(),
                response.toolCalls(),
                response.images(),
                response.finishReason(),
                response.stopSequence(),
                response.structure(),
                response.usage(),
                response.modelName(),
                response.connectionName(),
                response.providerModel(),
                response.traceId(),
                true,
                response.refused());
    }

    private static InferenceException failure() {
        return InferenceException.of(FailureCode.RATE_LIMITED, "Model 'gpt': slow down")
                .modelName("gpt")
                .connectionName("main")
                .traceId("trace-2")
                .retryAfter(Duration.ofMillis(1500))
                .providerStatus(429)
                .providerBody("busy")
                .build();
    }

    @Test
    void aFailureIsToldWithAllThatIsKnownOfItWholeAndInAStream() {
        server.models().answer.completeExceptionally(failure());
        server.models().stream.tell(new InferenceEvent.TextDelta("Hel"));
        server.models().stream.end(failure());
        String known = "\"external_models\":{\"trace\":\"trace-2\",\"model\":\"gpt\",\"connection\":\"main\","
                + "\"retry_after_ms\":1500,\"provider_status\":429,\"provider_body\":\"busy\"}";

        assertThat(server.post(CHAT, ASK).body()).contains("\"code\":\"RATE_LIMITED\"", known);
        assertThat(server.post(CHAT, ASK.replace("'model'", "'stream':true,'model'"))
                        .body())
                .contains("Hel", known);
        assertThat(server.post(CHAT, ASK.replaceAll(",'external_models.*", "}")).body())
                .contains("RATE_LIMITED")
                .doesNotContain("busy");
    }

    @Test
    void aModelIsDescribedAsFarAsTheKeyOpensIt() {
        HttpResponse<String> all = get("/v1/models/gpt?details=true", FrontDoorServer.KEY);
        HttpResponse<String> second = get("/v1/models/gpt/second?details=true", FrontDoorServer.KEY_OF_SECOND);

        assertThat(all.body()).contains("\"connections\":[\"main\",\"second\",\"third\"]", "\"revision\":1");
        assertThat(second.body()).contains("\"connections\":[\"second\"]");
        assertThat(get("/v1/models/gpt", FrontDoorServer.KEY).body()).doesNotContain("external_models");
    }

    private HttpResponse<String> get(String path, String key) {
        HttpRequest.Builder request =
                server.request(path).header("Authorization", "Bearer " + key).GET();
        return server.send(request);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'timeout_ms':0 | external_models.timeout_ms",
                "'tags':{'a':1} | external_models.tags.a",
                "'extras':[] | external_models.extras",
                "'other':1 | external_models.other",
            },
            quoteCharacter = '~')
    void whatIsWrongThereIsNamed(String member, String param) {
        HttpResponse<String> answer =
                server.post(CHAT, ASK.replaceAll("'external_models.*", "'external_models':{" + member + "}}"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"param\":\"" + param + "\"");
    }
}
