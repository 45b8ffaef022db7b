package org.externalmodels.samples.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceResult;
import org.externalmodels.workflow.RecordingModels;
import org.externalmodels.workflow.RecordingSubmissions;
import org.externalmodels.workflow.operaton.ModelResults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.operaton.bpm.engine.ProcessEngine;
import org.operaton.bpm.engine.ProcessEngineConfiguration;
import org.operaton.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.operaton.bpm.engine.impl.cfg.TransactionState;
import org.operaton.bpm.engine.impl.context.Context;
import org.operaton.bpm.engine.runtime.Job;
import org.operaton.bpm.engine.runtime.ProcessInstance;
import org.operaton.bpm.engine.task.Task;

/** The process on a real engine, with models that say what a test wants. */
class TriageProcessTest {

    private final RecordingModels models = new RecordingModels("Dear customer, all is well.");
    private final RecordingSubmissions submissions = new RecordingSubmissions(work -> Context.getCommandContext()
            .getTransactionContext()
            .addTransactionListener(TransactionState.COMMITTED, context -> work.run()));
    private ProcessEngine engine;
    private ModelResults results;

    @BeforeEach
    void start() {
        StandaloneInMemProcessEngineConfiguration configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setProcessEngineName("triage-" + UUID.randomUUID());
        configuration.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
        configuration.setHistory(ProcessEngineConfiguration.HISTORY_FULL);
        configuration.setBeans(
                new HashMap<>(Map.of("externalModels", models, "externalModelSubmissions", submissions)));
        engine = configuration.buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addClasspathResource("triage.bpmn")
                .deploy();
        results = new ModelResults(engine);
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void answersWhatIsSmallAndHarmlessWithoutAPerson() {
        ProcessInstance claim = register(300);

        results.take(read(2));
        runJobs();

        assertThat(variable(claim, "decision")).isEqualTo("approved");
        assertThat(variable(claim, "letter")).isEqualTo("Dear customer, all is well.");
        assertThat(models.asked().messages().get(0).text()).contains("over 300 EUR is approved: A tree fell.");
        assertThat(hasEnded(claim)).isTrue();
    }

    @Test
    void letsAPersonDecideWhatIsLargeOrSevere() {
        ProcessInstance large = register(900);
        results.take(read(1));
        runJobs();
        ProcessInstance severe = register(100);
        results.take(read(4));
        runJobs();

        assertThat(task(large)).isNotNull();
        engine.getTaskService().complete(task(severe).getId(), Map.of("decision", "rejected"));
        runJobs();

        assertThat(models.asked().messages().get(0).text()).contains("is rejected");
        assertThat(hasEnded(severe)).isTrue();
    }

    @Test
    void letsAPersonDecideWhatTheModelDidNotRead() {
        ProcessInstance claim = register(300);

        results.take(submissions.last().failed(FailureCode.MODEL_NOT_ACTIVE));
        runJobs();

        assertThat(task(claim)).isNotNull();
        assertThat((String) variable(claim, "problem")).startsWith("MODEL_NOT_ACTIVE: ");
    }

    @Test
    void letsAPersonDecideWhereTheModelLeftOutWhatWasAsked() {
        ProcessInstance claim = register(300);

        results.take(submissions.last().answeredJson("{\"summary\": \"A tree.\", \"damage\": \"vehicle\"}"));
        runJobs();

        assertThat(task(claim)).isNotNull();
        assertThat((String) variable(claim, "problem"))
                .startsWith("INVALID_RESPONSE: ")
                .contains("severity is missing");
    }

    @Test
    void isShownUntilItIsAnsweredHoweverManyWereAnsweredSince() {
        ProcessInstance waiting = register(900);
        results.take(read(1));
        runJobs();
        for (int i = 0; i < ClaimHistory.MOST_SHOWN + 1; i++) {
            register(300);
            results.take(read(1));
            runJobs();
        }
        ClaimHistory history = new ClaimHistory(engine);

        assertThat(history.page(0).claims()).hasSize(1 + ClaimHistory.MOST_SHOWN);
        assertThat(history.page(0).claims().get(0).id()).isEqualTo(waiting.getId());
        assertThat(history.page(0).claims().get(0).step()).isEqualTo("decide");
        assertThat(history.page(0).next()).isEmpty();
    }

    @Test
    void isFoundOnALaterPageOfThoseThatWait() {
        for (int i = 0; i < ClaimHistory.MOST_SHOWN + 1; i++) {
            register(300);
        }
        ClaimHistory history = new ClaimHistory(engine);

        assertThat(history.page(0).claims()).hasSize(ClaimHistory.MOST_SHOWN);
        assertThat(history.page(0).next()).contains(ClaimHistory.MOST_SHOWN);
        assertThat(history.page(ClaimHistory.MOST_SHOWN).claims()).hasSize(1);
    }

    private InferenceResult read(int severity) {
        return submissions
                .last()
                .answeredJson("{\"summary\": \"A tree.\", \"damage\": \"vehicle\", \"severity\": " + severity + "}");
    }

    private ProcessInstance register(long amount) {
        ProcessInstance instance = engine.getRuntimeService()
                .startProcessInstanceByKey("triage", Map.of("claim", "A tree fell.", "amount", amount));
        runJobs();
        return instance;
    }

    private Task task(ProcessInstance instance) {
        return engine.getTaskService()
                .createTaskQuery()
                .processInstanceId(instance.getId())
                .singleResult();
    }

    private Object variable(ProcessInstance instance, String name) {
        return engine.getHistoryService()
                .createHistoricVariableInstanceQuery()
                .processInstanceId(instance.getId())
                .variableName(name)
                .singleResult()
                .getValue();
    }

    private boolean hasEnded(ProcessInstance instance) {
        return engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceId(instance.getId())
                        .count()
                == 0;
    }

    private void runJobs() {
        for (List<Job> jobs = jobs(); !jobs.isEmpty(); jobs = jobs()) {
            jobs.forEach(job -> engine.getManagementService().executeJob(job.getId()));
        }
    }

    private List<Job> jobs() {
        return engine.getManagementService().createJobQuery().messages().list();
    }
}
