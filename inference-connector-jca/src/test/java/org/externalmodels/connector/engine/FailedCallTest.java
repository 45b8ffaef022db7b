package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.BodyCapture;
import org.externalmodels.inference.spi.UsageRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A call that its provider does not answer, or not well. */
class FailedCallTest {

    @AutoClose
    private final EngineFixture fixture = new EngineFixture();

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

        InferenceException failure = fixture.failureOf("claims", null);

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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | {\"error\": {\"message\": \"no such\\n model\", \"code\": 7}} | 404: no such model",
                "application/json | {\"said\": \"something\"} | 404: no message, only application/json. CURE",
                "text/html | <html>Not Found</html> | 404: no message, only text/html. CURE",
                "text/plain | not here | 404: not here. CURE",
            })
    void saysWhatTheProviderSaysAndLeavesTheDocumentToTheBody(String type, String body, String message)
            throws IOException {
        try (RawProvider provider = new RawProvider(404, type, key -> body)) {
            fixture.publish(Models.chat(provider.uri())
                    .capture(BodyCapture.FULL)
                    .connection("main", EngineFixture.KEY)
                    .build());

            InferenceException failure = fixture.failureOf("claims", null);

            String cure = "Is the base URL right? It was asked at "
                    + provider.uri().getRawAuthority() + "/v1/chat/completions.";
            assertThat(failure)
                    .hasMessage("Model 'claims', connection 'main': the provider answered "
                            + message.replace("CURE", cure));
            assertThat(failure.providerBody()).hasValue(body);
            assertThat(fixture.onlyRecord().outcome().message()).hasValue(failure.getMessage());
            assertThat(fixture.onlyRecord().output()).hasValue(body);
        }
    }

    @ParameterizedTest
    @CsvSource({"404, true", "404, false", "200, true", "200, false"})
    void saysWhatIsMissingFromTheAddressWholeAndStreamed(int status, boolean streaming) throws IOException {
        try (RawProvider provider = new RawProvider(status, "text/html", key -> "<html>Welcome</html>")) {
            URI base = provider.uri().resolve("/api");
            fixture.publish(
                    Models.chat(base).connection("main", EngineFixture.KEY).build());

            InferenceException failure = catchThrowableOfType(InferenceException.class, () -> {
                if (streaming) {
                    fixture.stream("Hello").iterator().forEachRemaining(event -> {});
                } else {
                    fixture.infer("Hello");
                }
            });

            assertThat(failure)
                    .hasMessageEndingWith(
                            ". Perhaps the base URL is " + base + "/v1: most servers have this API below /v1.");
        }
    }

    @Test
    void carriesTheWaitOfARateLimit() {
        fixture.publish(fixture.chat()
                .fault("status=429;retry-after=3")
                .connection("main", EngineFixture.KEY)
                .build());

        assertThat(fixture.failureOf("claims", null).retryAfter()).hasValue(Duration.ofSeconds(3));
    }

    @Test
    void reportsARefusedKeyWithoutShowingIt() {
        fixture.publish(fixture.chat().connection("main", "sk-wrong-4242424242").build());

        InferenceException failure = fixture.failureOf("claims", null);

        assertThat(failure.code()).isEqualTo(FailureCode.AUTHENTICATION_FAILED);
        assertThat(failure.toString() + failure.providerBody()).doesNotContain("sk-wrong-4242424242");
    }

    @Test
    void reportsAnAnswerThatBreaksOff() {
        fixture.publish(fixture.chat()
                .fault("cut=40")
                .connection("main", EngineFixture.KEY)
                .build());

        InferenceException failure = fixture.failureOf("claims", null);

        assertThat(failure.code()).isEqualTo(FailureCode.PROVIDER_UNREACHABLE);
        assertThat(failure).hasMessageContaining("in the middle of the answer");
        assertThat(fixture.onlyRecord().outcome().providerStatus()).hasValue(200);
    }

    @Test
    void reportsAnEndpointThatIsDown() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        fixture.publish(Models.chat(URI.create("http://127.0.0.1:" + port + "/v1?tenant=canary"))
                .connection("main", EngineFixture.KEY)
                .build());

        InferenceException failure = fixture.failureOf("claims", null);

        assertThat(failure.code()).isEqualTo(FailureCode.PROVIDER_UNREACHABLE);
        assertThat(failure).hasMessageEndingWith(": no connection could be made to 127.0.0.1:" + port);
        assertThat(fixture.onlyRecord().outcome().providerStatus()).isEmpty();
        assertThat(fixture.records()).extracting(UsageRecord::usage).containsOnly(TokenUsage.NONE);
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

            assertThat(fixture.failureOf("claims", null).code()).isEqualTo(FailureCode.PROVIDER_UNREACHABLE);
            assertThat(accepted.get()).isEqualTo(2);
            assertThat(fixture.records()).extracting(UsageRecord::attempt).containsExactly(1, 2);
            assertThat(fixture.records()).extracting(UsageRecord::usage).containsOnly(TokenUsage.UNKNOWN);
        }
    }

    @Test
    void givesUpOnASilentProvider() {
        fixture.publish(fixture.chat()
                .fault("hang")
                .headerTimeout(Duration.ofMillis(200))
                .connection("main", EngineFixture.KEY)
                .build());

        InferenceException failure = fixture.failureOf("claims", null);

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
}
