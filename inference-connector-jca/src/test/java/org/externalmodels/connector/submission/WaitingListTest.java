package org.externalmodels.connector.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.externalmodels.inference.spi.WaitingSubmission;
import org.externalmodels.inference.spi.WaitingSubmission.State;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaitingListTest {

    @AutoClose
    private SubmissionServer server;

    @BeforeEach
    void start(@TempDir Path folder) {
        server = new SubmissionServer(folder.resolve("submissions"));
    }

    @Test
    void showsWhatWaitsInTheOrderInWhichItWasSubmitted() {
        server.models.answering = false;
        server.listen(RecordingEndpoint.to("claims"), true);
        String first = server.submit("claims", "1");
        String second = server.submit("letters", "2");
        String third = server.submit("claims", "3");
        await().until(() -> server.models.calls.size() == 2);

        List<WaitingSubmission> all = server.submissions.waiting().list(null, 10);

        assertThat(all).extracting(WaitingSubmission::id).containsExactly(first, second, third);
        assertThat(all).extracting(WaitingSubmission::correlationId).containsExactly("1", "2", "3");
        assertThat(all)
                .extracting(WaitingSubmission::state)
                .containsExactly(State.CALLING, State.WAITING, State.CALLING);
        assertThat(all).extracting(WaitingSubmission::listened).containsExactly(true, false, true);
        assertThat(all).extracting(WaitingSubmission::calls).containsExactly(1, 0, 1);
        assertThat(server.submissions.waiting().list(null, 1))
                .extracting(WaitingSubmission::id)
                .containsExactly(first);
        assertThat(server.submissions.waiting().list(first, 10))
                .extracting(WaitingSubmission::id)
                .containsExactly(second, third);
        server.models.calls.forEach(ScriptedModels.Call::complete);
        await().until(() -> server.submissions.waiting().find(first).isEmpty());
        assertThat(server.submissions.waiting().find(second)).isPresent();
    }

    @Test
    void showsACallThatAnEarlierRunBeganAsOneToMake() {
        server.models.answering = false;
        server.listen(RecordingEndpoint.to("claims"), true);
        String id = server.submit("claims", "1");
        await().until(() -> server.models.calls.size() == 1);

        WaitingSubmission found = server.crash().waiting().find(id).orElseThrow();

        assertThat(found.state()).isEqualTo(State.WAITING);
        assertThat(found.calls()).isEqualTo(1);
        assertThat(found.listened()).isFalse();
    }

    @Test
    void showsWhyAResultIsToBeDeliveredAgainUntilItIsADeadLetter() {
        List<WaitingSubmission> seen = new CopyOnWriteArrayList<>();
        RecordingEndpoint listener = server.listen(RecordingEndpoint.to("claims"), true);
        listener.failing = true;
        listener.during = () -> seen.addAll(server.submissions.waiting().list(null, 10));

        String id = server.submit("claims", "1");

        await().until(() -> server.submissions.deadLetters().find(id).isPresent());
        assertThat(seen).extracting(WaitingSubmission::state).containsOnly(State.ANSWERED);
        assertThat(seen).extracting(WaitingSubmission::deliveries).containsExactly(1, 2, 3);
        assertThat(seen.get(0).reason()).isEmpty();
        assertThat(seen.get(1).reason().orElseThrow()).contains("I do not like it");
        assertThat(server.submissions.waiting().find(id)).isEmpty();
        assertThat(server.submissions.waiting().list(null, 10)).isEmpty();
    }
}
