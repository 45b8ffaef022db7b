package org.externalmodels.admin.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.awaitility.Awaitility;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.EmbeddingPurpose;
import org.externalmodels.inference.EmbeddingResponse;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.ToolCall;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.TokenCount;
import org.externalmodels.registry.limits.Measure;
import org.externalmodels.registry.limits.Standing;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrontDoorTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final String MESSAGES = "/v1/messages";
    private static final String COUNT = "/v1/messages/count_tokens";
    private static final String ASK = "{'model':'gpt','messages':[{'role':'user','content':'Hi'}]}";
    private static final String STREAM =
            ASK.replace("}]}", "}],'stream':true,'stream_options':{'include_usage':true}}");
    private static final String ASK_MESSAGES =
            "{'model':'gpt','max_tokens':10,'messages':[{'role':'user','content':'Hi'}]}";

    private FrontDoorServer server;

    @BeforeEach
    void start() {
        server = FrontDoorServer.start();
        server.readKeys();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    static InferenceResponse answer(String text, ToolCall... calls) {
        TokenUsage usage = TokenUsage.reported(OptionalLong.of(3), OptionalLong.of(4));
        return new InferenceResponse(
                text,
                Optional.empty(),
                List.of(calls),
                List.of(),
                calls.length == 0 ? FinishReason.STOP : FinishReason.TOOL_CALLS,
                InferenceResponse.Structure.NONE,
                usage,
                "gpt",
                "main",
                Optional.empty(),
                "trace-1");
    }

    @Test
    void aChatIsAnsweredInOpenAisForm() {
        server.models().answer.complete(answer("Hello"));

        HttpResponse<String> response = server.post(CHAT, ASK);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonObject json = FrontDoorServer.json(response);
        JsonObject choice = json.getJsonArray("choices").getJsonObject(0);
        assertThat(json.getString("object")).isEqualTo("chat.completion");
        assertThat(choice.getJsonObject("message").getString("content")).isEqualTo("Hello");
        assertThat(choice.getString("finish_reason")).isEqualTo("stop");
        assertThat(json.getJsonObject("usage").getInt("total_tokens")).isEqualTo(7);
        assertThat(response.headers().firstValue("x-external-models-connection"))
                .contains("main");
        assertThat(response.headers().firstValue("x-request-id")).contains("trace-1");
    }

    @Test
    void theTraceWillSayWhichApplicationCalled() {
        server.models().answer.complete(answer("Hello"));

        server.post(CHAT, ASK);

        assertThat(server.models().origin)
                .isEqualTo(new CallOrigin(
                        CallOrigin.Source.HTTP_KEY,
                        Optional.of("claims"),
                        Optional.of("chat-completions"),
                        Optional.empty()));
    }

    @Test
    void unknownTokensAreNull() {
        InferenceResponse known = answer("Hello");
        server.models()
                .answer
                .complete(new InferenceResponse(
                        known.text(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        FinishReason.UNKNOWN,
                        known.structure(),
                        TokenUsage.UNKNOWN,
                        "gpt",
                        "main",
                        Optional.empty(),
                        "trace-1"));

        assertThat(FrontDoorServer.json(server.post(CHAT, ASK)).isNull("usage")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'model':'gpt'}                                                              | messages
            {'messages':[{'role':'user','content':'x'}]}                                 | model
            {'model':'gpt','messages':[]}                                                | messages
            {'model':'gpt','messages':[{'role':'user','content':'x'}],'temprature':1}    | temprature
            {'model':'gpt','messages':[{'role':'user','content':'x','colour':1}]}        | messages[0].colour
            {'model':'gpt','messages':[{'role':'user','content':[{'type':'fax'}]}]}      | messages[0].content[0].type
            {'model':'gpt','messages':[{'role':'user','content':'x'}],'temperature':3}   | temperature
            {'model':'gpt','messages':[{'role':'user','content':'x'}],'seed':1e999999999} | seed
            {'model':'gpt','messages':[{'role':'user','content':'x'}],'n':2}             | n
            {'model':'gpt','messages':[{'role':'user','content':'x'}],'logprobs':true}   | logprobs
            {'model':'gpt','messages':[{'role':'user','content':'x'}],'stream_options':{'include_usage':true}} | stream_options
            """)
    void whatIsWrongWithARequestIsNamed(String request, String param) {
        HttpResponse<String> response = server.post(CHAT, request);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        JsonObject error = FrontDoorServer.json(response).getJsonObject("error");
        assertThat(error.getString("param")).isEqualTo(param);
        assertThat(error.getString("type")).isEqualTo("invalid_request_error");
        assertThat(server.models().asked).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'model':'gpt'
            []
            {} {}
            ''
            """)
    void whatIsNotOneJsonObjectIsRefused(String body) {
        assertThat(server.post(CHAT, body).statusCode()).isEqualTo(400);
    }

    @Test
    void deeplyNestedJsonIsRefusedBeforeItIsRead() {
        String deep = "{'model':" + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        HttpResponse<String> response = server.post(CHAT, deep);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("nested");
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedWhateverLengthItDeclares() {
        byte[] large = new byte[(32 << 20) + 1];
        HttpRequest.Builder chunked = server.request(CHAT)
                .header("x-api-key", FrontDoorServer.KEY)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large)));

        assertThat(server.send(chunked).statusCode()).isEqualTo(413);
    }

    @Test
    void aRequestWithoutAKeyOrWithAWrongOneIsUnauthorized() {
        HttpResponse<String> none = server.send(server.request("/v1/models"));
        HttpResponse<String> wrong = server.post(CHAT, ASK, "emk-wrong");

        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(FrontDoorServer.json(wrong).getJsonObject("error").getString("code"))
                .isEqualTo("invalid_api_key");
        assertThat(wrong.body()).doesNotContain("emk-wrong");
    }

    @Test
    void whileTheKeysAreNotReadNobodyIsToldThatTheirKeyIsWrong() {
        try (FrontDoorServer starting = FrontDoorServer.start()) {
            HttpResponse<String> response = starting.post(CHAT, ASK);

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
        }
    }

    @Test
    void whoGuessesKeysIsSlowedDownAndWhoHasOneIsNot() {
        server.models().answer.complete(answer("Hello"));
        for (int i = 0; i < 20; i++) {
            assertThat(server.post(CHAT, ASK, "emk-guess-" + i).statusCode()).isEqualTo(401);
        }

        HttpResponse<String> slowed = server.post(CHAT, ASK, "emk-guess-20");

        assertThat(slowed.statusCode()).isEqualTo(429);
        assertThat(slowed.headers().firstValue("Retry-After")).isPresent();
        assertThat(server.post(CHAT, ASK).statusCode()).isEqualTo(200);
    }

    @Test
    void aKeyOpensOnlyItsModelsConnectionsAndWays() {
        server.models().answer.complete(answer("Hello"));
        String main = ASK.replace("'gpt'", "'gpt/main'");
        String second = ASK.replace("'gpt'", "'gpt/second'");

        assertThat(server.post(CHAT, main, FrontDoorServer.KEY_OF_SECOND).statusCode())
                .isEqualTo(403);
        assertThat(server.post(CHAT, second, FrontDoorServer.KEY_OF_SECOND).statusCode())
                .isEqualTo(200);
        assertThat(server.post(CHAT, ASK, FrontDoorServer.KEY_OF_EMBEDDINGS).statusCode())
                .isEqualTo(403);
    }

    @Test
    void aKeyOfOneConnectionUsesItWhereNoneIsNamed() {
        server.models().answer.complete(answer("Hello"));

        server.post(CHAT, ASK, FrontDoorServer.KEY_OF_SECOND);

        assertThat(server.models().called).isEqualTo("gpt through second");
    }

    @Test
    void theLongestRegisteredNameIsTheModel() {
        server.models().answer.complete(answer("Hello"));

        server.post(CHAT, ASK.replace("'gpt'", "'a/b'"));
        assertThat(server.models().called).isEqualTo("a/b");

        server.post(CHAT, ASK.replace("'gpt'", "'a/b/main'"));
        assertThat(server.models().called).isEqualTo("a/b through main");
    }

    @Test
    void modelsAreListedAsFarAsTheKeyOpensThem() {
        HttpResponse<String> all = server.send(server.request("/v1/models").header("x-api-key", FrontDoorServer.KEY));
        HttpResponse<String> one =
                server.send(server.request("/v1/models").header("x-api-key", FrontDoorServer.KEY_OF_SECOND));

        assertThat(FrontDoorServer.json(all).getJsonArray("data")).hasSize(2);
        assertThat(one.body()).contains("gpt/second").doesNotContain("a/b").doesNotContain("main");
    }

    @ParameterizedTest
    @CsvSource({
        "MODEL_NOT_FOUND, 404, invalid_request_error",
        "MODEL_NOT_ACTIVE, 403, permission_error",
        "FEATURE_NOT_ENABLED, 400, invalid_request_error",
        "AUTHENTICATION_FAILED, 502, server_error",
        "LIMIT_EXCEEDED, 429, rate_limit_error",
        "PROVIDER_UNREACHABLE, 502, server_error",
        "TIMEOUT, 504, server_error"
    })
    void aFailureHasTheStatusThatClientsKnow(FailureCode code, int status, String type) {
        server.models()
                .answer
                .completeExceptionally(InferenceException.of(code, "Model 'gpt': no")
                        .traceId("trace-1")
                        .build());

        HttpResponse<String> response = server.post(CHAT, ASK);

        JsonObject error = FrontDoorServer.json(response).getJsonObject("error");
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(error.getString("type")).isEqualTo(type);
        assertThat(error.getString("code")).isEqualTo(code.name());
        assertThat(response.headers().firstValue("x-external-models-trace")).contains("trace-1");
    }

    @Test
    void aLimitSaysHowLongToWait() {
        server.models()
                .answer
                .completeExceptionally(InferenceException.of(FailureCode.RATE_LIMITED, "slow down")
                        .retryAfter(Duration.ofMillis(2_500))
                        .build());

        assertThat(server.post(CHAT, ASK).headers().firstValue("Retry-After")).contains("3");
    }

    @Test
    void anAnswerTellsWhereItsCallerStandsWithItsLimits() {
        server.standings(
                new Standing(Measure.REQUESTS_PER_MINUTE, 100, 42, Instant.now().plusSeconds(30)),
                new Standing(Measure.TOKENS_PER_MINUTE, 5_000, 0, Instant.now().plusSeconds(5)));
        server.models().answer.complete(answer("Hello"));

        HttpHeaders openAi = server.post(CHAT, ASK).headers();

        assertThat(openAi.firstValue("x-ratelimit-limit-requests")).contains("100");
        assertThat(openAi.firstValue("x-ratelimit-remaining-requests")).contains("42");
        assertThat(openAi.firstValue("x-ratelimit-reset-requests")).isIn(Optional.of("30s"), Optional.of("29s"));
        assertThat(openAi.firstValue("x-ratelimit-remaining-tokens")).contains("0");
    }

    @Test
    void aStreamComesInChunksWithTheTokensAndAnEnd() {
        tell("Hel", "lo");

        HttpResponse<String> response = server.post(CHAT, STREAM);

        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        assertThat(response.body().lines().filter(line -> line.startsWith("data: ")))
                .satisfiesExactly(
                        first -> assertThat(first).contains("\"role\":\"assistant\""),
                        hel -> assertThat(hel).contains("\"content\":\"Hel\""),
                        lo -> assertThat(lo).contains("\"content\":\"lo\""),
                        last -> assertThat(last).contains("\"finish_reason\":\"stop\""),
                        usage -> assertThat(usage).contains("\"choices\":[]").contains("\"total_tokens\":7"),
                        done -> assertThat(done).isEqualTo("data: [DONE]"));
    }

    private void tell(String... texts) {
        StringBuilder whole = new StringBuilder();
        for (String text : texts) {
            whole.append(text);
            server.models().stream.tell(new InferenceEvent.TextDelta(text));
        }
        server.models().stream.tell(new InferenceEvent.Completed(answer(whole.toString())));
        server.models().stream.end(null);
    }

    @Test
    void aStreamThatIsCutEndsWithAnErrorAndNotAsIfItWereDone() {
        server.models().stream.tell(new InferenceEvent.TextDelta("Hel"));
        server.models().stream.end(new InferenceException(FailureCode.STREAM_INTERRUPTED, "cut"));

        String body = server.post(CHAT, STREAM).body();

        assertThat(body).contains("Hel").contains("STREAM_INTERRUPTED").doesNotContain("[DONE]");
    }

    @Test
    void aStreamThatFailsBeforeItBeginsHasAStatus() {
        server.models().stream.end(new InferenceException(FailureCode.FEATURE_NOT_ENABLED, "no streaming"));

        HttpResponse<String> response = server.post(CHAT, STREAM);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
    }

    @Test
    void aClientThatLeavesInTheMiddleEndsTheCallWithinASecond() throws Exception {
        try (Socket client = server.open(CHAT, STREAM)) {
            server.models().stream.tell(new InferenceEvent.TextDelta("Hel"));
            assertThat(client.getInputStream().read()).isPositive();
        }

        assertThat(server.models().stream.isCancelledWithin(1_000)).isTrue();
    }

    @Test
    void aClientThatLeavesBeforeTheFirstEventEndsTheCallToo() throws Exception {
        try (Socket client = server.open(CHAT, STREAM)) {
            assertThat(server.models().stream.awaitSubscription()).isTrue();
            assertThat(client.isConnected()).isTrue();
        }

        assertThat(server.models().stream.isCancelledWithin(3_000)).isTrue();
    }

    @Test
    void aModelIsReadNoFasterThanTheClientReads() throws Exception {
        String text = "x".repeat(10_000);
        for (int i = 0; i < 5_000; i++) {
            server.models().stream.tell(new InferenceEvent.TextDelta(text));
        }
        try (Socket client = server.open(CHAT, STREAM)) {
            assertThat(client.getInputStream().read()).isPositive();

            Awaitility.await()
                    .during(Duration.ofMillis(500))
                    .until(() -> server.models().stream.delivered(), count -> count < 5_000);
        }
    }

    @Test
    void toolCallsAreHandedOnWholeAndInPieces() {
        ToolCall call = new ToolCall("call_1", "weather", "{\"city\":\"Bonn\"}");
        server.models().answer.complete(answer("", call));
        server.models().stream.tell(new InferenceEvent.ToolCallDelta(0, "call_1", "weather", ""));
        server.models().stream.tell(new InferenceEvent.ToolCallDelta(0, null, null, "{\"city\":\"Bonn\"}"));
        server.models().stream.tell(new InferenceEvent.Completed(answer("", call)));
        server.models().stream.end(null);

        JsonObject message = FrontDoorServer.json(server.post(CHAT, ASK))
                .getJsonArray("choices")
                .getJsonObject(0)
                .getJsonObject("message");
        String stream = server.post(CHAT, STREAM).body();

        assertThat(message.isNull("content")).isTrue();
        assertThat(message.getJsonArray("tool_calls")
                        .getJsonObject(0)
                        .getJsonObject("function")
                        .getString("arguments"))
                .isEqualTo("{\"city\":\"Bonn\"}");
        assertThat(stream)
                .contains(
                        "\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"weather\",\"arguments\":\"\"}")
                .contains("\"finish_reason\":\"tool_calls\"");
    }

    @Test
    void aMessageIsAnsweredInAnthropicsForm() {
        server.models().answer.complete(answer("Hello", new ToolCall("toolu_1", "weather", "{\"city\":\"Bonn\"}")));

        JsonObject json = FrontDoorServer.json(server.post(MESSAGES, ASK_MESSAGES));

        assertThat(json.getString("type")).isEqualTo("message");
        assertThat(json.getJsonArray("content").getJsonObject(0).getString("text"))
                .isEqualTo("Hello");
        assertThat(json.getJsonArray("content")
                        .getJsonObject(1)
                        .getJsonObject("input")
                        .getString("city"))
                .isEqualTo("Bonn");
        assertThat(json.getString("stop_reason")).isEqualTo("tool_use");
        assertThat(json.getJsonObject("usage").getInt("input_tokens")).isEqualTo(3);
    }

    @Test
    void messagesStreamTheirBlocksOneAfterTheOther() {
        server.models().stream.tell(new InferenceEvent.TextDelta("Let me see"));
        server.models().stream.tell(new InferenceEvent.ToolCallDelta(0, "toolu_1", "weather", "{}"));
        server.models()
                .stream
                .tell(new InferenceEvent.Completed(answer("Let me see", new ToolCall("toolu_1", "weather", "{}"))));
        server.models().stream.end(null);

        String body = server.post(MESSAGES, ASK_MESSAGES.replace("10,", "10,'stream':true,"))
                .body();

        assertThat(body.lines().filter(line -> line.startsWith("event: ")).map(line -> line.substring(7)))
                .containsExactly(
                        "message_start",
                        "content_block_start",
                        "content_block_delta",
                        "content_block_stop",
                        "content_block_start",
                        "content_block_delta",
                        "content_block_stop",
                        "message_delta",
                        "message_stop");
    }

    @Test
    void anErrorOfMessagesHasAnthropicsForm() {
        HttpResponse<String> response = server.post(MESSAGES, ASK_MESSAGES, "emk-wrong");

        JsonObject json = FrontDoorServer.json(response);
        assertThat(json.getString("type")).isEqualTo("error");
        assertThat(json.getJsonObject("error").getString("type")).isEqualTo("authentication_error");
    }

    @Test
    void aClientThatLeavesBeforeAWholeAnswerEndsItsCall() throws Exception {
        assumeThat(TcpTable.isKnown()).isTrue();
        Socket client = server.open(CHAT, ASK);
        Awaitility.await().until(() -> server.models().asked != null);
        assertThat(server.models().answer.isCancelled()).isFalse();

        client.close();

        Awaitility.await()
                .atMost(Duration.ofSeconds(2))
                .until(() -> server.models().answer.isCancelled());
    }

    @Test
    void aClientThatStaysGetsItsAnswerHoweverLongItTakes() throws Exception {
        try (Socket client = server.open(CHAT, ASK)) {
            Awaitility.await().until(() -> server.models().asked != null);
            Awaitility.await()
                    .during(Duration.ofSeconds(1))
                    .atMost(Duration.ofSeconds(2))
                    .until(() -> client.isConnected() && !server.models().answer.isCancelled());
        }
    }

    @Test
    void tokensAreCountedByTheProvider() {
        server.models().count.complete(new TokenCount(17, "gpt", "main"));

        HttpResponse<String> response = server.post(
                COUNT, "{'model':'gpt','system':'Be brief','messages':" + "[{'role':'user','content':'Hi'}]}");

        assertThat(response.body()).isEqualTo("{\"input_tokens\":17}");
        assertThat(response.headers().firstValue("X-External-Models-Connection"))
                .contains("main");
        assertThat(server.models().asked.messages()).hasSize(2);
        assertThat(server.models().called).isEqualTo("gpt");
    }

    @Test
    void whatSaysHowToAnswerIsNotPartOfACount() {
        HttpResponse<String> response = server.post(COUNT, ASK_MESSAGES);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("max_tokens");
    }

    @Test
    void tokensAreNotGuessed() {
        server.models()
                .count
                .completeExceptionally(new InferenceException(
                        FailureCode.FEATURE_NOT_ENABLED, "tokens cannot be counted before a call"));

        HttpResponse<String> response =
                server.post(COUNT, "{'model':'gpt','messages':[{'role':'user','content':'Hi'}]}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(FrontDoorServer.json(response).getJsonObject("error").getString("message"))
                .contains("cannot be counted");
    }

    @Test
    void aResponseStreamsItsItemsAndItsWhole() {
        tell("Hel", "lo");

        String body = server.post("/v1/responses", "{'model':'gpt','input':'Hi','stream':true}")
                .body();

        assertThat(body.lines().filter(line -> line.startsWith("event: ")).map(line -> line.substring(7)))
                .containsExactly(
                        "response.created",
                        "response.in_progress",
                        "response.output_item.added",
                        "response.content_part.added",
                        "response.output_text.delta",
                        "response.output_text.delta",
                        "response.output_text.done",
                        "response.content_part.done",
                        "response.output_item.done",
                        "response.completed");
        assertThat(body).contains("\"text\":\"Hello\"").contains("\"total_tokens\":7");
    }

    @Test
    void imagesComeByTheirBytes() {
        InferenceResponse said = answer("");
        server.models()
                .answer
                .complete(new InferenceResponse(
                        "",
                        Optional.empty(),
                        List.of(),
                        List.of(Media.of("image/png", new byte[] {1, 2, 3})),
                        FinishReason.STOP,
                        said.structure(),
                        said.usage(),
                        "gpt",
                        "main",
                        Optional.empty(),
                        "trace-1"));

        HttpResponse<String> response = server.post(
                "/v1/images/generations",
                "{'model': 'gpt', 'prompt': 'a house', 'size': '1024x1024', 'n': 2, 'response_format': 'b64_json'}");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonObject json = FrontDoorServer.json(response);
        assertThat(json.getJsonArray("data").getJsonObject(0).getString("b64_json"))
                .isEqualTo("AQID");
        assertThat(json.getJsonObject("usage").getInt("total_tokens")).isEqualTo(7);
        assertThat(server.models().asked.parameters().extras())
                .containsEntry("size", "1024x1024")
                .containsKey("n");
    }

    @Test
    void anAnswerWithoutAnImageIsAFailure() {
        server.models().answer.complete(answer("I cannot draw"));

        HttpResponse<String> response = server.post("/v1/images/generations", "{'model': 'gpt', 'prompt': 'a house'}");

        assertThat(response.statusCode()).isEqualTo(502);
    }

    @ParameterizedTest
    @CsvSource({
        "'response_format': 'url', 400, unsupported_parameter",
        "'stream': true, 400, unsupported_parameter",
        "'n': 11, 400, invalid_value",
        "'colour': 'red', 400, unknown_parameter",
    })
    void whatImagesCannotHaveIsRefused(String member, int status, String code) {
        HttpResponse<String> response =
                server.post("/v1/images/generations", "{'model': 'gpt', 'prompt': 'a house', " + member + "}");

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains(code);
    }

    @Test
    void aRecordingIsWrittenDown() {
        server.models().answer.complete(answer("Good morning"));

        HttpResponse<String> response = form("model", "gpt", "language", "en", "temperature", "0.5");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(FrontDoorServer.json(response).getString("text")).isEqualTo("Good morning");
        assertThat(server.models().asked.parameters().extras()).containsEntry("language", "en");
        ChatMessage.UserMessage message =
                (ChatMessage.UserMessage) server.models().asked.messages().get(0);
        Media recording = ((Content.Audio) message.content().get(0)).media();
        assertThat(recording.mediaType()).contains("audio/wav");
        assertThat(recording.bytes().orElseThrow()).containsExactly(0, -1, 13, 10, 45, 45);
    }

    @Test
    void aRecordingIsWrittenDownAsPlainText() {
        server.models().answer.complete(answer("Good morning"));

        HttpResponse<String> response = form("model", "gpt", "response_format", "text");

        assertThat(response.body()).isEqualTo("Good morning");
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
    }

    @ParameterizedTest
    @CsvSource({
        "response_format, srt, unsupported_parameter",
        "stream, true, unsupported_parameter",
        "temperature, 2, invalid_value",
        "colour, red, unknown_parameter",
    })
    void whatTranscriptionsCannotHaveIsRefused(String name, String value, String code) {
        HttpResponse<String> response = form("model", "gpt", name, value);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains(code);
    }

    @Test
    void aFormOfAPageInABrowserIsNotTaken() {
        HttpResponse<String> response = server.send(server.request("/v1/audio/transcriptions")
                .header("Authorization", "Bearer " + FrontDoorServer.KEY)
                .header("Content-Type", "multipart/form-data; boundary=xx")
                .header("Origin", "https://elsewhere.example")
                .POST(HttpRequest.BodyPublishers.ofString("--xx--")));

        assertThat(response.statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--xx", "--xx--", "nonsense"})
    void whatIsNoFormIsRefused(String body) {
        HttpResponse<String> response = server.send(server.request("/v1/audio/transcriptions")
                .header("Authorization", "Bearer " + FrontDoorServer.KEY)
                .header("Content-Type", "multipart/form-data; boundary=xx")
                .POST(HttpRequest.BodyPublishers.ofString(body)));

        assertThat(response.statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> form(String... namesAndValues) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            body.writeBytes(("--xx\r\nContent-Disposition: form-data; name=\"" + namesAndValues[i] + "\"\r\n\r\n"
                            + namesAndValues[i + 1] + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes("--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n\r\n"
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(new byte[] {0, -1, 13, 10, 45, 45});
        body.writeBytes("\r\n--xx--\r\n".getBytes(StandardCharsets.UTF_8));
        return server.send(server.request("/v1/audio/transcriptions")
                .header("Authorization", "Bearer " + FrontDoorServer.KEY)
                .header("Content-Type", "multipart/form-data; boundary=xx")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }

    @Test
    void vectorsComeAsNumbersOrBytes() {
        server.models()
                .vectors
                .complete(new EmbeddingResponse(
                        List.of(new float[] {1, 0.5f}),
                        TokenUsage.reported(OptionalLong.of(2), OptionalLong.empty()),
                        "gpt",
                        "main",
                        "trace-1"));

        String numbers =
                server.post("/v1/embeddings", "{'model':'gpt','input':'Hi'}").body();
        String bytes = server.post("/v1/embeddings", "{'model':'gpt','input':['Hi'],'encoding_format':'base64'}")
                .body();

        assertThat(numbers).contains("\"embedding\":[1.0,0.5]").contains("\"prompt_tokens\":2");
        assertThat(bytes).contains("\"embedding\":\"AACAPwAAAD8=\"");
    }

    @Test
    void vectorsAreAskedForWithTheirPurpose() {
        server.models()
                .vectors
                .complete(
                        new EmbeddingResponse(List.of(new float[] {1}), TokenUsage.UNKNOWN, "gpt", "main", "trace-1"));

        server.post("/v1/embeddings", "{'model':'gpt','input':'Hi','input_type':'search_query'}");
        assertThat(server.models().embedded.purpose()).isEqualTo(EmbeddingPurpose.QUERY);
        server.post("/v1/embeddings", "{'model':'gpt','input':'Hi'}");
        assertThat(server.models().embedded.purpose()).isNull();

        HttpResponse<String> refused =
                server.post("/v1/embeddings", "{'model':'gpt','input':'Hi','input_type':'query'}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("\"param\":\"input_type\"");
    }

    @Test
    void onlyJsonIsTakenSoThatNoPageOfAnotherSiteCanCall() {
        HttpRequest.Builder form = server.request(CHAT)
                .header("x-api-key", FrontDoorServer.KEY)
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(ASK));

        assertThat(server.send(form).statusCode()).isEqualTo(415);
    }
}
