package org.externalmodels.connector.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.externalmodels.inference.spi.Timeouts;
import org.junit.jupiter.api.Test;

class IdleConnectionsTest {

    private static final Duration IDLE = Duration.ofMillis(300);
    private static final int PATIENCE_MILLIS = 20_000;
    private static final String QUESTION = "hello";
    private static final String ANSWER = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @Test
    void areClosedEvenIfNobodyAsksForAnother() throws Exception {
        try (ServerSocket provider = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HttpTransport transport = HttpTransport.open(10, Network.withLoopback(), IDLE)) {
            Exchange unused = transport.send(question(provider.getLocalPort()), new WholeAnswer(100));

            try (Socket connection = provider.accept()) {
                connection.setSoTimeout(PATIENCE_MILLIS);
                readAll(connection.getInputStream());
                connection.getOutputStream().write(ANSWER.getBytes(StandardCharsets.US_ASCII));

                assertThat(connection.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    private static OutboundRequest question(int port) {
        return new OutboundRequest(
                URI.create("http://127.0.0.1:" + port + "/"),
                List.of(),
                ByteBuffer.wrap(QUESTION.getBytes(StandardCharsets.US_ASCII)),
                Timeouts.DEFAULTS,
                System.nanoTime() + Duration.ofSeconds(20).toNanos());
    }

    private static void readAll(InputStream in) throws IOException {
        StringBuilder seen = new StringBuilder();
        while (seen.indexOf(QUESTION) < 0) {
            seen.append((char) in.read());
        }
    }
}
