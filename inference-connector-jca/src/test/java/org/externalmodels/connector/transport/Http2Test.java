package org.externalmodels.connector.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.externalmodels.inference.spi.Timeouts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTP/2 over TLS with a server that speaks nothing else. */
class Http2Test {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private static Path directory;

    private static TestCertificate certificate;

    private Http2Provider provider;
    private HttpTransport transport;

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = new TestCertificate(directory, "dns:localhost");
    }

    @BeforeEach
    void start() throws Exception {
        provider = new Http2Provider(certificate);
        transport = HttpTransport.open(4, Network.withLoopback().trusting(certificate.trustStore()));
    }

    @AfterEach
    void stop() {
        transport.close();
        provider.close();
    }

    @Test
    void aWholeAnswerComesAndTheNextOneOnTheSameConnection() throws Exception {
        for (int i = 0; i < 3; i++) {
            answered("hello " + i, "answer " + i);
        }

        assertThat(provider.connections()).isEqualTo(1);
    }

    @Test
    void aLongRequestIsSentWholeWhateverRoomTheServerGives() throws Exception {
        // More than the first window of HTTP/2, 65,535 bytes.
        answered("x".repeat(1_000_000), "got it");
    }

    @Test
    void aStreamComesPieceByPiece() throws Exception {
        RecordedAnswer answer = new RecordedAnswer();
        ask("stream", answer);
        Http2Provider.Call call = provider.call().orElseThrow();

        call.head();
        assertThat(answer.head().status()).isEqualTo(200);
        assertThat(answer.text()).isEmpty();
        call.send("data: one\n\n");
        Awaitility.await().until(() -> answer.text().equals("data: one\n\n"));
        call.send("data: two\n\n");
        Awaitility.await().until(() -> answer.text().endsWith("data: two\n\n"));
        call.end();

        assertThat(answer.outcome()).isEmpty();
    }

    @Test
    void aStreamThatIsReadSlowlyWaitsAtTheServerAndComesWhole() throws Exception {
        RecordedAnswer answer = new RecordedAnswer();
        answer.pauseAfterEachPiece();
        Exchange exchange = ask("stream", answer);
        Http2Provider.Call call = provider.call().orElseThrow();
        String text = "0123456789".repeat(100_000);

        call.head();
        call.send(text);
        call.end();
        Awaitility.await().until(() -> !answer.text().isEmpty());

        assertThat(call.available()).as("left at the server").isPositive();
        assertThat(answer.text()).hasSizeLessThan(text.length());
        Awaitility.await().atMost(PATIENCE).until(() -> {
            exchange.resume();
            return answer.text().length() == text.length();
        });
        assertThat(answer.outcome()).isEmpty();
        assertThat(answer.text()).isEqualTo(text);
    }

    @Test
    void aStreamThatIsCancelledEndsAtTheServerToo() throws Exception {
        Begun stream = begin();

        stream.exchange().cancel();

        assertThat(stream.answer().outcome().orElseThrow().kind()).isEqualTo(TransportFailure.Kind.CANCELLED);
        assertThat(stream.call().isOver()).isTrue();
        answered("after it", "still there");
    }

    @Test
    void aStreamThatTheServerCutsIsNotTakenForWhole() throws Exception {
        Begun stream = begin();

        provider.close();

        assertThat(stream.answer().outcome().orElseThrow().kind()).isEqualTo(TransportFailure.Kind.BROKEN);
    }

    @Test
    void aServerThatGoesAwayBetweenCallsGetsTheNextOneOnAnotherConnection() throws Exception {
        answered("before", "one");

        provider.goAway();
        waitUntilItIsGone();

        answered("after", "two");
        assertThat(provider.connections()).isEqualTo(2);
    }

    @Test
    void aServerThatGoesAwayDuringACallAnswersItFirst() throws Exception {
        Begun stream = begin();

        provider.goAway();
        stream.call().send("data: two\n\n");
        stream.call().end();

        assertThat(stream.answer().outcome()).isEmpty();
        assertThat(stream.answer().text()).isEqualTo("data: one\n\ndata: two\n\n");
        waitUntilItIsGone();
        answered("after", "three");
        assertThat(provider.connections()).isEqualTo(2);
    }

    /** The engine makes such a call again. */
    @Test
    void aCallInTheMomentInWhichAServerGoesAwayCountsAsOneThatNobodyHasBegunToAnswer() throws Exception {
        try (DepartingProvider departing = new DepartingProvider(certificate)) {
            RecordedAnswer answer = new RecordedAnswer();

            ask(departing.port(), "too late", answer);

            assertThat(answer.outcome().orElseThrow().kind()).isEqualTo(TransportFailure.Kind.DIED_EARLY);
        }
    }

    private void waitUntilItIsGone() {
        Awaitility.await().until(() -> provider.open() == 0);
    }

    /** A stream of which the first event has come. */
    private record Begun(Exchange exchange, Http2Provider.Call call, RecordedAnswer answer) {}

    private Begun begin() throws Exception {
        RecordedAnswer answer = new RecordedAnswer();
        Exchange exchange = ask("stream", answer);
        Http2Provider.Call call = provider.call().orElseThrow();
        call.head();
        call.send("data: one\n\n");
        Awaitility.await().until(() -> !answer.text().isEmpty());
        return new Begun(exchange, call, answer);
    }

    private void answered(String question, String text) throws Exception {
        RecordedAnswer answer = new RecordedAnswer();
        ask(question, answer);
        Http2Provider.Call call = provider.call().orElseThrow(answer::unanswered);
        assertThat(call.body()).isEqualTo(question);
        call.head();
        call.send(text);
        call.end();
        assertThat(answer.outcome()).isEmpty();
        assertThat(answer.text()).isEqualTo(text);
    }

    private Exchange ask(String question, RecordedAnswer answer) {
        return ask(provider.port(), question, answer);
    }

    private Exchange ask(int port, String question, RecordedAnswer answer) {
        return transport.send(
                new OutboundRequest(
                        URI.create("https://localhost:" + port + "/v1/chat/completions"),
                        List.of(),
                        ByteBuffer.wrap(question.getBytes(StandardCharsets.UTF_8)),
                        Timeouts.DEFAULTS,
                        System.nanoTime() + PATIENCE.toNanos()),
                answer);
    }
}
