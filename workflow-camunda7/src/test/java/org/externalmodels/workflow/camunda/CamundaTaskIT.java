package org.externalmodels.workflow.camunda;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.cfg.TransactionState;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.externalmodels.inference.InferenceResult;
import org.externalmodels.workflow.Arrival;
import org.externalmodels.workflow.RecordingModels;
import org.externalmodels.workflow.RecordingSubmissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The relocated task on an engine of Camunda 7. Its classes are not there yet when this is compiled. */
class CamundaTaskIT {

    private final RecordingModels models = new RecordingModels("hail");
    private final RecordingSubmissions submissions = new RecordingSubmissions(work -> Context.getCommandContext()
            .getTransactionContext()
            .addTransactionListener(TransactionState.COMMITTED, context -> work.run()));
    private ProcessEngine engine;

    @BeforeEach
    void start() {
        StandaloneInMemProcessEngineConfiguration configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setProcessEngineName("test-" + UUID.randomUUID());
        configuration.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
        configuration.setEnforceHistoryTimeToLive(false);
        configuration.setBeans(
                new HashMap<>(Map.of("externalModels", models, "externalModelSubmissions", submissions)));
        engine = configuration.buildProcessEngine();
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void asksTheModelWithinTheLimitOfItsProcess() {
        deploy("");

        ProcessInstance instance = start("hail");

        assertThat(models.asked().messages().get(0).text()).isEqualTo("What is hail?");
        assertThat(models.asked().timeout()).contains(Duration.ofMinutes(2));
        assertThat(variable(instance)).isEqualTo("hail");
    }

    @Test
    void waitsForTheResultOfItsSubmissionAndTakesItOnce() throws Exception {
        deploy("<camunda:field name=\"destination\" stringValue=\"claims\"/>");
        ProcessInstance instance = start("fire");
        InferenceResult result = submissions.last().answered("smoke");

        assertThat(take(result)).isEqualTo(Arrival.TAKEN);
        assertThat(take(result)).isEqualTo(Arrival.DROPPED);
        assertThat(variable(instance)).isEqualTo("smoke");
    }

    private Arrival take(InferenceResult result) throws Exception {
        Class<?> type = Class.forName("org.externalmodels.workflow.camunda.ModelResults");
        Object results = type.getConstructor(ProcessEngine.class).newInstance(engine);
        try {
            return (Arrival) type.getMethod("take", InferenceResult.class).invoke(results, result);
        } catch (InvocationTargetException failed) {
            throw new AssertionError(failed.getCause());
        }
    }

    private ProcessInstance start(String claim) {
        return engine.getRuntimeService().startProcessInstanceByKey("claim", Map.of("claim", claim));
    }

    private Object variable(ProcessInstance instance) {
        return engine.getHistoryService()
                .createHistoricVariableInstanceQuery()
                .processInstanceId(instance.getId())
                .variableName("answer")
                .singleResult()
                .getValue();
    }

    private void deploy(String more) {
        engine.getRepositoryService()
                .createDeployment()
                .addString("claim.bpmn", """
                        <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
                            xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="claims">
                          <process id="claim" isExecutable="true">
                            <extensionElements><camunda:properties>
                              <camunda:property name="externalModels.timeout" value="120"/>
                            </camunda:properties></extensionElements>
                            <startEvent id="start"/>
                            <sequenceFlow id="to" sourceRef="start" targetRef="ask"/>
                            <serviceTask id="ask" camunda:class="org.externalmodels.workflow.camunda.ModelTask">
                              <extensionElements>
                                <camunda:field name="model" stringValue="gpt"/>
                                <camunda:field name="prompt" expression="What is ${claim}?"/>
                                <camunda:field name="resultVariable" stringValue="answer"/>
                                %s
                              </extensionElements>
                            </serviceTask>
                          </process>
                        </definitions>
                        """.formatted(more))
                .deploy();
    }
}
