package org.externalmodels.connector.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.externalmodels.connector.submission.ResultEndpoint.Wanted;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResult;
import org.externalmodels.inference.Submission;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.Timeouts;
import org.externalmodels.inference.spi.WaitingSubmission;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is submitted is asked once somebody listens, and its result is delivered. */
class SubmissionsTest {

    @AutoClose
    private SubmissionServer server;

    @BeforeEach
    void start(@TempDir Path folder) {
        server = new SubmissionServer(folder.resolve("submissions"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void deliversWhatAModelAnsweredOnceAndForgetsIt(boolean transacted) {
        RecordingEndpoint listener = server.listen(RecordingEndpoint.to("claims"), transacted);

        String id = server.submit("claims", "claim-1");

        await().until(() -> listener.results.size() == 1);
        InferenceResult result = listener.results.get(0);
        assertThat(result.submissionId()).isEqualTo(id);
        assertThat(result.destination()).isEqualTo("claims");
        assertThat(result.correlationId()).isEqualTo("claim-1");
        assertThat(result.model()).isEqualTo("gpt");
        assertThat(result.orThrow().text()).isEqualTo("answer to claim-1");
        assertThat(result.redelivered()).isFalse();
        assertThat(result.deliveryCount()).isEqualTo(1);
        await().until(() -> server.left().isEmpty());
    }

    @Test
    void remembersWhoSubmitted() {
        CallOrigin origin = new CallOrigin(
                CallOrigin.Source.APPLICATION,
                java.util.Optional.of("claims"),
                java.util.Optional.of("ejb"),
                java.util.Optional.of("amy"));
        server.submissions.submit(
                SubmissionServer.submission("claims", "1", "1"), origin, server.submissions.transactions());
        Submissions next = server.crash();
        server.listen(next, RecordingEndpoint.to("claims"), true);

        await().until(() -> server.models.calls.size() == 1);
        assertThat(server.models.calls.get(0).target().origin()).isEqualTo(origin);
    }

    @Test
    void sendsNothingUntilSomebodyListens() {
        server.submit("claims", "1");
        RecordingEndpoint other = server.listen(RecordingEndpoint.to("letters"), true);
        server.submit("letters", "2");
        await().until(() -> other.results.size() == 1);
        assertThat(server.models.calls).hasSize(1);

        RecordingEndpoint listener = server.listen(RecordingEndpoint.to("claims"), true);
        await().until(() -> listener.results.size() == 1);
    }

    @Test
    void sendsNothingUntilItIsKnownWhatModelsThereAre() {
        server.models.known = false;
        RecordingEndpoint listener = server.listen(RecordingEndpoint.to("claims"), true);
        server.submit("claims", "1");
        assertThat(server.models.calls).isEmpty();

        server.models.known = true;
        server.submissions.activate(new RecordingEndpoint(RecordingEndpoint.to("others"), true));

        await().until(() -> listener.results.size() == 1);
    }

    @Test
    void deliversTheFailureOfACallAsAResult() {
        server.models.answering = false;
        RecordingEndpoint listener = server.listen(RecordingEndpoint.to("claims"), true);
        server.submit("claims", "1");
        await().until(() -> server.models.calls.size() == 1);

        server.models
                .calls
                .get(0)
                .answer()
                .completeExceptionally(new InferenceException(FailureCode.MODEL_NOT_FOUND, "there is none"));

        await().until(() -> listener.results.size() == 1);
        assertThat(listener.results.get(0).failure().orElseThrow().code()).isEqualTo(FailureCode.MODEL_NOT_FOUND);
        await().until(() -> server.left().isEmpty());
        assertThat(server.submissions.deadLetters().list(null, 10)).isEmpty();
    }

    @Test
    void limitsACallByDefaultAsItsSubmitterSays() {
        server.listen(RecordingEndpoint.to("claims"), true);
        Submission limited = Submission.to("claims")
                .correlationId("1")
                .model("gpt")
                .request(InferenceRequest.prompt("1"))
                .defaultTimeout(Duration.ofSeconds(60))
                .build();

        server.submissions.submit(limited, CallOrigin.APPLICATION, server.submissions.transactions());

        await().until(() -> server.models.calls.size() == 1);
        assertThat(server.models.calls.get(0).target().timeouts()).isEqualTo(Timeouts.ofTotal(Duration.ofSeconds(60)));
    }

    @Test
    void asksAgainUntilTheServerThatHasTheModelsIsBack() {
        server.models.away = true;
        RecordingEndpoint listener = server.listen(RecordingEndpoint.to("claims"), true);
        String id = server.submit("claims", "1");
        await().until(() -> server.models.calls.size() == 2);
        await().untilAsserted(() -> assertThat(server.submissions.waiting().find(id))
                .hasValueSatisfying(waiting -> {
                    assertThat(waiting.state()).isEqualTo(WaitingSubmission.State.WAITING);
                    assertThat(waiting.reason().orElseThrow()).contains("the central server is away");
                }));

        server.models.away = false;

        await().until(() -> listener.results.size() == 1);
        assertThat(listener.results.get(0).orThrow().text()).isEqualTo("answer to 1");
        assertThat(listener.results.get(0).redelivered()).isTrue();
        await().until(() -> server.left().isEmpty());
    }

    @Test
    void goesOnAfterAnErrorInADelivery() {
        RecordingEndpoint listener = server.listen(new Wanted("claims", "", 1, 10, 0, Duration.ZERO), true);
        listener.during = () -> {
            if (listener.results.size() == 1) {
                throw new NoClassDefFoundError("gone");
            }
        };
        String first = server.submit("claims", "1");
        await().until(() -> server.submissions.deadLetters().find(first).isPresent());

        server.submit("claims", "2");

        await().until(() -> listener.results.size() == 2);
    }

    @Test
    void goesOnAfterAnErrorInACall() {
        server.models.broken = new NoClassDefFoundError("gone");
        RecordingEndpoint listener = server.listen(new Wanted("claims", "", 1, 1, 0, Duration.ZERO), true);
        server.submit("claims", "1");
        await().until(() -> listener.results.size() == 1);
        assertThat(listener.results.get(0).failure().orElseThrow().code()).isEqualTo(FailureCode.INVALID_REQUEST);

        server.models.broken = null;
        server.submit("claims", "2");

        await().until(() -> listener.results.size() == 2);
        assertThat(listener.results.get(1).orThrow().text()).isEqualTo("answer to 2");
    }

    @Test
    void goesOnWhenTheContainerHasThreadsAgain() {
        RecordingEndpoint listener = server.listen(RecordingEndpoint.to("claims"), true);
        listener.withoutThreads = true;
        server.submit("claims", "1");
        listener.withoutThreads = false;

        await().until(() -> listener.results.size() == 1);
    }

    @Test
    void waitsForManyCallsWithoutThreads() {
        server.models.answering = false;
        RecordingEndpoint listener = server.listen(RecordingEndpoint.to("claims"), true);
        int before = Thread.activeCount();
        IntStream.range(0, 1_000).forEach(i -> server.submit("claims", "claim-" + i));
        await().atMost(Duration.ofMinutes(1)).until(() -> server.models.calls.size() == 1_000);

        assertThat(Thread.activeCount() - before).isLessThan(20);
        server.models.calls.forEach(ScriptedModels.Call::complete);
        await().atMost(Duration.ofMinutes(1)).until(() -> listener.results.size() == 1_000);
        assertThat(listener.most).hasValueLessThanOrEqualTo(10);
        await().until(() -> server.left().isEmpty());
    }

    @Test
    void keepsToTheMostCallsAListenerAllows() {
        server.models.answering = false;
        server.listen(new Wanted("claims", "", 1, 2, 5, Duration.ZERO), true);
        IntStream.range(0, 5).forEach(i -> server.submit("claims", "claim-" + i));
        await().until(() -> server.models.calls.size() == 2);

        server.models.calls.get(0).complete();

        await().until(() -> server.models.calls.size() == 3);
        assertThat(server.models.calls).hasSize(3);
    }

    @Test
    void givesAResultToTheListenerWithTheLongestPrefix() {
        RecordingEndpoint all = server.listen(RecordingEndpoint.to("claims"), true);
        RecordingEndpoint some = server.listen(new Wanted("claims", "car-", 1, 10, 5, Duration.ZERO), true);

        server.submit("claims", "car-1");
        server.submit("claims", "house-1");

        await().until(() -> some.results.size() == 1 && all.results.size() == 1);
        assertThat(some.results.get(0).correlationId()).isEqualTo("car-1");
        assertThat(all.results.get(0).correlationId()).isEqualTo("house-1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void deliversAgainWhatFailedAndSaysSo(boolean transacted) {
        RecordingEndpoint listener = server.listen(RecordingEndpoint.to("claims"), transacted);
        listener.failing = true;
        listener.during = () -> listener.failing = listener.results.size() < 2;

        server.submit("claims", "1");

        await().until(() -> listener.results.size() == 2 && server.left().isEmpty());
        assertThat(listener.results).extracting(InferenceResult::redelivered).containsExactly(false, true);
        assertThat(listener.results).extracting(InferenceResult::deliveryCount).containsExactly(1, 2);
        assertThat(server.models.calls).hasSize(1);
    }

    @Test
    void deliversAgainWhatWasRolledBack() {
        RecordingEndpoint listener = server.listen(RecordingEndpoint.to("claims"), true);
        listener.rollingBack = true;
        listener.during = () -> listener.rollingBack = listener.results.size() < 2;

        server.submit("claims", "1");

        await().until(() -> listener.results.size() == 2 && server.left().isEmpty());
        assertThat(listener.results.get(1).redelivered()).isTrue();
    }

    @Test
    void waitsForAListenerThatIsNotThereYetWithoutCountingIt() {
        RecordingEndpoint listener = server.listen(RecordingEndpoint.to("claims"), true);
        listener.unavailable = true;
        server.submit("claims", "1");
        await().until(() -> server.models.calls.size() == 1);
        await().pollDelay(Duration.ofMillis(50)).until(() -> listener.results.isEmpty());

        listener.unavailable = false;

        await().until(() -> listener.results.size() == 1);
        assertThat(listener.results.get(0).deliveryCount()).isEqualTo(1);
    }

    @Test
    void keepsAnAnswerForTheNextListenerWhenTheLastOneLeaves() {
        server.models.answering = false;
        RecordingEndpoint first = server.listen(RecordingEndpoint.to("claims"), true);
        server.submit("claims", "1");
        await().until(() -> server.models.calls.size() == 1);
        server.submissions.deactivate(first);
        server.models.calls.get(0).complete();

        RecordingEndpoint second = server.listen(RecordingEndpoint.to("claims"), true);

        await().until(() -> second.results.size() == 1);
        assertThat(first.results).isEmpty();
        assertThat(server.models.calls).hasSize(1);
    }

    @Test
    void refusesMoreThanThereIsRoomFor() {
        IntStream.range(0, 2_000).parallel().forEach(i -> server.submit("nobody", "claim-" + i));

        assertThatThrownBy(() -> server.submit("nobody", "one too many"))
                .isInstanceOfSatisfying(
                        InferenceException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.LIMIT_EXCEEDED));
        RecordingEndpoint listener = server.listen(RecordingEndpoint.to("nobody"), true);
        await().atMost(Duration.ofMinutes(1)).until(() -> server.left().isEmpty());
        server.submit("nobody", "again");
        await().until(() -> listener.results.size() == 2_001);
    }

    @Test
    void refusesMoreBytesThanThereIsRoomFor() {
        String half = "x".repeat(600 << 10);
        server.submit("nobody", half.substring(0, 10), half);

        assertThatThrownBy(() -> server.submit("nobody", "2", half))
                .isInstanceOfSatisfying(
                        InferenceException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.LIMIT_EXCEEDED));
        server.submit("nobody", "3", "small");
    }
}
