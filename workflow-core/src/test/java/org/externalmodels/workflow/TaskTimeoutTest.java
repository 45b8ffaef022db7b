package org.externalmodels.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.Submission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskTimeoutTest {

    @Test
    void isThatOfTheProcessBeforeThatOfTheTask() {
        GivenFields both = GivenFields.complete().with(TaskField.TIMEOUT, "45").withProcessTimeout("PT2M");

        assertThat(sent(both, Optional.of(Duration.ofSeconds(90)))).contains(Duration.ofMinutes(2));
    }

    @Test
    void isThatOfTheTaskBeforeThatOfTheModel() {
        GivenFields task = GivenFields.complete().with(TaskField.TIMEOUT, 45);

        assertThat(sent(task, Optional.of(Duration.ofSeconds(90)))).contains(Duration.ofSeconds(45));
    }

    @Test
    void isLeftToTheModelWhereItsDefinitionSetsOne() {
        assertThat(sent(GivenFields.complete(), Optional.of(Duration.ofSeconds(90))))
                .isEmpty();
    }

    @Test
    void isAMinuteWhereNobodySetOne() {
        assertThat(sent(GivenFields.complete(), Optional.empty())).contains(Duration.ofMinutes(1));
    }

    @Test
    void isAMinuteWhereNobodyKnowsTheModel() {
        RecordingModels models = new RecordingModels("yes").undescribed(FailureCode.MODEL_NOT_FOUND);

        Tasks.of(models).carryOut(GivenFields.complete().fields(), Tasks.HERE);

        assertThat(models.asked().timeout()).contains(Duration.ofMinutes(1));
    }

    @Test
    void isNotGuessedWhereTheModelCannotBeAskedForItsOwn() {
        RecordingModels models = new RecordingModels("yes").undescribed(FailureCode.PROVIDER_UNREACHABLE);

        assertThatThrownBy(
                        () -> Tasks.of(models).carryOut(GivenFields.complete().fields(), Tasks.HERE))
                .isInstanceOfSatisfying(
                        InferenceException.class,
                        failure -> assertThat(failure.code()).isEqualTo(FailureCode.PROVIDER_UNREACHABLE));
    }

    @Test
    void ofWhatIsSubmittedIsLeftToTheModelAndAMinuteOtherwise() {
        RecordingSubmissions submissions = new RecordingSubmissions(Runnable::run);
        ModelTasks tasks = new ModelTasks(
                () -> {
                    throw new AssertionError("No model is asked in the engine's transaction");
                },
                () -> submissions);

        tasks.carryOut(
                GivenFields.complete().with(TaskField.DESTINATION, "claims").fields(), Tasks.HERE);

        Submission submission = submissions.last().submission();
        assertThat(submission.request().timeout()).isEmpty();
        assertThat(submission.defaultTimeout()).contains(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @CsvSource({"30, 30", "180, 180", "PT30S, 30", "PT3M, 180", "' 60 ', 60"})
    void takesSecondsOrADurationFrom30To180Seconds(String text, long seconds) {
        GivenFields task = GivenFields.complete().with(TaskField.TIMEOUT, text);

        assertThat(sent(task, Optional.empty())).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"29", "181", "-60", "PT29.9S", "PT1H"})
    void outsideItsRangeIsRefusedWithActivityAndField(String text) {
        GivenFields task = GivenFields.complete().with(TaskField.TIMEOUT, text);

        assertThatThrownBy(() -> sent(task, Optional.empty()))
                .isInstanceOf(InvalidTaskException.class)
                .hasMessage("Activity extract of process claim, field timeout: " + text
                        + " is not between 30 and 180 seconds.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "1e2", "PTX", "99999999999999999999"})
    void thatIsNoTimeIsRefusedWithActivityAndField(String text) {
        GivenFields task = GivenFields.complete().with(TaskField.TIMEOUT, text);

        assertThatThrownBy(() -> sent(task, Optional.empty()))
                .isInstanceOf(InvalidTaskException.class)
                .hasMessageStartingWith("Activity extract of process claim, field timeout: “" + text + "” is no time");
    }

    @Test
    void ofTheTaskIsCheckedAlsoWhereThatOfTheProcessWins() {
        GivenFields both = GivenFields.complete().with(TaskField.TIMEOUT, "5").withProcessTimeout("60");

        assertThatThrownBy(() -> sent(both, Optional.empty())).hasMessageContaining("field timeout: 5 is not between");
    }

    @Test
    void ofTheProcessIsRefusedByTheNameOfItsProperty() {
        GivenFields process = GivenFields.complete().withProcessTimeout("600");

        assertThatThrownBy(() -> sent(process, Optional.empty()))
                .hasMessage("Activity extract of process claim, process property externalModels.timeout: 600 is not"
                        + " between 30 and 180 seconds.");
    }

    private static Optional<Duration> sent(GivenFields given, Optional<Duration> ofModel) {
        RecordingModels models = new RecordingModels("yes", ofModel);
        Tasks.of(models).carryOut(given.fields(), Tasks.HERE);
        return models.asked().timeout();
    }
}
