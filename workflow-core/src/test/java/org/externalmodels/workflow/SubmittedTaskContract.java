package org.externalmodels.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResult;
import org.junit.jupiter.api.Test;

/** What a task that submits its request and goes on with the result does on every engine. */
public abstract class SubmittedTaskContract<E extends WorkflowEngine> extends SubmittingContract<E> {

    protected SubmittedTaskContract(E engine) {
        super(engine);
    }

    @Test
    void waitsAndGoesOnWithTheResult() {
        engine.deploy(submitted().bpmn());

        String instance = engine.start(HAIL);

        assertThat(engine.hasEnded(instance)).isFalse();
        assertThat(engine.take(submissions.last().answered("Hail, a roof."))).isEqualTo(Arrival.TAKEN);
        assertThat(engine.hasEnded(instance)).isTrue();
        assertThat(engine.variable(instance, "answer")).isEqualTo("Hail, a roof.");
    }

    @Test
    void submitsWhatItWouldHaveAsked() {
        engine.deploy(
                submitted().with("connection", "main").with("timeout", "90").bpmn());

        String instance = engine.start(HAIL);

        var submission = submissions.last().submission();
        assertThat(submission.destination()).isEqualTo("claims");
        assertThat(submission.model()).isEqualTo("assistant");
        assertThat(submission.connection()).contains("main");
        assertThat(submission.correlationId()).startsWith(engine.correlation(instance));
        assertThat(submission.request().timeout()).contains(Duration.ofSeconds(90));
        assertThat(submission.request().messages())
                .singleElement()
                .satisfies(message -> assertThat(message.text()).isEqualTo("Extract from hail now"));
        assertThat(submission.request().tags())
                .containsEntry(InferenceRequest.WORKFLOW_INSTANCE, instance)
                .containsEntry(InferenceRequest.WORKFLOW_ACTIVITY, "extract");
    }

    @Test
    void makesAStructureOfAStructuredResult() {
        engine.deploy(
                submitted().with("responseSchema", "{\"type\": \"object\"}").bpmn());
        String instance = engine.start(HAIL);

        engine.take(submissions.last().answeredJson("{\"amount\": 12}"));

        assertThat(engine.structure(instance, "answer")).isEqualTo(Map.of("amount", 12L));
    }

    @Test
    void dropsAResultThatWasDeliveredBefore() {
        engine.deploy(submitted().then(user("look")).bpmn());
        String instance = engine.start(HAIL);
        InferenceResult result = submissions.last().answered("first");
        engine.take(result);

        assertThat(engine.take(result)).isEqualTo(Arrival.DROPPED);

        assertThat(engine.isIn("look")).isTrue();
        assertThat(engine.variable(instance, "answer")).isEqualTo("first");
    }

    @Test
    void dropsAResultOfItsFormerVisit() {
        engine.deploy(submitted()
                .then(user("look") + "<sequenceFlow id=\"again\" sourceRef=\"look\" targetRef=\"extract\"/>")
                .bpmn());
        String instance = engine.start(HAIL);
        InferenceResult former = submissions.last().answered("first");
        engine.take(former);
        engine.completeTask("look");

        assertThat(engine.take(former)).isEqualTo(Arrival.DROPPED);

        assertThat(engine.isIn("look")).isFalse();
        assertThat(engine.take(submissions.last().answered("second"))).isEqualTo(Arrival.TAKEN);
        assertThat(engine.variable(instance, "answer")).isEqualTo("second");
    }

    @Test
    void dropsAResultThatComesTooLate() {
        engine.deploy(submitted().forAnHour().bpmn());
        String instance = engine.start(HAIL);
        engine.runTimer();

        assertThat(engine.take(submissions.last().answered("late"))).isEqualTo(Arrival.DROPPED);

        assertThat(engine.isIn("ask")).isTrue();
        assertThat(engine.variable(instance, "answer")).isNull();
    }

    @Test
    void goesOnThroughATimerThatHasNotRunOut() {
        engine.deploy(submitted().forAnHour().bpmn());
        String instance = engine.start(HAIL);

        assertThat(engine.take(submissions.last().answered("in time"))).isEqualTo(Arrival.TAKEN);

        assertThat(engine.hasEnded(instance)).isTrue();
        assertThat(engine.variable(instance, "answer")).isEqualTo("in time");
    }

    @Test
    void dropsAResultWhoseProcessIsGone() {
        engine.deploy(submitted().bpmn());
        String instance = engine.start(HAIL);
        engine.delete(instance);

        assertThat(engine.take(submissions.last().answered("orphan"))).isEqualTo(Arrival.DROPPED);
    }

