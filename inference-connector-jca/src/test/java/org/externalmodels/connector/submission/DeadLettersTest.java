package org.externalmodels.connector.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceResult;
import org.externalmodels.inference.spi.DeadLetter;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was not delivered in the end, and what an administrator does about it. */
class DeadLettersTest {

    @AutoClose
    private SubmissionServer server;

    @BeforeEach
    void start(@TempDir Path folder) {
        server = new SubmissionServer(folder.resolve("submissions"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void makesADeadLetterOfWhatFailsTooOften(boolean transacted) {
        RecordingEndpoint listener = server.listen(RecordingEndpoint.to("claims"), transacted);
        listener.failing = true;

        String id = server.submit("claims", "1");

        await().until(() -> server.submissions.deadLetters().find(id).isPresent());
        assertThat(listener.results).hasSize(3);
        DeadLetter letter = server.submissions.deadLetters().list(null, 10).get(0);
        assertThat(letter.id()).isEqualTo(id);
        assertThat(letter.destination()).isEqualTo("claims");
        assertThat(letter.deliveries()).isEqualTo(3);
        assertThat(letter.reason()).contains("I do not like it");
    }

    @Test
    void keepsADeadLetterOverARestart() {
        RecordingEndpoint listener = server.listen(RecordingEndpoint.to("claims"), true);
        listener.failing = true;
        String id = server.submit("claims", "1");
        await().until(() -> server.submissions.deadLetters().find(id).isPresent());
        Submissions next = server.crash();

        RecordingEndpoint later = server.listen(next, RecordingEndpoint.to("claims"), true);

        assertThat(next.deadLetters().find(id)).isPresent();
        assertThat(later.results).isEmpty();
    }

    @Test
    void deliversADeadLetterAgainWithoutAskingTheModelAgain() {
        RecordingEndpoint listener = server.listen(RecordingEndpoint.to("claims"), true);
        listener.failing = true;
        String id = server.submit("claims", "1");
        await().until(() -> server.submissions.deadLetters().find(id).isPresent());
        listener.failing = false;

        assertThat(server.submissions.deadLetters().resend(id)).isTrue();

        await().until(() -> server.left().isEmpty());
        InferenceResult last = listener.results.get(listener.results.size() - 1);
        assertThat(last.orThrow().text()).isEqualTo("answer to 1");
        assertThat(last.redelivered()).isTrue();
        assertThat(server.models.calls).hasSize(1);
        assertThat(server.submissions.deadLetters().resend(id)).isFalse();
    }

    @Test
    void asksTheModelAgainForADeadLetterWhoseCallFailed() {
        server.models.answering = false;
        RecordingEndpoint listener = server.listen(RecordingEndpoint.to("claims"), true);
        listener.failing = true;
        String id = server.submit("claims", "1");
        await().until(() -> server.models.calls.size() == 1);
        server.models
                .calls
                .get(0)
                .answer()
                .completeExceptionally(new InferenceException(FailureCode.MODEL_NOT_FOUND, "there is none"));
        await().until(() -> server.submissions.deadLetters().find(id).isPresent());
        listener.failing = false;
        server.models.answering = true;

        server.submissions.deadLetters().resend(id);

        await().until(() -> server.left().isEmpty());
        assertThat(listener.results.get(listener.results.size() - 1).orThrow().text())
                .isEqualTo("answer to 1");
    }

    @Test
    void discardsADeadLetter() {
        RecordingEndpoint listener = server.listen(RecordingEndpoint.to("claims"), true);
        listener.failing = true;
        String id = server.submit("claims", "1");
        await().until(() -> server.submissions.deadLetters().find(id).isPresent());

        assertThat(server.submissions.deadLetters().discard(id)).isTrue();
        assertThat(server.submissions.deadLetters().discard(id)).isFalse();
        assertThat(server.left()).isEmpty();
    }

    @Test
    void discardsNothingThatIsNoDeadLetter() {
        String id = server.submit("claims", "1");
        assertThat(server.submissions.deadLetters().discard(id)).isFalse();
        assertThat(server.submissions.deadLetters().resend(id)).isFalse();
        assertThat(server.left()).containsExactly(id);
    }
}
