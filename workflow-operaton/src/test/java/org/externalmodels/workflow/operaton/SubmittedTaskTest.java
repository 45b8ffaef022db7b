package org.externalmodels.workflow.operaton;

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
import org.externalmodels.workflow.Arrival;
import org.externalmodels.workflow.RecordingModels;
import org.externalmodels.workflow.RecordingSubmissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.operaton.bpm.engine.OptimisticLockingException;
import org.operaton.bpm.engine.RuntimeService;
import org.operaton.bpm.engine.impl.cfg.TransactionState;
import org.operaton.bpm.engine.impl.context.Context;
import org.operaton.bpm.engine.runtime.Execution;
import org.operaton.bpm.engine.runtime.Incident;
import org.operaton.bpm.engine.runtime.ProcessInstance;

class SubmittedTaskTest {

    private static final Map<String, Object> HAIL = Map.of("claim", "hail");

    private static Engine engine;

    private final RecordingSubmissions submissions = new RecordingSubmissions(work -> Context.getCommandContext()
            .getTransactionContext()
            .addTransactionListener(TransactionState.COMMITTED, context -> work.run()));
    private final RuntimeService runtime = engine.engine().getRuntimeService();
    private final ModelResults results = new ModelResults(engine.engine());

    @BeforeAll
    static void build() {
        engine = new Engine();
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    @BeforeEach
    void start() {
        engine.give("externalModels", new RecordingModels("unused"));
        engine.give("externalModelSubmissions", submissions);
    }

    @AfterEach
    void stop() {
        engine.clear();
    }

    @Test
    void waitsAndGoesOnWithTheResult() {
        engine.deploy(submitted().bpmn());

        ProcessInstance instance = engine.start(HAIL);

        assertThat(engine.hasEnded(instance)).isFalse();
        assertThat(results.take(submissions.last().answered("Hail, a roof."))).isEqualTo(Arrival.TAKEN);
        assertThat(engine.hasEnded(instance)).isTrue();
        assertThat(engine.variable(instance, "answer")).isEqualTo("Hail, a roof.");
    }

    @Test
    void submitsWhatItWouldHaveAsked() {
        engine.deploy(
                submitted().with("connection", "main").with("timeout", "90").bpmn());

        ProcessInstance instance = engine.start(HAIL);

        var submission = submissions.last().submission();
        assertThat(submission.destination()).isEqualTo("claims");
        assertThat(submission.model()).isEqualTo("assistant");
        assertThat(submission.connection()).contains("main");
        assertThat(submission.correlationId())
                .startsWith("operaton/" + engine.engine().getName() + "/" + instance.getId() + "/extract:");
        assertThat(submission.request().timeout()).contains(Duration.ofSeconds(90));
        assertThat(submission.request().messages())
                .singleElement()
                .satisfies(message -> assertThat(message.text()).isEqualTo("Extract from hail now"));
        assertThat(submission.request().tags())
                .containsEntry(InferenceRequest.WORKFLOW_INSTANCE, instance.getId())
                .containsEntry(InferenceRequest.WORKFLOW_ACTIVITY, "extract");
    }

    @Test
    void makesAStructureOfAStructuredResult() {
        engine.deploy(
                submitted().with("responseSchema", "{\"type\": \"object\"}").bpmn());
        ProcessInstance instance = engine.start(HAIL);

        results.take(submissions.last().answeredJson("{\"amount\": 12}"));

        assertThat(engine.variable(instance, "answer")).isEqualTo(Map.of("amount", 12L));
    }

    @Test
    void dropsAResultThatWasDeliveredBefore() {
        engine.deploy(submitted().then(user("look")).bpmn());
        ProcessInstance instance = engine.start(HAIL);
        InferenceResult result = submissions.last().answered("first");
        results.take(result);

        assertThat(results.take(result)).isEqualTo(Arrival.DROPPED);

        assertThat(engine.isIn("look")).isTrue();
        assertThat(engine.variable(instance, "answer")).isEqualTo("first");
    }

    @Test
    void dropsAResultOfItsFormerVisit() {
        engine.deploy(submitted()
                .then(user("look") + "<sequenceFlow id=\"again\" sourceRef=\"look\" targetRef=\"extract\"/>")
                .bpmn());
        ProcessInstance instance = engine.start(HAIL);
        InferenceResult former = submissions.last().answered("first");
        results.take(former);
        engine.completeTask("look");

        assertThat(results.take(former)).isEqualTo(Arrival.DROPPED);

        assertThat(engine.isIn("look")).isFalse();
        assertThat(results.take(submissions.last().answered("second"))).isEqualTo(Arrival.TAKEN);
        assertThat(engine.variable(instance, "answer")).isEqualTo("second");
    }

    @Test
    void dropsAResultThatComesTooLate() {
        engine.deploy(submitted().and("""
                        <boundaryEvent id="tooLong" attachedToRef="extract">
                          <timerEventDefinition><timeDuration xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                              xsi:type="tFormalExpression">PT1H</timeDuration></timerEventDefinition>
                        </boundaryEvent>
                        <sequenceFlow id="toAsk" sourceRef="tooLong" targetRef="ask"/>
                        <userTask id="ask"/>
                        """).bpmn());
        ProcessInstance instance = engine.start(HAIL);
        engine.engine().getManagementService().executeJob(engine.jobs().get(0).getId());

        assertThat(results.take(submissions.last().answered("late"))).isEqualTo(Arrival.DROPPED);

        assertThat(engine.isIn("ask")).isTrue();
        assertThat(engine.variable(instance, "answer")).isNull();
    }

    @Test
    void goesOnThroughATimerThatHasNotRunOut() {
        engine.deploy(submitted().and("""
                        <boundaryEvent id="tooLong" attachedToRef="extract">
                          <timerEventDefinition><timeDuration xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                              xsi:type="tFormalExpression">PT1H</timeDuration></timerEventDefinition>
                        </boundaryEvent>
                        <sequenceFlow id="toAsk" sourceRef="tooLong" targetRef="ask"/>
                        <userTask id="ask"/>
                        """).bpmn());
        ProcessInstance instance = engine.start(HAIL);

        assertThat(results.take(submissions.last().answered("in time"))).isEqualTo(Arrival.TAKEN);

        assertThat(engine.hasEnded(instance)).isTrue();
        assertThat(engine.variable(instance, "answer")).isEqualTo("in time");
    }

    @Test
    void dropsAResultWhoseProcessIsGone() {
        engine.deploy(submitted().bpmn());
        ProcessInstance instance = engine.start(HAIL);
        runtime.deleteProcessInstance(instance.getId(), "withdrawn");

        assertThat(results.take(submissions.last().answered("orphan"))).isEqualTo(Arrival.DROPPED);
    }

    @Test
    void goesOnAfterTheBranchBesideItHasEnded() {
        engine.deploy(submitted()
                .bpmn()
                .replace("sourceRef=\"start\" targetRef=\"extract\"", "sourceRef=\"fork\" targetRef=\"extract\"")
                .replace("<startEvent id=\"start\"/>", """
                        <startEvent id="start"/>
                        <sequenceFlow id="toFork" sourceRef="start" targetRef="fork"/>
                        <parallelGateway id="fork"/>
                        <sequenceFlow id="toBeside" sourceRef="fork" targetRef="beside"/>
                        <userTask id="beside"/>
                        """));
        ProcessInstance instance = engine.start(HAIL);
        engine.completeTask("beside");

        assertThat(results.take(submissions.last().answered("yes"))).isEqualTo(Arrival.TAKEN);

        assertThat(engine.hasEnded(instance)).isTrue();
    }

    @Test
    void resumesOnlyTheActivityThatAsked() {
        engine.deploy(submitted().then(user("look")).bpmn());
        engine.start(HAIL);
        ProcessInstance other = engine.start(Map.of("claim", "fire"));

        results.take(submissions.sent().get(0).answered("of the first"));

        assertThat(engine.variable(other, "answer")).isNull();
        assertThat(runtime.getActiveActivityIds(other.getId())).containsExactly("extract");
    }

    @Test
    void submitsNothingWhereTheTransactionRollsBack() {
        engine.deploy(submitted()
                .bpmn()
                .replace("sourceRef=\"start\" targetRef=\"extract\"", "sourceRef=\"fork\" targetRef=\"extract\"")
                .replace("<startEvent id=\"start\"/>", """
                        <startEvent id="start"/>
                        <sequenceFlow id="toFork" sourceRef="start" targetRef="fork"/>
                        <parallelGateway id="fork"/>
                        <sequenceFlow id="toBroken" sourceRef="fork" targetRef="broken"/>
                        <serviceTask id="broken" operaton:expression="${nothing.here}"/>
                        """));

        assertThatThrownBy(() -> engine.start(HAIL)).hasMessageContaining("nothing");

        assertThat(submissions.sent()).isEmpty();
        assertThat(runtime.createProcessInstanceQuery().count()).isZero();
    }

    @Test
    void raisesABpmnErrorForAMappedFailure() {
        engine.deploy(
                submitted().with("errors", "TIMEOUT=slow").catching("slow").bpmn());
        ProcessInstance instance = engine.start(HAIL);

        assertThat(results.take(submissions.last().failed(FailureCode.TIMEOUT))).isEqualTo(Arrival.TAKEN);

        assertThat(engine.isIn("handle")).isTrue();
        assertThat(engine.variable(instance, "errorMessage")).isEqualTo("TIMEOUT: it was TIMEOUT");
    }

    @Test
    void isAnIncidentAfterAnotherFailureAndAsksAgainWhenSignalled() {
        engine.deploy(submitted().bpmn());
        ProcessInstance instance = engine.start(HAIL);
        InferenceResult failed = submissions.last().failed(FailureCode.MODEL_NOT_ACTIVE);

        assertThat(results.take(failed)).isEqualTo(Arrival.REPORTED);
        assertThat(results.take(failed)).isEqualTo(Arrival.DROPPED);
        Incident incident = runtime.createIncidentQuery().singleResult();
        assertThat(incident.getIncidentType()).isEqualTo(ModelResults.INCIDENT);
        assertThat(incident.getIncidentMessage()).isEqualTo("MODEL_NOT_ACTIVE: it was MODEL_NOT_ACTIVE");
        assertThat(incident.getActivityId()).isEqualTo("extract");

        runtime.signal(incident.getExecutionId());

        assertThat(runtime.createIncidentQuery().count()).isZero();
        assertThat(submissions.sent()).hasSize(2);
        assertThat(results.take(submissions.last().answered("at last"))).isEqualTo(Arrival.TAKEN);
        assertThat(engine.variable(instance, "answer")).isEqualTo("at last");
        assertThat(engine.hasEnded(instance)).isTrue();
    }

    @Test
    void doesNotGoOnWhenSomebodyElseSignalsIt() {
        engine.deploy(submitted().bpmn());
        ProcessInstance instance = engine.start(HAIL);
        Execution execution =
                runtime.createExecutionQuery().activityId("extract").singleResult();

        assertThatThrownBy(() -> runtime.signal(execution.getId()))
                .hasMessageContaining("Activity extract waits for the result of submission "
                        + submissions.last().id());

        assertThat(engine.hasEnded(instance)).isFalse();
    }

    @Test
    void waitsOnWhereWhatComesAfterItFails() {
        engine.deploy(submitted().then("""
                        <sequenceFlow id="toUse" sourceRef="extract" targetRef="use"/>
                        <serviceTask id="use" operaton:expression="${needed.length()}"/>
                        """).bpmn());
        ProcessInstance instance = engine.start(HAIL);
        InferenceResult result = submissions.last().answered("yes");

        assertThatThrownBy(() -> results.take(result)).hasMessageContaining("needed");
        assertThat(engine.variable(instance, "answer")).isNull();
        runtime.setVariable(instance.getId(), "needed", "now");

        assertThat(results.take(result)).isEqualTo(Arrival.TAKEN);
        assertThat(engine.hasEnded(instance)).isTrue();
    }

    @Test
    void takesAResultOnceWhereItIsDeliveredTwiceAtATime() throws Exception {
        engine.deploy(submitted().then(user("look")).bpmn());
        for (int round = 0; round < 10; round++) {
            ProcessInstance instance = engine.start(HAIL);
            InferenceResult result = submissions.last().answered("yes");
            CyclicBarrier together = new CyclicBarrier(2);
            Callable<Arrival> delivery = () -> {
                together.await();
                try {
                    return results.take(result);
                } catch (OptimisticLockingException tooLate) {
                    return results.take(result);
                }
            };
            ExecutorService threads = Executors.newFixedThreadPool(2);
            List<Future<Arrival>> arrivals = threads.invokeAll(List.of(delivery, delivery));
            threads.shutdown();

            assertThat(List.of(arrivals.get(0).get(), arrivals.get(1).get()))
                    .containsExactlyInAnyOrder(Arrival.TAKEN, Arrival.DROPPED);
            assertThat(runtime.getActiveActivityIds(instance.getId())).containsExactly("look");
        }
    }

    private static Claim submitted() {
        return Claim.complete().with("destination", "claims");
    }

    private static String user(String id) {
        return "<sequenceFlow id=\"to-" + id + "\" sourceRef=\"extract\" targetRef=\"" + id + "\"/><userTask id=\"" + id
                + "\"/>";
    }
}
