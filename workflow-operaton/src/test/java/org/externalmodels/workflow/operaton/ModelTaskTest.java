package org.externalmodels.workflow.operaton;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.workflow.InvalidTaskException;
import org.externalmodels.workflow.RecordingModels;
import org.externalmodels.workflow.SandboxedModels;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.operaton.bpm.engine.runtime.Job;
import org.operaton.bpm.engine.runtime.ProcessInstance;

class ModelTaskTest {

    private static final Map<String, Object> HAIL = Map.of("claim", "hail");

    private static Engine engine;

    private SandboxedModels models;

    @BeforeAll
    static void build() {
        engine = new Engine();
    }

    @AfterAll
    static void close() {
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

    @Test
    void asksTheModelAndGoesOnWithItsAnswer() {
        engine.deploy(Claim.complete().bpmn());

        ProcessInstance instance = engine.start(HAIL);

        assertThat(engine.hasEnded(instance)).isTrue();
        assertThat(engine.variable(instance, "answer")).isEqualTo("echo: Extract from hail now");
    }

    @Test
    void isReadAsModelersOfCamundaWriteIt() {
        engine.deploy(Claim.complete().withProcessTimeout("60").camundaBpmn());

        ProcessInstance instance = engine.start(HAIL);

        assertThat(engine.variable(instance, "answer")).isEqualTo("echo: Extract from hail now");
    }

    @Test
    void expandsOnlyWhatTheAuthorWrote() {
        engine.deploy(Claim.complete().with("systemPrompt", "Be ${tone}").bpmn());

        ProcessInstance instance =
                engine.start(Map.of("claim", "${execution.processInstanceId} #{1+1}", "tone", "${claim}"));

        assertThat(engine.variable(instance, "answer"))
                .isEqualTo("echo: Extract from ${execution.processInstanceId} #{1+1} now");
    }

    @Test
    void makesAVariableOfAStructuredAnswerThatExpressionsCanRead() {
        engine.deploy(Claim.complete().with("responseSchema", """
                        {"type": "object", "properties": {"amount": {"type": "integer", "const": 1200}, "kind": {"const": "hail"}},
                         "required": ["amount", "kind"], "additionalProperties": false}""").then("""
                        <exclusiveGateway id="large"/>
                        <sequenceFlow id="toLarge" sourceRef="extract" targetRef="large"/>
                        <sequenceFlow id="toEnd" sourceRef="large" targetRef="end"><conditionExpression>${answer.amount &lt; 1000}</conditionExpression></sequenceFlow>
                        <sequenceFlow id="toLook" sourceRef="large" targetRef="look"><conditionExpression>${answer.amount >= 1000 and answer.kind == 'hail'}</conditionExpression></sequenceFlow>
                        <userTask id="look"/>
                        <endEvent id="end"/>
                        """).bpmn());

        ProcessInstance instance = engine.start(HAIL);

        assertThat(engine.variable(instance, "answer")).isEqualTo(Map.of("amount", 1200L, "kind", "hail"));
        assertThat(engine.isIn("look")).isTrue();
    }

    @Test
    void tellsTheTraceInstanceAndActivity() {
        engine.deploy(Claim.complete().bpmn());

        ProcessInstance instance = engine.start(HAIL);

        assertThat(models.calls())
                .singleElement()
                .satisfies(call -> assertThat(call.tags())
                        .containsEntry(InferenceRequest.WORKFLOW_INSTANCE, instance.getId())
                        .containsEntry(InferenceRequest.WORKFLOW_ACTIVITY, "extract"));
    }

    @Test
    void raisesABpmnErrorForAMappedFailure() {
        models.fails("status=429");
        engine.deploy(Claim.complete()
                .with("errors", "RATE_LIMITED=busy")
                .with("callVariable", "call")
                .catching("busy")
                .bpmn());

        ProcessInstance instance = engine.start(HAIL);

        assertThat(engine.isIn("handle")).isTrue();
        assertThat((String) engine.variable(instance, "errorMessage")).startsWith("RATE_LIMITED: ");
        assertThat(engine.variable(instance, "call"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("failure", "RATE_LIMITED");
    }

    @Test
    void failsItsJobSoThatTheJobExecutorRepeatsIt() {
        models.fails("status=503");
        engine.deploy(Claim.complete().asJob().bpmn());
        ProcessInstance instance = engine.start(HAIL);
        Job job = engine.jobs().get(0);

        assertThatThrownBy(() -> engine.engine().getManagementService().executeJob(job.getId()))
                .hasMessageContaining("assistant");
        assertThat(engine.jobs()).singleElement().satisfies(failed -> {
            assertThat(failed.getRetries()).isEqualTo(job.getRetries() - 1);
            assertThat(failed.getExceptionMessage()).contains("assistant");
        });
        models.recovers();
        engine.engine().getManagementService().executeJob(job.getId());

        assertThat(engine.hasEnded(instance)).isTrue();
        assertThat(models.calls()).hasSize(2);
    }

    @Test
    void isLimitedByItsProcessBeforeItself() {
        RecordingModels recording = new RecordingModels("yes");
        engine.give("externalModels", recording);

        engine.deploy(
                Claim.complete().with("timeout", "45").withProcessTimeout("120").bpmn());
        engine.start(HAIL);
        assertThat(recording.asked().timeout()).contains(Duration.ofMinutes(2));

        engine.deploy(Claim.complete().with("timeout", "${40 + 5}").bpmn());
        engine.start(HAIL);
        assertThat(recording.asked().timeout()).contains(Duration.ofSeconds(45));
    }

    @Test
    void namesActivityAndFieldOfAValueThatCannotBe() {
        engine.deploy(Claim.complete().with("timeout", "200").bpmn());

        assertThatThrownBy(() -> engine.start(HAIL))
                .isInstanceOf(InvalidTaskException.class)
                .hasMessage("Activity extract of process claim, field timeout: 200 is not between 30 and 180 seconds.");
    }

    @Test
    void saysWhatIsMissingWhereNothingIsBound() {
        engine.clear();
        engine.deploy(Claim.complete().bpmn());

        assertThatThrownBy(() -> engine.start(HAIL))
                .hasStackTraceContaining("Nothing is bound to eis/ExternalModels: bind a ModelConnectionFactory");
    }
}
