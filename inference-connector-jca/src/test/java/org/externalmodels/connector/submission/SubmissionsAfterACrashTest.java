package org.externalmodels.connector.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.externalmodels.connector.submission.RecordingEndpoint.Step;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was submitted is neither lost nor delivered without a word when the server ends in the middle of it. */
class SubmissionsAfterACrashTest {

    @AutoClose
    private SubmissionServer server;

    @BeforeEach
    void start(@TempDir Path folder) {
        server = new SubmissionServer(folder.resolve("submissions"));
    }

    @Test
    void isNotSentAgainAfterACrashBeforeItWasSent() {
        server.submit("claims", "1");
        Submissions next = server.crash();

        RecordingEndpoint listener = server.listen(next, RecordingEndpoint.to("claims"), true);

        await().until(() -> listener.results.size() == 1);
        assertThat(server.models.calls).hasSize(1);
        assertThat(listener.results.get(0).redelivered()).isFalse();
    }

    @Test
    void asksAgainAndSaysSoAfterACrashWhileTheModelWasAsked() {
        server.models.answering = false;
        server.listen(RecordingEndpoint.to("claims"), true);
        server.submit("claims", "1");
        await().until(() -> server.models.calls.size() == 1);
        server.models.answering = true;
        Submissions next = server.crash();

        RecordingEndpoint listener = server.listen(next, RecordingEndpoint.to("claims"), true);

        await().until(() -> listener.results.size() == 1);
        assertThat(server.models.calls).hasSize(2);
        assertThat(listener.results.get(0).redelivered()).isTrue();
    }

    @Test
    void doesNotAskAgainAfterACrashWhenTheAnswerIsThere() {
        RecordingEndpoint first = server.listen(RecordingEndpoint.to("claims"), true);
        first.unavailable = true;
        String id = server.submit("claims", "1");
        await().until(() -> server.submissions.find(id).stage() == Entry.Stage.ANSWERED);
        Submissions next = server.crash();

        RecordingEndpoint listener = server.listen(next, RecordingEndpoint.to("claims"), true);

        await().until(() -> listener.results.size() == 1);
        assertThat(server.models.calls).hasSize(1);
        assertThat(listener.results.get(0).redelivered()).isFalse();
    }

    @Test
    void deliversAgainAndSaysSoAfterACrashDuringTheDelivery() throws Exception {
        RecordingEndpoint first = server.listen(RecordingEndpoint.to("claims"), true);
        CountDownLatch delivering = new CountDownLatch(1);
        CountDownLatch crashed = new CountDownLatch(1);
        first.during = () -> {
            delivering.countDown();
            waitFor(crashed);
        };
        server.submit("claims", "1");
        delivering.await();
        Submissions next = server.crash();
        crashed.countDown();

        RecordingEndpoint listener = server.listen(next, RecordingEndpoint.to("claims"), true);

        await().until(() -> listener.results.size() == 1);
        assertThat(server.models.calls).hasSize(1);
        assertThat(listener.results.get(0).redelivered()).isTrue();
        assertThat(listener.results.get(0).deliveryCount()).isEqualTo(2);
    }

    @Test
    void waitsForTheTransactionManagerAfterACrashBetweenThePhasesOfADelivery() throws Exception {
        RecordingEndpoint first = server.listen(RecordingEndpoint.to("claims"), true);
        first.lastStep = Step.PREPARE;
        server.submit("claims", "1");
        server.submit("claims", "2");
        await().until(() ->
                server.submissions.transactions().recover(javax.transaction.xa.XAResource.TMSTARTRSCAN).length == 2);
        Submissions next = server.crash();
        RecordingEndpoint listener = server.listen(next, RecordingEndpoint.to("claims"), true);
        SubmissionXAResource recovery = next.transactions();
        var inDoubt = recovery.recover(javax.transaction.xa.XAResource.TMSTARTRSCAN);
        assertThat(inDoubt).hasSize(2);
        assertThat(listener.results).isEmpty();

        recovery.commit(inDoubt[0], false);
        recovery.rollback(inDoubt[1]);

        await().atMost(Duration.ofSeconds(20)).until(() -> listener.results.size() == 1);
        assertThat(listener.results.get(0).redelivered()).isTrue();
        await().until(() -> next.all().isEmpty());
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