    @Test
    void resumesOnlyTheActivityThatAsked() {
        engine.deploy(submitted().then(user("look")).bpmn());
        engine.start(HAIL);
        String other = engine.start(Map.of("claim", "fire"));

        engine.take(submissions.sent().get(0).answered("of the first"));

        assertThat(engine.variable(other, "answer")).isNull();
        assertThat(engine.activities(other)).containsExactly("extract");
    }

    @Test
    void submitsNothingWhereTheTransactionRollsBack() {
        engine.deploy(submitted().bpmnBeside("broken", engine.notation().evaluating("broken", "${nothing.here}")));

        assertThatThrownBy(() -> engine.start(HAIL)).hasMessageContaining("nothing");

        assertThat(submissions.asked()).isEqualTo(1);
        assertThat(submissions.sent()).isEmpty();
        assertThat(engine.running()).isZero();
    }

    @Test
    void raisesABpmnErrorForAMappedFailure() {
        engine.deploy(
                submitted().with("errors", "TIMEOUT=slow").catching("slow").bpmn());
        engine.start(HAIL);

        assertThat(engine.take(submissions.last().failed(FailureCode.TIMEOUT))).isEqualTo(Arrival.TAKEN);

        assertThat(engine.isIn("handle")).isTrue();
    }

    @Test
    void showsAnotherFailureToOperatorsAndAsksAgainWhenOneWakesIt() {
        engine.deploy(submitted().bpmn());
        String instance = engine.start(HAIL);
        InferenceResult failed = submissions.last().failed(FailureCode.MODEL_NOT_ACTIVE);

        assertThat(engine.take(failed)).isEqualTo(Arrival.REPORTED);
        assertThat(engine.take(failed)).isEqualTo(Arrival.DROPPED);
        assertThat(engine.failure("extract")).contains("MODEL_NOT_ACTIVE: it was MODEL_NOT_ACTIVE");

        engine.wake("extract");

        assertThat(engine.failure("extract")).isEmpty();
        assertThat(submissions.sent()).hasSize(2);
        assertThat(engine.take(submissions.last().answered("at last"))).isEqualTo(Arrival.TAKEN);
        assertThat(engine.variable(instance, "answer")).isEqualTo("at last");
        assertThat(engine.hasEnded(instance)).isTrue();
    }

    @Test
    void doesNotGoOnWhenSomebodyElseWakesIt() {
        engine.deploy(submitted().bpmn());
        String instance = engine.start(HAIL);

        assertThatThrownBy(() -> engine.wake("extract"))
                .hasMessageContaining("Activity extract waits for the result of submission "
                        + submissions.last().id());

        assertThat(engine.hasEnded(instance)).isFalse();
    }

    @Test
    void waitsOnWhereWhatComesAfterItFails() {
        engine.deploy(submitted()
                .then("""
                        <sequenceFlow id="toUse" sourceRef="extract" targetRef="use"/>
                        %s
                        """.formatted(engine.notation().evaluating("use", "${needed.length()}")))
                .bpmn());
        String instance = engine.start(HAIL);
        InferenceResult result = submissions.last().answered("yes");

        assertThatThrownBy(() -> engine.take(result)).hasMessageContaining("needed");
        assertThat(engine.variable(instance, "answer")).isNull();
        engine.setVariable(instance, "needed", "now");

        assertThat(engine.take(result)).isEqualTo(Arrival.TAKEN);
        assertThat(engine.hasEnded(instance)).isTrue();
    }

    @Test
    void takesAResultOnceWhereItIsDeliveredTwiceAtATime() throws Exception {
        engine.deploy(submitted().then(user("look")).bpmn());
        for (int round = 0; round < 10; round++) {
            String instance = engine.start(HAIL);
            InferenceResult result = submissions.last().answered("yes");
            CyclicBarrier together = new CyclicBarrier(2);
            Callable<Arrival> delivery = () -> {
                together.await();
                return takeAsOftenAsDelivered(result);
            };
            ExecutorService threads = Executors.newFixedThreadPool(2);
            List<Future<Arrival>> arrivals = threads.invokeAll(List.of(delivery, delivery));
            threads.shutdown();

            assertThat(List.of(arrivals.get(0).get(), arrivals.get(1).get()))
                    .containsExactlyInAnyOrder(Arrival.TAKEN, Arrival.DROPPED);
            assertThat(engine.activities(instance)).containsExactly("look");
        }
    }

    /** What failed is delivered again: after a conflict, and where the task was seen half before and half after its end. */
    private Arrival takeAsOftenAsDelivered(InferenceResult result) {
        try {
            return engine.take(result);
        } catch (RuntimeException failure) {
            if (failure instanceof IllegalStateException || engine.isConflict(failure)) {
                return engine.take(result);
            }
            throw failure;
        }
    }
}
