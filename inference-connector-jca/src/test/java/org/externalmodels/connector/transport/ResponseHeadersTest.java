package org.externalmodels.connector.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;
import org.externalmodels.inference.spi.Timeouts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Headers of answers beyond the buffers of 4 KB that a connection has, as proxies make them, and beyond all reason. */
class ResponseHeadersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private static Path directory;

    /** What an answer begins with. */
    private enum Headers {
        LARGE(6_000, 3, 3_500),
        ONE_OF_A_MEGABYTE(1 << 20, 0, 0),
        A_MEGABYTE_OF_MANY(1_000, 999, 1_000);

        private final int first;
        private final int others;
        private final int each;

        Headers(int first, int others, int each) {
            this.first = first;
            this.others = others;
            this.each = each;
        }

        List<Header> all() {
            List<Header> headers = new ArrayList<>();
            headers.add(new BasicHeader("x-padding", "p".repeat(first)));
            for (int i = 0; i < others; i++) {
                headers.add(new BasicHeader("x-padding-" + i, "p".repeat(each)));
            }
            return headers;
        }
    }

    @Test
    void ofSixteenKilobytesArriveWithHttp1() throws Exception {
        RecordedAnswer answer = new RecordedAnswer();
        overHttp1(Headers.LARGE, answer);

        arrived(answer);
    }

    @Test
    void ofSixteenKilobytesArriveWithHttp2() throws Exception {
        RecordedAnswer answer = new RecordedAnswer();
        overHttp2(Headers.LARGE, answer);

        arrived(answer);
    }

    private static void arrived(RecordedAnswer answer) throws Exception {
        assertThat(answer.outcome()).isEmpty();
        assertThat(answer.text()).isEqualTo("ok");
        for (Header header : Headers.LARGE.all()) {
            assertThat(answer.head().header(header.getName())).hasValue(header.getValue());
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LARGE")
    void beyondAllReasonAreRefusedAtOnceWithHttp1(Headers headers) throws Exception {
        RecordedAnswer answer = new RecordedAnswer();
        overHttp1(headers, answer);

        refused(answer);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LARGE")
    void beyondAllReasonAreRefusedAtOnceWithHttp2(Headers headers) throws Exception {
        RecordedAnswer answer = new RecordedAnswer();
        overHttp2(headers, answer);

        refused(answer);
    }

    private static void refused(RecordedAnswer answer) throws Exception {
        TransportFailure failure = answer.outcome().orElseThrow();
        assertThat(failure.kind()).isEqualTo(TransportFailure.Kind.NOT_HTTP);
        assertThat(failure).hasMessageContaining("headers").hasMessageNotContaining("ppp");
    }

    private static void overHttp1(Headers headers, RecordedAnswer answer) throws Exception {
        try (ServerSocket provider = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HttpTransport transport = HttpTransport.open(1, Network.withLoopback())) {
            Exchange unused = transport.send(question("http://127.0.0.1:" + provider.getLocalPort() + "/"), answer);
            try (Socket connection = provider.accept()) {
                write(headers.all(), connection.getOutputStream());
                // It stays open: what is refused is refused for what came, not because nothing more comes.
                assertThat(answer.outcome()).isNotNull();
            }
        }
    }

    private static void write(List<Header> headers, OutputStream out) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n");
        headers.forEach(header -> head.append(header.getName())
                .append(": ")
                .append(header.getValue())
                .append("\r\n"));
        try {
            out.write(head.append("\r\nok").toString().getBytes(StandardCharsets.US_ASCII));
            out.flush();
        } catch (SocketException closedBeforeAllWasSent) {
            return;
        }
    }

    private static void overHttp2(Headers headers, RecordedAnswer answer) throws Exception {
        TestCertificate certificate =
                new TestCertificate(Files.createTempDirectory(directory, "certificate"), "dns:localhost");
        try (Http2Provider provider = new Http2Provider(certificate);
                HttpTransport transport =
                        HttpTransport.open(1, Network.withLoopback().trusting(certificate.trustStore()))) {
            Exchange unused = transport.send(question("https://localhost:" + provider.port() + "/"), answer);
            Http2Provider.Call call = provider.call().orElseThrow();
            call.head(headers.all().toArray(Header[]::new));
            call.send("ok");
            call.end();
            assertThat(answer.outcome()).isNotNull();
        }
    }

    private static OutboundRequest question(String uri) {
        return new OutboundRequest(
                URI.create(uri),
                List.of(),
                ByteBuffer.wrap(new byte[] {'h', 'i'}),
                Timeouts.DEFAULTS,
                System.nanoTime() + PATIENCE.toNanos());
    }
}
