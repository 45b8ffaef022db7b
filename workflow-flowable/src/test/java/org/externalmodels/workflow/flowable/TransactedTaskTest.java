package org.externalmodels.workflow.flowable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import jakarta.transaction.TransactionManager;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResult;
import org.externalmodels.inference.SubmissionFactory;
import org.externalmodels.sandbox.SandboxServer;
import org.externalmodels.workflow.Claim;
import org.externalmodels.workflow.SandboxedModels;
import org.externalmodels.workflow.transacted.TransactedAdapter;
import org.externalmodels.workflow.transacted.Transactions;
import org.flowable.engine.ProcessEngine;
import org.flowable.engine.ProcessEngineConfiguration;
import org.flowable.engine.impl.cfg.JtaProcessEngineConfiguration;
import org.flowable.engine.runtime.ProcessInstance;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The task with the adapter's own submissions: database and submissions are two resources of the engine's transactions. */
class TransactedTaskTest {

    private static SandboxServer sandbox;
    private static TransactionManager transactions;
    private static TransactedAdapter adapter;
    private static AgroalDataSource database;
    private static ProcessEngine engine;

    private static final List<InferenceResult> heard = new CopyOnWriteArrayList<>();
    private static final AtomicInteger asked = new AtomicInteger();

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        sandbox = SandboxServer.start();
        transactions = Transactions.loggingIn(folder.resolve("transactions"));
        adapter = new TransactedAdapter(folder.resolve("adapter"), transactions);
        adapter.directory().publish(SandboxedModels.snapshot(sandbox.port(), 1, List.of()));
        database = Transactions.database(
                JdbcDataSource.class.getName(), "jdbc:h2:mem:transacted;DB_CLOSE_DELAY=-1", "sa", 10);
        engine = engine();
        ModelResults results = new ModelResults(engine);
        adapter.listen("claims", result -> {
            heard.add(result);
            results.take(result);
        });
    }

    private static ProcessEngine engine() {
        var configuration = new JtaProcessEngineConfiguration();
        configuration.setEngineName("transacted");
        configuration.setTransactionManager(transactions);
        configuration.setTransactionsExternallyManaged(true);
        configuration.setDataSource(database);
        configuration.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
        configuration.setAsyncExecutorActivate(false);
        SubmissionFactory counted = () -> {
            asked.incrementAndGet();
            return adapter.submissions().getConnection();
        };
        configuration.setBeans(
                new HashMap<>(Map.of("externalModels", adapter.models(), "externalModelSubmissions", counted)));
        return configuration.buildProcessEngine();
    }

    @AfterAll
    static void stop() {
        engine.close();
        adapter.close();
        database.close();
        sandbox.close();
    }

    @AfterEach
    void clear() {
        heard.clear();
        engine.getRepositoryService()
                .createDeploymentQuery()
                .list()
                .forEach(deployment -> engine.getRepositoryService().deleteDeployment(deployment.getId(), true));
    }

    @Test
    void goesOnWithTheResultWhenItsTransactionCommits() throws Exception {
        deploy(submitted());

        transactions.begin();
        ProcessInstance instance = start("hail");
        assertThat(adapter.directory().submissions().list(null, 10)).isEmpty();
        transactions.commit();

        await().until(() -> hasEnded(instance));
        assertThat(engine.getHistoryService()
                        .createHistoricVariableInstanceQuery()
                        .processInstanceId(instance.getId())
                        .variableName("answer")
                        .singleResult()
                        .getValue())
                .isEqualTo("echo: Extract from hail now");
        assertThat(callsFor(instance)).isEqualTo(1);
    }

    @Test
    void isNeverSentWhenItsTransactionRollsBack() throws Exception {
        deploy(submitted());

        transactions.begin();
        ProcessInstance rolledBack = start("hail");
        transactions.rollback();
        ProcessInstance next = start("storm");

        await().until(() -> hasEnded(next));
        assertThat(callsFor(rolledBack)).isZero();
        assertThat(heard)
                .extracting(InferenceResult::correlationId)
                .isNotEmpty()
                .allMatch(id -> id.contains(next.getId()));
        assertThat(adapter.directory().submissions().list(null, 10)).isEmpty();
        assertThat(hasEnded(rolledBack)).isTrue();
    }

    @Test
    void isNeverSentWhenTheProcessFailsAfterIt() {
        deploy(submitted().then("""
                        <sequenceFlow id="toEnd" sourceRef="extract" targetRef="end"/>
                        <endEvent id="end"/>
                        <sequenceFlow id="toBreak" sourceRef="start" targetRef="break"/>
                        <serviceTask id="break" flowable:expression="${claim.equals('hail') ? nothing : claim}"/>
                        """));

        asked.set(0);
        assertThatThrownBy(() -> start("hail")).hasMessageContaining("nothing");
        assertThat(asked).as("submitted before the process failed").hasValue(1);
        ProcessInstance next = start("storm");

        await().until(() -> hasEnded(next));
        assertThat(heard)
                .extracting(InferenceResult::correlationId)
                .isNotEmpty()
                .allMatch(id -> id.contains(next.getId()));
        assertThat(adapter.directory().submissions().list(null, 10)).isEmpty();
        assertThat(callsFor(next)).isEqualTo(1);
    }

    private static void deploy(Claim claim) {
        engine.getRepositoryService()
                .createDeployment()
                .addString("claim.bpmn20.xml", claim.bpmn())
                .deploy();
    }

    private static ProcessInstance start(String claim) {
        return engine.getRuntimeService().startProcessInstanceByKey("claim", Map.of("claim", claim));
    }

    /** Neither runs nor ever ran is ended as well. */
    private static boolean hasEnded(ProcessInstance instance) {
        return engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceId(instance.getId())
                        .count()
                == 0;
    }

    private static long callsFor(ProcessInstance instance) {
        return adapter.directory().journal().read(0, 100).stream()
                .filter(entry -> instance.getId().equals(entry.record().tags().get(InferenceRequest.WORKFLOW_INSTANCE)))
                .count();
    }

    private static Claim submitted() {
        return Claim.complete(Engine.NOTATION).with("destination", "claims");
    }
}
