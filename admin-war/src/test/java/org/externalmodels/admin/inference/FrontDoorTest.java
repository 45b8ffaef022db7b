package org.externalmodels.admin.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.externalmodels.admin.inference.FrontDoorServer.ASK;
import static org.externalmodels.admin.inference.FrontDoorServer.CHAT;
import static org.externalmodels.admin.inference.ScriptedDirectory.answer;

import jakarta.json.JsonObject;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.registry.limits.Measure;
import org.externalmodels.registry.limits.Standing;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, to what, and how the door speaks of what goes wrong. */
class FrontDoorTest {

    @AutoClose
    private final FrontDoorServer server = FrontDoorServer.withKeys();

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

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/chat/completions, POST",
        "PUT, /v1/responses, POST",
        "DELETE, /v1/messages, POST",
        "PATCH, /v1/embeddings, POST",
        "GET, /v1/audio/transcriptions, POST",
        "POST, /v1/models, GET",
        "DELETE, /v1/models/gpt, GET"
    })
    void anAddressTakesItsMethodOnly(String method, String path, String allowed) {
        HttpResponse<String> response = server.send(server.request(path)
                .header("x-api-key", FrontDoorServer.KEY)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString("{}")));

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).contains(allowed);
        assertThat(FrontDoorServer.json(response).getJsonObject("error").getString("code"))
                .isEqualTo("method_not_allowed");
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
    void aMemberThatIsThereTwiceIsRefusedByItsPathAndPlace() {
        HttpResponse<String> response = server.post(
                CHAT,
                "{'model':'gpt','messages':[{'role':'user','content':'one: two'},{'role':'user','content':[],'content':'b'}]}");

        assertThat(response.statusCode()).isEqualTo(400);
        JsonObject error = FrontDoorServer.json(response).getJsonObject("error");
        assertThat(error.getString("param")).isEqualTo("messages[1].content");
        assertThat(error.getString("message"))
                .startsWith("'messages[1].content' is in the body twice, again at line 1,");
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
    void aTokenThatTheServerDoesNotTakeIsNoGuess() throws Exception {
        for (int i = 0; i < 30; i++) {
            HttpResponse<String> refused = server.send(server.request(CHAT)
                    .header("Authorization", "Bearer eyJhbGciOiJub25lIn0.e30.")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(ASK.replace('\'', '"'))));

            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.body()).contains("does not take the bearer token");
        }
    }

    @Test
    void aKeyOfSomeConnectionsUsesAnyOfThemWhereNoneIsNamed() {
        server.models().answer.complete(answer("Hello"));

        server.post(CHAT, ASK, FrontDoorServer.KEY_OF_TWO);

        assertThat(server.models().called).isEqualTo("gpt through second or third");
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

    @Test
    void aModelWasCreatedWhenItWasAdded() {
        HttpRequest.Builder openAi = server.request("/v1/models/gpt").header("x-api-key", FrontDoorServer.KEY);
        HttpRequest.Builder anthropic = server.request("/v1/models/gpt")
                .header("x-api-key", FrontDoorServer.KEY)
                .header("anthropic-version", "2023-06-01");

        assertThat(FrontDoorServer.json(server.send(openAi)).getInt("created")).isEqualTo(1_772_600_767);
        assertThat(FrontDoorServer.json(server.send(anthropic)).getString("created_at"))
                .isEqualTo("2026-03-04T05:06:07Z");
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

    @ParameterizedTest
    @ValueSource(strings = {"MODEL_NOT_FOUND", "CONNECTION_NOT_FOUND"})
    void aNameThatLeadsNowhereIsToBlameOnTheFieldOfTheModel(FailureCode code) {
        server.models().answer.completeExceptionally(new InferenceException(code, "no such name"));

        JsonObject error = FrontDoorServer.json(server.post(CHAT, ASK)).getJsonObject("error");

        assertThat(error.getString("param")).isEqualTo("model");
    }

    @Test
    void aFailureAtAConnectionNamesItAndItsModel() {
        server.models()
                .answer
                .completeExceptionally(InferenceException.of(FailureCode.TIMEOUT, "too late")
                        .modelName("claude")
                        .connectionName("second")
                        .build());

        HttpHeaders headers = server.post(CHAT, ASK).headers();

        assertThat(headers.firstValue("x-external-models-model")).contains("claude");
        assertThat(headers.firstValue("x-external-models-connection")).contains("second");
    }

    @Test
    void aFailureBeforeAnyConnectionNamesNone() {
        server.models()
                .answer
                .completeExceptionally(InferenceException.of(FailureCode.MODEL_NOT_FOUND, "no such model")
                        .modelName("whatever was asked for")
                        .build());

        assertThat(server.post(CHAT, ASK).headers().map().keySet())
                .doesNotContain("x-external-models-model", "x-external-models-connection");
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
    void onlyJsonIsTakenSoThatNoPageOfAnotherSiteCanCall() {
        HttpRequest.Builder form = server.request(CHAT)
                .header("x-api-key", FrontDoorServer.KEY)
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(ASK));

        assertThat(server.send(form).statusCode()).isEqualTo(415);
    }
}
