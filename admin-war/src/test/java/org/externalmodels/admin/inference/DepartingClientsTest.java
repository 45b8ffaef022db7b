package org.externalmodels.admin.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.externalmodels.admin.inference.FrontDoorServer.ASK;
import static org.externalmodels.admin.inference.FrontDoorServer.CHAT;
import static org.externalmodels.admin.inference.FrontDoorServer.STREAM;

import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.externalmodels.inference.InferenceEvent;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Whoever leaves ends the call, and whoever stays does not. */
class DepartingClientsTest {

    /** Less than the head of any answer. */
    private static final int HEAD = 100;

    @AutoClose
    private final FrontDoorServer server = FrontDoorServer.withKeys();

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
    void aClientThatLeavesBeforeAWholeAnswerEndsItsCall() throws Exception {
        assumeThat(TcpFiles.ofSystem().areThere()).isTrue();
        // The first that waits for a future is the last to hear of it: what the door says of it has been said by then.
        CompletableFuture<?> told = server.models().answer.handle((answer, cancelled) -> null);
        try (ListenedLog log = new ListenedLog()) {
            Socket client = server.open(CHAT, ASK);
            Awaitility.await().until(() -> server.models().asked != null);
            assertThat(server.models().answer.isCancelled()).isFalse();

            client.close();

            Awaitility.await()
                    .atMost(Duration.ofSeconds(2))
                    .until(() -> server.models().answer.isCancelled() && told.isDone());
            assertThat(log.entries()).isEmpty();
        }
    }

    @Test
    void aCallWhoseClientLeavesBeforeItBeginsIsNotMade() throws Exception {
        assumeThat(TcpFiles.ofSystem().areThere()).isTrue();
        CountDownLatch begin = new CountDownLatch(1);
        CountDownLatch waits = new CountDownLatch(1);
        Handover handover = new Handover(
                () -> true,
                calls -> new Thread(() -> {
                    waits.countDown();
                    awaitUninterruptibly(begin);
                    calls.run();
                }));
        try (FrontDoorServer busy = FrontDoorServer.withHandover(handover)) {
            try (Socket client = busy.open(CHAT, ASK)) {
                assertThat(waits.await(10, TimeUnit.SECONDS)).isTrue();
                assertThat(client.isConnected()).isTrue();
                assertThat(busy.held()).isPositive();
                // So that it is seen to be there before it is gone.
                Thread.sleep(Duration.ofSeconds(1).toMillis());
            }
            Awaitility.await().until(() -> busy.held() == 0);

            begin.countDown();
            handover.close();
            Awaitility.await().until(handover::isOver);

            assertThat(busy.models().asked).isNull();
        } finally {
            begin.countDown();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
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
    void aClientThatIsKnownToBeThereHearsLittleWhileNothingHappens() throws Exception {
        assumeThat(TcpFiles.ofSystem().areThere()).isTrue();
        try (Socket client = server.open(CHAT, STREAM)) {
            server.models().stream.tell(new InferenceEvent.TextDelta("Hel"));
            client.getInputStream().readNBytes(HEAD);
            Thread.sleep(Duration.ofSeconds(3).toMillis());

            String came = new String(
                    client.getInputStream().readNBytes(client.getInputStream().available()), StandardCharsets.US_ASCII);

            assertThat(came.split(": \n\n", -1)).hasSizeLessThan(6);
        }
    }
}
