package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Answers that would fill the memory if they were let. */
class EndlessAnswersTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Type: ";
    private static final String UNTIL_CLOSED = "\r\nConnection: close\r\n\r\n";

    @AutoClose
    private final EngineFixture fixture = new EngineFixture();

    @Test
    void aBodyEndsAtItsLimit() throws IOException {
        try (var provider = new EndlessProvider(OK + "application/json" + UNTIL_CLOSED + "{\"a\":\"", "x")) {
            assertThat(failure(provider))
                    .hasMessageContaining("the answer is larger than 64 MB")
                    .extracting(InferenceException::code)
                    .isEqualTo(FailureCode.INVALID_RESPONSE);
            assertThat(provider.megabytesSent()).isLessThan(100);
        }
    }

    @Test
    void soDoesOneThatAStreamWasAskedFor() throws IOException {
        try (var provider = new EndlessProvider(OK + "application/json" + UNTIL_CLOSED + "{\"a\":\"", "x")) {
            assertThat(streamFailure(provider))
                    .hasMessageContaining("the answer is larger than 64 MB")
                    .extracting(InferenceException::code)
                    .isEqualTo(FailureCode.INVALID_RESPONSE);
            assertThat(provider.megabytesSent()).isLessThan(100);
        }
    }

    @Test
    void anErrorPageEndsAtItsLimit() throws IOException {
        String begin = "HTTP/1.1 500 Oops\r\nContent-Type: text/html" + UNTIL_CLOSED;
        try (var provider = new EndlessProvider(begin, "<p>sorry</p>")) {
            assertThat(failure(provider).code()).isEqualTo(FailureCode.PROVIDER_ERROR);
            assertThat(streamFailure(provider).code()).isEqualTo(FailureCode.PROVIDER_ERROR);
            assertThat(provider.megabytesSent()).isLessThan(50);
        }
    }

    @Test
    void aStreamEndsAtItsLimit() throws IOException {
        String chunk = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + "x".repeat(20_000) + "\"}}]}\n\n";
        try (var provider = new EndlessProvider(OK + "text/event-stream" + UNTIL_CLOSED, chunk)) {
            assertThat(streamFailure(provider)).hasMessageContaining("the stream is longer than 64 MB");
            assertThat(provider.megabytesSent()).isLessThan(100);
        }
    }

    @Test
    void aStreamThatOnlyKeepsItselfAliveEndsAtItsLimit() throws IOException {
        try (var provider = new EndlessProvider(OK + "text/event-stream" + UNTIL_CLOSED, ": ping\n\n")) {
            assertThat(streamFailure(provider)).hasMessageContaining("the stream is longer than 64 MB");
        }
    }

    @Test
    void anEventEndsAtItsLimit() throws IOException {
        try (var provider = new EndlessProvider(OK + "text/event-stream" + UNTIL_CLOSED + "data: ", "x")) {
            assertThat(streamFailure(provider)).hasMessageContaining("an event of the stream is longer than 8388608");
            assertThat(provider.megabytesSent()).isLessThan(50);
        }
    }

    @Test
    void aHeaderEndsAtItsLimit() throws IOException {
        try (var provider = new EndlessProvider(OK, "x")) {
            assertThat(failure(provider).code()).isEqualTo(FailureCode.INVALID_RESPONSE);
            assertThat(provider.megabytesSent()).isLessThan(50);
        }
    }

    @Test
    void headersEndAtTheirLimit() throws IOException {
        try (var provider = new EndlessProvider(OK + "text/plain\r\n", "X-More: y\r\n")) {
            assertThat(failure(provider).code()).isEqualTo(FailureCode.INVALID_RESPONSE);
            assertThat(provider.megabytesSent()).isLessThan(50);
        }
    }

    private InferenceException failure(EndlessProvider provider) {
        publish(provider);
        return catchThrowableOfType(
                InferenceException.class, () -> fixture.infer("claims", null, InferenceRequest.prompt("x")));
    }

    private InferenceException streamFailure(EndlessProvider provider) {
        publish(provider);
        return catchThrowableOfType(
                InferenceException.class, () -> fixture.stream("x").forEach(event -> {}));
    }

    private void publish(EndlessProvider provider) {
        fixture.publish(Models.chat(provider.uri())
                .connection("main", EngineFixture.KEY)
                .build());
    }
}
