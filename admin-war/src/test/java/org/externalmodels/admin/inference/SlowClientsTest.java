package org.externalmodels.admin.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.externalmodels.admin.inference.FrontDoorServer.ASK;
import static org.externalmodels.admin.inference.FrontDoorServer.CHAT;
import static org.externalmodels.admin.inference.FrontDoorServer.STREAM;
import static org.externalmodels.admin.inference.ScriptedDirectory.answer;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Nobody waits for ever for clients that do not send, or do not read. */
class SlowClientsTest {

    private static final String CHUNK = "x".repeat(10_000);
    private static final int CHUNKS = 5_000;

    /** More than the systems between keep. */
    private static final int LARGE = 40 << 20;

    @AutoClose
    private final FrontDoorServer server = FrontDoorServer.inAHurry();

    @Test
    void whoDoesNotSendTheBodyIsToldSo() throws Exception {
        try (Socket client = server.begin(CHAT, 1_000)) {
            client.setSoTimeout(10_000);
            client.getOutputStream().write("{\"model\":".getBytes(StandardCharsets.US_ASCII));

            byte[] beginning = client.getInputStream().readNBytes(12);

            assertThat(new String(beginning, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 408");
            await().until(() -> server.held() == 0);
        }
        assertThat(server.models().asked).isNull();
    }

    @Test
    void whatIsAskedIsHeldUntilItIsAnswered() throws Exception {
        try (Socket client = server.open(CHAT, ASK)) {
            await().until(() -> server.models().asked != null);
            await().until(() -> server.held() == RequestMemory.EXCHANGE + 2L * ASK.length());

            server.models().answer.completeExceptionally(new InferenceException(FailureCode.TIMEOUT, "nothing came"));

            await().until(() -> server.held() == 0);
            assertThat(client.isConnected()).isTrue();
        }
    }

    @Test
    void theyAreLookedAfterWhateverHappensToOthers() throws Exception {
        AtomicBoolean looked = new AtomicBoolean();
        server.standings(() -> {
            looked.set(true);
            throw new IllegalStateException("not to be had");
        });
        try (Socket quiet = server.open(CHAT, STREAM)) {
            await().untilTrue(looked);
            assertThat(quiet.isConnected()).isTrue();

            whoDoesNotSendTheBodyIsToldSo(408);
        }
    }

    private void whoDoesNotSendTheBodyIsToldSo(int status) throws IOException {
        try (Socket client = server.begin(CHAT, 1_000)) {
            client.setSoTimeout(10_000);
            assertThat(new String(client.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 " + status);
        }
    }

    @Test
    void whoDoesNotReadEndsTheCall() throws Exception {
        for (int i = 0; i < CHUNKS; i++) {
            server.models().stream.tell(new InferenceEvent.TextDelta(CHUNK));
        }

        try (Socket client = server.open(CHAT, STREAM)) {
            assertThat(server.models().stream.isCancelledWithin(10_000)).isTrue();
            assertThat(client.isConnected()).isTrue();
        }

        assertThat(server.models().stream.delivered()).isLessThan(CHUNKS);
    }

    @Test
    void whoDoesNotReadAWholeAnswerIsGivenUpToo() throws Exception {
        server.models().answer.complete(answer("x".repeat(LARGE)));

        try (Socket client = server.open(CHAT, ASK)) {
            client.setSoTimeout(10_000);
            await().until(() -> server.models().asked != null);
            await().until(() -> server.held() == 0);

            assertThat(bytesOf(client)).isPositive().isLessThan(LARGE);
        }
    }

    @Test
    void whoReadsAWholeAnswerGetsAllOfIt() throws Exception {
        try (FrontDoorServer patient = FrontDoorServer.withKeys()) {
            patient.models().answer.complete(answer("x".repeat(LARGE)));

            assertThat(patient.post(CHAT, ASK).body()).hasSizeGreaterThan(LARGE);
            await().until(() -> patient.held() == 0);
        }
    }

    /** How many come until there are no more, however that ends. */
    private static long bytesOf(Socket client) {
        byte[] piece = new byte[1 << 16];
        long bytes = 0;
        try {
            for (int read = 0; read >= 0; read = client.getInputStream().read(piece)) {
                bytes += read;
            }
        } catch (SocketTimeoutException stillThere) {
            throw new AssertionError("the connection stays", stillThere);
        } catch (IOException cut) {
            return bytes;
        }
        return bytes;
    }
}
