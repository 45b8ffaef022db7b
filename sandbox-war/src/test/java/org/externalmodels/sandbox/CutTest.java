package org.externalmodels.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Looks at the bytes themselves: what an HTTP client makes of a cut is its own affair. */
final class CutTest {
    private static final SandboxServer SANDBOX = SandboxServer.start();

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut=30", "cut=30, delay=5", "cut=0", "cut=30;chunk-delay=1", "cut=30, status=500"})
    void endsAWholeBodyBeforeItsLength(String fault) throws IOException {
        String answer = raw(Client.hello(), fault);

        String head = answer.substring(0, answer.indexOf("\r\n\r\n"));
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        assertThat(body).hasSize(fault.contains("cut=0") ? 0 : 30);
        assertThat(head).containsPattern("(?i)content-length: [1-9][0-9]{2}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut=300", "cut=300, delay=5", "cut=0", "cut=300, chunk-delay=1", "cut=100000"})
    void endsAStreamWithoutItsLastChunk(String fault) throws IOException {
        String answer = raw(Client.user("hello there", "\"stream\": true"), fault);

        String head = answer.substring(0, answer.indexOf("\r\n\r\n"));
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        assertThat(head).containsIgnoringCase("transfer-encoding: chunked");
        assertThat(body).doesNotEndWith("0\r\n\r\n");
        if (fault.startsWith("cut=300")) {
            assertThat(payload(body)).hasSize(300);
        }
    }

    /** The body without the chunk sizes. */
    private static String payload(String chunked) {
        var payload = new StringBuilder();
        int at = 0;
        while (at < chunked.length()) {
            int end = chunked.indexOf("\r\n", at);
            int size = Integer.parseInt(chunked.substring(at, end).strip(), 16);
            payload.append(chunked, end + 2, end + 2 + size);
            at = end + 2 + size + 2;
        }
        return payload.toString();
    }

    /** Everything that arrives until the other side closes, which it must do although nobody asked for it. */
    private static String raw(String body, String fault) throws IOException {
        try (var socket = RawCalls.call(SANDBOX.port(), body, fault)) {
            socket.setSoTimeout(20_000);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
