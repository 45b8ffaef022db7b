package org.externalmodels.connector.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.externalmodels.connector.submission.RecordingEndpoint.Step;
import org.externalmodels.connector.submission.ResultEndpoint.Wanted;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResult;
import org.externalmodels.inference.Submission;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.DeadLetter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmissionsTest {

    private static final SubmissionLimits LIMITS = new SubmissionLimits(2_000, 1L << 20);

    private final List<AutoCloseable> open = new ArrayList<>();
    private final ScriptedModels models = new ScriptedModels();
    private Path directory;
    private Submissions submissions;

    @BeforeEach
    void open(@TempDir Path folder) {
        directory = folder.resolve("submissions");
        submissions = run(directory);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void deliversWhatAModelAnsweredOnceAndForgetsIt(boolean transacted) {
        RecordingEndpoint listener = listen(RecordingEndpoint.to("claims"), transacted);

        String id = submit("claims", "claim-1");

        await().until(() -> listener.results.size() == 1);
        InferenceResult result = listener.results.get(0);
        assertThat(result.submissionId()).isEqualTo(id);
        assertThat(result.destination()).isEqualTo("claims");
        assertThat(result.correlationId()).isEqualTo("claim-1");
        assertThat(result.model()).isEqualTo("gpt");
        assertThat(result.orThrow().text()).isEqualTo("answer to claim-1");
        assertThat(result.redelivered()).isFalse();
        assertThat(result.deliveryCount()).isEqualTo(1);
        await().until(() -> left().isEmpty());
    }

    @Test
    void remembersWhoSubmitted() {
        CallOrigin origin = new CallOrigin(
                CallOrigin.Source.APPLICATION,
                java.util.Optional.of("claims"),
                java.util.Optional.of("ejb"),
                java.util.Optional.of("amy"));
        submissions.submit(submission("claims", "1"), origin, submissions.transactions());
        Submissions next = crash();
        listen(next, RecordingEndpoint.to("claims"), true);

        await().until(() -> models.calls.size() == 1);
        assertThat(models.calls.get(0).target().origin()).isEqualTo(origin);
    }

    @Test
    void sendsNothingUntilSomebodyListens() {
        submit("claims", "1");
        RecordingEndpoint other = listen(RecordingEndpoint.to("letters"), true);
        submit("letters", "2");
        await().until(() -> other.results.size() == 1);
        assertThat(models.calls).hasSize(1);

        RecordingEndpoint listener = listen(RecordingEndpoint.to("claims"), true);
        await().until(() -> listener.results.size() == 1);
    }

    @Test
    void sendsNothingUntilItIsKnownWhatModelsThereAre() {
        models.known = false;
        RecordingEndpoint listener = listen(RecordingEndpoint.to("claims"), true);
        submit("claims", "1");
        assertThat(models.calls).isEmpty();

        models.known = true;
        submissions.activate(new RecordingEndpoint(RecordingEndpoint.to("others"), true));

        await().until(() -> listener.results.size() == 1);
    }

    @Test
    void deliversTheFailureOfACallAsAResult() {
        models.answering = false;
        RecordingEndpoint listener = listen(RecordingEndpoint.to("claims"), true);
        submit("claims", "1");
        await().until(() -> models.calls.size() == 1);

        models.calls
                .get(0)
                .answer()
                .completeExceptionally(new InferenceException(FailureCode.MODEL_NOT_FOUND, "there is none"));

        await().until(() -> listener.results.size() == 1);
        assertThat(listener.results.get(0).failure().orElseThrow().code()).isEqualTo(FailureCode.MODEL_NOT_FOUND);
        await().until(() -> left().isEmpty());
        assertThat(submissions.deadLetters().list(null, 10)).isEmpty();
    }

    @Test
    void waitsForManyCallsWithoutThreads() {
        models.answering = false;
        RecordingEndpoint listener = listen(RecordingEndpoint.to("claims"), true);
        int before = Thread.activeCount();
        IntStream.range(0, 1_000).forEach(i -> submit("claims", "claim-" + i));
        await().atMost(Duration.ofMinutes(1)).until(() -> models.calls.size() == 1_000);

        assertThat(Thread.activeCount() - before).isLessThan(20);
        models.calls.forEach(ScriptedModels.Call::complete);
        await().atMost(Duration.ofMinutes(1)).until(() -> listener.results.size() == 1_000);
        assertThat(listener.most).hasValueLessThanOrEqualTo(10);
        await().until(() -> left().isEmpty());
    }

    @Test
    void keepsToTheMostCallsAListenerAllows() {
        models.answering = false;
        listen(new Wanted("claims", "", 1, 2, 5, Duration.ZERO), true);
        IntStream.range(0, 5).forEach(i -> submit("claims", "claim-" + i));
        await().until(() -> models.calls.size() == 2);

        models.calls.get(0).complete();

        await().until(() -> models.calls.size() == 3);
        assertThat(models.calls).hasSize(3);
    }

    @Test
    void givesAResultToTheListenerWithTheLongestPrefix() {
        RecordingEndpoint all = listen(RecordingEndpoint.to("claims"), true);
        RecordingEndpoint some = listen(new Wanted("claims", "car-", 1, 10, 5, Duration.ZERO), true);

        submit("claims", "car-1");
        submit("claims", "house-1");

        await().until(() -> some.results.size() == 1 && all.results.size() == 1);
        assertThat(some.results.get(0).correlationId()).isEqualTo("car-1");
        assertThat(all.results.get(0).correlationId()).isEqualTo("house-1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void deliversAgainWhatFailedAndSaysSo(boolean transacted) {
        RecordingEndpoint listener = listen(RecordingEndpoint.to("claims"), transacted);
        listener.failing = true;
        listener.during = () -> listener.failing = listener.results.size() < 2;

        submit("claims", "1");

        await().until(() -> listener.results.size() == 2 && left().isEmpty());
        assertThat(listener.results).extracting(InferenceResult::redelivered).containsExactly(false, true);
        assertThat(listener.results).extracting(InferenceResult::deliveryCount).containsExactly(1, 2);
        assertThat(models.calls).hasSize(1);
    }

    @Test
    void deliversAgainWhatWasRolledBack() {
        RecordingEndpoint listener = listen(RecordingEndpoint.to("claims"), true);
        listener.rollingBack = true;
        listener.during = () -> listener.rollingBack = listener.results.size() < 2;

        submit("claims", "1");

        await().until(() -> listener.results.size() == 2 && left().isEmpty());
        assertThat(listener.results.get(1).redelivered()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void makesADeadLetterOfWhatFailsTooOften(boolean transacted) {
        RecordingEndpoint listener = listen(RecordingEndpoint.to("claims"), transacted);
        listener.failing = true;

        String id = submit("claims", "1");

        await().until(() -> submissions.deadLetters().find(id).isPresent());
        assertThat(listener.results).hasSize(3);
        DeadLetter letter = submissions.deadLetters().list(null, 10).get(0);
        assertThat(letter.id()).isEqualTo(id);
        assertThat(letter.destination()).isEqualTo("claims");
        assertThat(letter.deliveries()).isEqualTo(3);
        assertThat(letter.reason()).contains("I do not like it");
    }

    @Test
    void keepsADeadLetterOverARestart() {
        RecordingEndpoint listener = listen(RecordingEndpoint.to("claims"), true);
        listener.failing = true;
        String id = submit("claims", "1");
        await().until(() -> submissions.deadLetters().find(id).isPresent());
        Submissions next = crash();

        RecordingEndpoint later = listen(next, RecordingEndpoint.to("claims"), true);

        assertThat(next.deadLetters().find(id)).isPresent();
        assertThat(later.results).isEmpty();
    }

    @Test
    void deliversADeadLetterAgainWithoutAskingTheModelAgain() {
        RecordingEndpoint listener = listen(RecordingEndpoint.to("claims"), true);
        listener.failing = true;
        String id = submit("claims", "1");
        await().until(() -> submissions.deadLetters().find(id).isPresent());
        listener.failing = false;

        assertThat(submissions.deadLetters().resend(id)).isTrue();

        await().until(() -> left().isEmpty());
        InferenceResult last = listener.results.get(listener.results.size() - 1);
        assertThat(last.orThrow().text()).isEqualTo("answer to 1");
        assertThat(last.redelivered()).isTrue();
        assertThat(models.calls).hasSize(1);
        assertThat(submissions.deadLetters().resend(id)).isFalse();
    }

    @Test
    void asksTheModelAgainForADeadLetterWhoseCallFailed() {
        models.answering = false;
        RecordingEndpoint listener = listen(RecordingEndpoint.to("claims"), true);
        listener.failing = true;
        String id = submit("claims", "1");
        await().until(() -> models.calls.size() == 1);
        models.calls
                .get(0)
                .answer()
                .completeExceptionally(new InferenceException(FailureCode.MODEL_NOT_FOUND, "there is none"));
        await().until(() -> submissions.deadLetters().find(id).isPresent());
        listener.failing = false;
        models.answering = true;

        submissions.deadLetters().resend(id);

        await().until(() -> left().isEmpty());
        assertThat(listener.results.get(listener.results.size() - 1).orThrow().text())
                .isEqualTo("answer to 1");
    }

    @Test
    void discardsADeadLetter() {
        RecordingEndpoint listener = listen(RecordingEndpoint.to("claims"), true);
        listener.failing = true;
        String id = submit("claims", "1");
        await().until(() -> submissions.deadLetters().find(id).isPresent());

        assertThat(submissions.deadLetters().discard(id)).isTrue();
        assertThat(submissions.deadLetters().discard(id)).isFalse();
        assertThat(left()).isEmpty();
    }

    @Test
    void discardsNothingThatIsNoDeadLetter() {
        String id = submit("claims", "1");
        assertThat(submissions.deadLetters().discard(id)).isFalse();
        assertThat(submissions.deadLetters().resend(id)).isFalse();
        assertThat(left()).containsExactly(id);
    }

    @Test
    void waitsForAListenerThatIsNotThereYetWithoutCountingIt() {
        RecordingEndpoint listener = listen(RecordingEndpoint.to("claims"), true);
        listener.unavailable = true;
        submit("claims", "1");
        await().until(() -> models.calls.size() == 1);
        await().pollDelay(Duration.ofMillis(50)).until(() -> listener.results.isEmpty());

        listener.unavailable = false;

        await().until(() -> listener.results.size() == 1);
        assertThat(listener.results.get(0).deliveryCount()).isEqualTo(1);
    }

    @Test
    void keepsAnAnswerForTheNextListenerWhenTheLastOneLeaves() {
        models.answering = false;
        RecordingEndpoint first = listen(RecordingEndpoint.to("claims"), true);
        submit("claims", "1");
        await().until(() -> models.calls.size() == 1);
        submissions.deactivate(first);
        models.calls.get(0).complete();

        RecordingEndpoint second = listen(RecordingEndpoint.to("claims"), true);

        await().until(() -> second.results.size() == 1);
        assertThat(first.results).isEmpty();
        assertThat(models.calls).hasSize(1);
    }

    @Test
    void isNotSentAgainAfterACrashBeforeItWasSent() {
        submit("claims", "1");
        Submissions next = crash();

        RecordingEndpoint listener = listen(next, RecordingEndpoint.to("claims"), true);

        await().until(() -> listener.results.size() == 1);
        assertThat(models.calls).hasSize(1);
        assertThat(listener.results.get(0).redelivered()).isFalse();
    }

    @Test
    void asksAgainAndSaysSoAfterACrashWhileTheModelWasAsked() {
        models.answering = false;
        listen(RecordingEndpoint.to("claims"), true);
        submit("claims", "1");
        await().until(() -> models.calls.size() == 1);
        models.answering = true;
        Submissions next = crash();

        RecordingEndpoint listener = listen(next, RecordingEndpoint.to("claims"), true);

        await().until(() -> listener.results.size() == 1);
        assertThat(models.calls).hasSize(2);
        assertThat(listener.results.get(0).redelivered()).isTrue();
    }

    @Test
    void doesNotAskAgainAfterACrashWhenTheAnswerIsThere() {
        RecordingEndpoint first = listen(RecordingEndpoint.to("claims"), true);
        first.unavailable = true;
        String id = submit("claims", "1");
        await().until(() -> submissions.find(id).stage() == Entry.Stage.ANSWERED);
        Submissions next = crash();

        RecordingEndpoint listener = listen(next, RecordingEndpoint.to("claims"), true);

        await().until(() -> listener.results.size() == 1);
        assertThat(models.calls).hasSize(1);
        assertThat(listener.results.get(0).redelivered()).isFalse();
    }

    @Test
    void deliversAgainAndSaysSoAfterACrashDuringTheDelivery() throws Exception {
        RecordingEndpoint first = listen(RecordingEndpoint.to("claims"), true);
        CountDownLatch delivering = new CountDownLatch(1);
        CountDownLatch crashed = new CountDownLatch(1);
        first.during = () -> {
            delivering.countDown();
            waitFor(crashed);
        };
        submit("claims", "1");
        delivering.await();
        Submissions next = crash();
        crashed.countDown();

        RecordingEndpoint listener = listen(next, RecordingEndpoint.to("claims"), true);

        await().until(() -> listener.results.size() == 1);
        assertThat(models.calls).hasSize(1);
        assertThat(listener.results.get(0).redelivered()).isTrue();
        assertThat(listener.results.get(0).deliveryCount()).isEqualTo(2);
    }

    @Test
    void waitsForTheTransactionManagerAfterACrashBetweenThePhasesOfADelivery() throws Exception {
        RecordingEndpoint first = listen(RecordingEndpoint.to("claims"), true);
        first.lastStep = Step.PREPARE;
        submit("claims", "1");
        submit("claims", "2");
        await().until(() ->
                submissions.transactions().recover(javax.transaction.xa.XAResource.TMSTARTRSCAN).length == 2);
        Submissions next = crash();
        RecordingEndpoint listener = listen(next, RecordingEndpoint.to("claims"), true);
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

    @Test
    void refusesMoreThanThereIsRoomFor() {
        IntStream.range(0, 2_000).parallel().forEach(i -> submit("nobody", "claim-" + i));

        assertThatThrownBy(() -> submit("nobody", "one too many"))
                .isInstanceOfSatisfying(
                        InferenceException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.LIMIT_EXCEEDED));
        RecordingEndpoint listener = listen(RecordingEndpoint.to("nobody"), true);
        await().atMost(Duration.ofMinutes(1)).until(() -> left().isEmpty());
        submit("nobody", "again");
        await().until(() -> listener.results.size() == 2_001);
    }

    @Test
    void refusesMoreBytesThanThereIsRoomFor() {
        String half = "x".repeat(600 << 10);
        submit("nobody", half.substring(0, 10), half);

        assertThatThrownBy(() -> submit("nobody", "2", half))
                .isInstanceOfSatisfying(
                        InferenceException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.LIMIT_EXCEEDED));
        submit("nobody", "3", "small");
    }

    private Submissions run(Path folder) {
        Submissions run = Submissions.open(folder, LIMITS, models);
        open.add(run);
        return run;
    }

    /** The next run, on what the one before leaves if it ends now; that does nothing more. */
    private Submissions crash() {
        Path left = Crash.leaves(directory);
        submissions.close();
        return run(left);
    }

    private RecordingEndpoint listen(Wanted wanted, boolean transacted) {
        return listen(submissions, wanted, transacted);
    }

    private RecordingEndpoint listen(Submissions to, Wanted wanted, boolean transacted) {
        RecordingEndpoint listener = new RecordingEndpoint(wanted, transacted);
        open.add(listener);
        to.activate(listener);
        return listener;
    }

    private String submit(String destination, String correlationId) {
        return submit(destination, correlationId, correlationId);
    }

    private String submit(String destination, String correlationId, String prompt) {
        return submissions.submit(
                Submission.to(destination)
                        .correlationId(correlationId)
                        .model("gpt")
                        .request(InferenceRequest.prompt(prompt))
                        .build(),
                CallOrigin.APPLICATION,
                submissions.transactions());
    }

    private static Submission submission(String destination, String correlationId) {
        return Submission.to(destination)
                .correlationId(correlationId)
                .model("gpt")
                .request(InferenceRequest.prompt(correlationId))
                .build();
    }

    private List<String> left() {
        return submissions.all().stream().map(Entry::id).toList();
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
