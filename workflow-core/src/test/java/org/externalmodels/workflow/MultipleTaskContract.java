package org.externalmodels.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceResult;
import org.externalmodels.workflow.RecordingSubmissions.Sent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a task does on every engine that is there for each element of a collection at a time: a parallel multi-instance activity. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class MultipleTaskContract<E extends WorkflowEngine> {

    protected static final List<String> CLAIMS = List.of("hail", "fire", "storm");
    private static final String LOOK = """
            <sequenceFlow id="toLook" sourceRef="extract" targetRef="look"/><userTask id="look"/>
            """;

    protected final E engine;

    private RecordingSubmissions submissions;

    protected MultipleTaskContract(E engine) {
        this.engine = engine;
    }

    @AfterAll
    void close() {
        engine.close();
    }

    @BeforeEach
    void start() {
        submissions = new RecordingSubmissions(engine::afterCommit);
        engine.give("externalModels", new RecordingModels("read"));
        engine.give("externalModelSubmissions", submissions);
    }

    @AfterEach
    void stop() {
        engine.clear();
    }

    private Claim eachAsked() {
        return Claim.complete(engine.notation())
                .with("resultVariable", "answer${loopCounter}")
                .forEach("claims", "claim")
                .then(LOOK);
    }

    protected final Claim eachSubmitted() {
        return eachAsked().with("destination", "claims");
    }

    protected final String startFor(List<String> claims) {
        return engine.start(Map.of("claims", new ArrayList<>(claims)));
    }

    /** What was submitted for an element. */
    protected final Sent sentFor(String claim) {
        return submissions.sent().stream()
                .filter(sent ->
                        sent.submission().request().messages().get(0).text().contains(claim))
                .reduce((former, latter) -> latter)
                .orElseThrow();
    }

    @Test
    void asksForEachElement() {
        engine.deploy(eachAsked().bpmn());

        String instance = startFor(CLAIMS);

        assertThat(engine.isIn("look")).isTrue();
        for (int i = 0; i < CLAIMS.size(); i++) {
            assertThat(engine.variable(instance, "answer" + i)).isEqualTo("read");
        }
    }

    @Test
    void submitsForEachElementUnderACorrelationIdOfItsOwn() {
        engine.deploy(eachSubmitted().bpmn());

        startFor(CLAIMS);

        assertThat(submissions.sent())
                .extracting(
                        sent -> sent.submission().request().messages().get(0).text())
                .containsExactlyInAnyOrder("Extract from hail now", "Extract from fire now", "Extract from storm now");
        assertThat(submissions.sent())
                .extracting(sent -> sent.submission().correlationId())
                .doesNotHaveDuplicates();
    }

    @Test
    void takesResultsInAnyOrderAndGoesOnAfterTheLast() {
        engine.deploy(eachSubmitted().bpmn());
        String instance = startFor(CLAIMS);

        assertThat(engine.take(sentFor("storm").answered("a roof"))).isEqualTo(Arrival.TAKEN);
        assertThat(engine.take(sentFor("hail").answered("a car"))).isEqualTo(Arrival.TAKEN);
        assertThat(engine.isIn("look")).isFalse();
        assertThat(engine.take(sentFor("fire").answered("a barn"))).isEqualTo(Arrival.TAKEN);

        assertThat(engine.isIn("look")).isTrue();
        assertThat(List.of("answer0", "answer1", "answer2"))
                .extracting(name -> engine.variable(instance, name))
                .containsExactly("a car", "a barn", "a roof");
    }

    @Test
    void takesEachResultOnce() {
        engine.deploy(eachSubmitted().bpmn());
        String instance = startFor(CLAIMS);
        InferenceResult first = sentFor("hail").answered("a car");
        engine.take(first);

        assertThat(engine.take(first)).isEqualTo(Arrival.DROPPED);
        engine.take(sentFor("fire").answered("a barn"));
        assertThat(engine.take(first)).isEqualTo(Arrival.DROPPED);

        assertThat(engine.isIn("look")).isFalse();
        assertThat(engine.take(sentFor("storm").answered("a roof"))).isEqualTo(Arrival.TAKEN);
        assertThat(engine.isIn("look")).isTrue();
        assertThat(engine.take(first)).isEqualTo(Arrival.DROPPED);
        assertThat(engine.variable(instance, "answer0")).isEqualTo("a car");
    }

    @Test
    void resumesOnlyTheProcessThatAsked() {
        engine.deploy(eachSubmitted().bpmn());
        startFor(CLAIMS);
        List<Sent> ofTheFirst = submissions.sent();
        String other = startFor(CLAIMS);

        ofTheFirst.forEach(sent -> engine.take(sent.answered("of the first")));

        assertThat(engine.isIn("look")).isTrue();
        assertThat(engine.variable(other, "answer0")).isNull();
        assertThat(engine.activities(other)).isNotEmpty().allMatch(activity -> activity.startsWith("extract"));
    }

    @Test
    void isLeftAsAWholeByABpmnErrorOfOne() {
        engine.deploy(
                eachSubmitted().with("errors", "TIMEOUT=slow").catching("slow").bpmn());
        startFor(CLAIMS);
        engine.take(sentFor("hail").answered("a car"));

        assertThat(engine.take(sentFor("fire").failed(FailureCode.TIMEOUT))).isEqualTo(Arrival.TAKEN);

        assertThat(engine.isIn("handle")).isTrue();
        assertThat(engine.take(sentFor("storm").answered("a roof"))).isEqualTo(Arrival.DROPPED);
        assertThat(engine.isIn("look")).isFalse();
    }

    @Test
    void showsTheFailureOfOneToOperatorsAndAsksForThatOneAgain() {
        engine.deploy(eachSubmitted().bpmn());
        String instance = startFor(CLAIMS);
        engine.take(sentFor("hail").answered("a car"));

        assertThat(engine.take(sentFor("fire").failed(FailureCode.MODEL_NOT_ACTIVE)))
                .isEqualTo(Arrival.REPORTED);
        assertThat(engine.take(sentFor("storm").answered("a roof"))).isEqualTo(Arrival.TAKEN);
        assertThat(engine.failure("extract")).contains("MODEL_NOT_ACTIVE: it was MODEL_NOT_ACTIVE");
        assertThat(engine.isIn("look")).isFalse();

        engine.wake("extract");

        assertThat(submissions.sent()).hasSize(4);
        assertThat(engine.failure("extract")).isEmpty();
        assertThat(engine.take(sentFor("fire").answered("a barn"))).isEqualTo(Arrival.TAKEN);
        assertThat(engine.isIn("look")).isTrue();
        assertThat(engine.variable(instance, "answer1")).isEqualTo("a barn");
    }

    @Test
    void dropsResultsThatComeTooLate() {
        engine.deploy(eachSubmitted().forAnHour().bpmn());
        startFor(CLAIMS);
        engine.take(sentFor("hail").answered("a car"));
        engine.runTimer();

        assertThat(engine.take(sentFor("fire").answered("late"))).isEqualTo(Arrival.DROPPED);
        assertThat(engine.take(sentFor("storm").answered("late"))).isEqualTo(Arrival.DROPPED);

        assertThat(engine.isIn("ask")).isTrue();
    }

    @Test
    void takesAllResultsThatAreDeliveredAtATime() throws Exception {
        engine.deploy(eachSubmitted().bpmn());
        List<String> claims = IntStream.range(0, 8).mapToObj(i -> "claim " + i).toList();
        String instance = startFor(claims);
        CyclicBarrier together = new CyclicBarrier(claims.size());
        List<Callable<Arrival>> deliveries = claims.stream()
                .map(claim -> (Callable<Arrival>) () -> {
                    together.await();
                    return takeAfterConflicts(sentFor(claim).answered("of " + claim));
                })
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(claims.size());
        List<Future<Arrival>> arrivals = threads.invokeAll(deliveries);
        threads.shutdown();

        for (Future<Arrival> arrival : arrivals) {
            assertThat(arrival.get()).isEqualTo(Arrival.TAKEN);
        }
        engine.runJobs();
        assertThat(engine.activities(instance)).containsExactly("look");
        assertThat(claims)
                .extracting(claim -> claim, claim -> engine.variable(instance, "answer" + claims.indexOf(claim)))
                .containsExactlyElementsOf(claims.stream()
                        .map(claim -> tuple(claim, "of " + claim))
                        .toList());
    }

    /** As the adapter does it: what failed is delivered again. */
    private Arrival takeAfterConflicts(InferenceResult result) {
        while (true) {
            try {
                return engine.take(result);
            } catch (RuntimeException failure) {
                if (!engine.isConflict(failure)) {
                    throw failure;
                }
            }
        }
    }
}
