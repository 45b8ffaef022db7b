package org.externalmodels.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.externalmodels.inference.InferenceRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a task that asks a model and waits for its answer does on every engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ModelTaskContract<E extends WorkflowEngine> {

    protected static final Map<String, Object> HAIL = Map.of("claim", "hail");

    protected final E engine;

    protected SandboxedModels models;

    protected ModelTaskContract(E engine) {
        this.engine = engine;
    }

    @AfterAll
    void close() {
        engine.close();
    }

    @BeforeEach
    void start(@TempDir Path journal) {
        models = new SandboxedModels(journal);
        engine.give("externalModels", models.factory());
    }

    @AfterEach
    void stop() {
        engine.clear();
        models.close();
    }

    protected final Claim claim() {
        return Claim.complete(engine.notation());
    }

    @Test
    void asksTheModelAndGoesOnWithItsAnswer() {
        engine.deploy(claim().bpmn());

        String instance = engine.start(HAIL);

        assertThat(engine.hasEnded(instance)).isTrue();
        assertThat(engine.variable(instance, "answer")).isEqualTo("echo: Extract from hail now");
    }

    @Test
    void expandsOnlyWhatTheAuthorWrote() {
        engine.deploy(claim().with("systemPrompt", "Be ${tone}").bpmn());

        String instance = engine.start(Map.of("claim", "${execution.processInstanceId} #{1+1}", "tone", "${claim}"));

        assertThat(engine.variable(instance, "answer"))
                .isEqualTo("echo: Extract from ${execution.processInstanceId} #{1+1} now");
    }

    @Test
    void makesAVariableOfAStructuredAnswerThatExpressionsCanRead() {
        engine.deploy(claim().with("responseSchema", """
                        {"type": "object", "properties": {"amount": {"type": "integer", "const": 1200}, "kind": {"const": "hail"}},
                         "required": ["amount", "kind"], "additionalProperties": false}""").then("""
                        <exclusiveGateway id="large"/>
                        <sequenceFlow id="toLarge" sourceRef="extract" targetRef="large"/>
                        <sequenceFlow id="toEnd" sourceRef="large" targetRef="end"><conditionExpression>${answer.amount &lt; 1000}</conditionExpression></sequenceFlow>
                        <sequenceFlow id="toLook" sourceRef="large" targetRef="look"><conditionExpression>${answer.amount >= 1000 and answer.kind == 'hail'}</conditionExpression></sequenceFlow>
                        <userTask id="look"/>
                        <endEvent id="end"/>
                        """).bpmn());

        String instance = engine.start(HAIL);

        assertThat(engine.structure(instance, "answer")).isEqualTo(Map.of("amount", 1200L, "kind", "hail"));
        assertThat(engine.isIn("look")).isTrue();
    }

    @Test
    void tellsTheTraceInstanceAndActivity() {
        engine.deploy(claim().bpmn());

        String instance = engine.start(HAIL);

        assertThat(models.calls())
                .singleElement()
                .satisfies(call -> assertThat(call.tags())
                        .containsEntry(InferenceRequest.WORKFLOW_INSTANCE, instance)
                        .containsEntry(InferenceRequest.WORKFLOW_ACTIVITY, "extract"));
    }

    @Test
    void raisesABpmnErrorForAMappedFailure() {
        models.fails("status=429");
        engine.deploy(claim().with("errors", "RATE_LIMITED=busy")
                .with("callVariable", "call")
                .catching("busy")
                .bpmn());

        String instance = engine.start(HAIL);

        assertThat(engine.isIn("handle")).isTrue();
        assertThat(engine.structure(instance, "call")).containsEntry("failure", "RATE_LIMITED");
    }

    @Test
    void failsItsJobSoThatTheJobExecutorRepeatsIt() {
        models.fails("status=503");
        engine.deploy(claim().asJob().bpmn());
        String instance = engine.start(HAIL);
        int retries = engine.retries();

        assertThatThrownBy(engine::runJob).hasStackTraceContaining("assistant");
        assertThat(engine.retries()).isEqualTo(retries - 1);
        models.recovers();
        engine.runJob();

        assertThat(engine.hasEnded(instance)).isTrue();
        assertThat(models.calls()).hasSize(2);
    }

    @Test
    void isLimitedByItsProcessBeforeItself() {
        RecordingModels recording = new RecordingModels("yes");
        engine.give("externalModels", recording);

        engine.deploy(claim().with("timeout", "45").withProcessTimeout("120").bpmn());
        engine.start(HAIL);
        assertThat(recording.asked().timeout()).contains(Duration.ofMinutes(2));

        engine.deploy(claim().with("timeout", "${40 + 5}").bpmn());
        engine.start(HAIL);
        assertThat(recording.asked().timeout()).contains(Duration.ofSeconds(45));
    }

    /** Some engines wrap what a task throws. */
    @Test
    void namesActivityAndFieldOfAValueThatCannotBe() {
        engine.deploy(claim().with("timeout", "200").bpmn());

        Throwable failure = catchThrowable(() -> engine.start(HAIL));

        assertThat(Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                        .reduce((outer, inner) -> inner))
                .containsInstanceOf(InvalidTaskException.class)
                .get()
                .extracting(Throwable::getMessage)
                .isEqualTo("Activity extract of process claim, field timeout: 200 is not between 30 and 180 seconds.");
    }

    @Test
    void saysWhatIsMissingWhereNothingIsBound() {
        engine.clear();
        engine.deploy(claim().bpmn());

        assertThatThrownBy(() -> engine.start(HAIL))
                .hasStackTraceContaining("Nothing is bound to eis/ExternalModels: bind a ModelConnectionFactory");
    }
}
