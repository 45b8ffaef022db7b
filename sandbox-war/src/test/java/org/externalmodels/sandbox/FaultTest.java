package org.externalmodels.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.externalmodels.sandbox.wire.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FaultTest {
    private static final SandboxServer SANDBOX = SandboxServer.start();
    private final Client client = new Client(SANDBOX);

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    @Test
    void delayHoldsTheAnswerBack() {
        long start = System.nanoTime();

        HttpResponse<String> answer = client.faulty("delay=150");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("echo: hello there");
    }

    @Test
    void chunkDelayHoldsBackEachFurtherEventOfAStream() {
        String request = Client.user("hello there", "\"stream\": true");
        long events = client.chat(request)
                .body()
                .lines()
                .filter(line -> !line.isEmpty())
                .count();
        long start = System.nanoTime();

        String stream =
                client.chat(request, "X-Sandbox-Fault", "chunk-delay=40").body();

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThanOrEqualTo(Duration.ofMillis(40 * (events - 1)));
        assertThat(stream.lines().filter(line -> !line.isEmpty())).hasSize((int) events);
        assertThat(stream).endsWith("data: [DONE]\n\n");
    }

    @Test
    void chunkDelaySendsAWholeBodySlowlyAndUnchanged() {
        HttpResponse<String> answer = client.faulty("chunk-delay=5");

        assertThat(answer.body()).contains("echo: hello there");
        assertThat(answer.headers().firstValueAsLong("Content-Length"))
                .hasValue(answer.body().length());
        assertThat(Json.parse(answer.body()).asJsonObject()).containsKey("usage");
    }

    @Test
    void statusAnswersInTheProvidersErrorShapeWithRetryAfter() {
        HttpResponse<String> answer = client.faulty("status=429;retry-after=3");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("3");
        assertThat(Client.json(answer).getJsonObject("error").getString("code")).isEqualTo("rate_limit_exceeded");
    }

    @Test
    void successStatusKeepsTheAnswer() {
        HttpResponse<String> answer = client.faulty("status=201");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).contains("echo: hello there");
    }

    @ParameterizedTest
    @CsvSource({"html, 200", "html; status=502, 502"})
    void htmlStandsInForTheAnswer(String fault, int status) {
        HttpResponse<String> answer = client.faulty(fault);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(answer.body()).startsWith("<!DOCTYPE html>");
    }

    @Test
    void garbageIsNotWhatTheContentTypeSays() {
        HttpResponse<String> answer = client.faulty("garbage");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThatThrownBy(() -> Json.parse(answer.body())).isInstanceOf(JsonException.class);
    }

    @Test
    void emptyHasNoBody() {
        HttpResponse<String> answer = client.faulty("empty");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void plainIsTheAnswerSaidToBeSomethingElse() {
        HttpResponse<String> answer = client.faulty("plain");

        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        assertThat(Client.json(answer)).containsKey("choices");
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "true"})
    void dripSendsByteByByteAndUnchanged(String streamed) {
        String request = Client.user("hello there", "\"stream\": " + streamed);
        int bytes = client.chat(request).body().length();
        long start = System.nanoTime();

        String answer = client.chat(request, "X-Sandbox-Fault", "drip=1").body();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(bytes - 1));
        assertThat(answer).hasSize(bytes);
    }

    @Test
    void sizePadsAnAnswerThatStaysValid() {
        HttpResponse<String> answer = client.faulty("size=200000");

        assertThat(answer.body()).hasSize(200_000);
        assertThat(Client.json(answer)).containsKey("choices");
    }

    @Test
    void sizePadsAnErrorBody() {
        HttpResponse<String> answer = client.faulty("status=500, size=10485760");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).hasSize(10_485_760);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5_000})
    void sizePadsAStreamWithACommentAnyReaderSkips(int more) {
        String request = Client.user("hello there", "\"stream\": true");
        int length = client.chat(request).body().length();

        String stream = client.chat(request, "X-Sandbox-Fault", "size=" + (length + more))
                .body();

        assertThat(stream).hasSize(length + more);
        assertThat(stream.lines())
                .allMatch(line -> line.isEmpty() || line.startsWith("data: ") || line.startsWith(":"));
    }

    @Test
    void hangNeverAnswers() {
        var request = client.request("/any/echo", "X-Sandbox-Fault", "hang")
                .timeout(Duration.ofMillis(300))
                .GET();

        assertThatThrownBy(() -> client.send(request))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void severalHeadersAddUp() {
        HttpResponse<String> answer =
                client.chat(Client.hello(), "X-Sandbox-Fault", "status=503", "X-Sandbox-Fault", "retry-after=1");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "explode | unknown fault 'explode'",
                "delay | 'delay' needs a whole number from 0 to 600000, not ''",
                "delay=soon | 'delay' needs a whole number from 0 to 600000, not 'soon'",
                "delay=-1 | not '-1'",
                "delay=99999999999 | not '99999999999'",
                "status=99 | 'status' needs a whole number from 200 to 599",
                "html=yes | 'html' takes no value",
                "delay=1, delay=2 | 'delay' is given twice",
                "html; garbage | a body is 'html' or 'garbage', not both",
                "empty; size=3 | a body is 'empty' or has a 'size', not both",
                "hang; delay=3 | 'hang' never answers",
                "drip=1; chunk-delay=1 | a body comes with a 'drip' or a 'chunk-delay', not both",
                "retry-after=3 | 'retry-after' needs 'status'"
            })
    void malformedFaultIsRefusedWithTheReason(String fault, String reason) {
        HttpResponse<String> answer = client.faulty(fault);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Client.json(answer).getJsonObject("error").getString("message"))
                .startsWith("X-Sandbox-Fault: ")
                .contains(reason);
    }

    /** The container has 200 threads: if waiting answers held one each, nothing would be left to answer the last call. */
    @ParameterizedTest
    @ValueSource(strings = {"hang", "delay=600000", "chunk-delay=600000"})
    void waitingAnswersHoldNoThread(String fault) throws IOException {
        try (var waiting = new RawCalls(SANDBOX.port())) {
            waiting.send(500, Client.hello(), fault);

            HttpResponse<String> answer = client.chat(Client.hello());

            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }
}
