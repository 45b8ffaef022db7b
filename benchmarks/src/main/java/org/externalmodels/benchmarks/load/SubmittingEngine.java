package org.externalmodels.benchmarks.load;

import io.agroal.api.AgroalDataSource;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.externalmodels.inference.spi.UsageJournal;
import org.externalmodels.inference.spi.UsageRecord;
import org.externalmodels.inference.spi.WaitingSubmission;
import org.externalmodels.workflow.operaton.ModelResults;
import org.externalmodels.workflow.transacted.TransactedAdapter;
import org.externalmodels.workflow.transacted.Transactions;
import org.h2.jdbcx.JdbcDataSource;
import org.operaton.bpm.engine.ProcessEngine;
import org.operaton.bpm.engine.ProcessEngineConfiguration;
import org.operaton.bpm.engine.impl.cfg.JakartaTransactionProcessEngineConfiguration;
import org.operaton.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;

/**
 * An engine of Operaton on H2 in a file, whose one process submits a request and waits for the result: with the adapter, a
 * transaction manager and two resources in each transaction, as on a server, and with the engine's own job executor.
 */
final class SubmittingEngine implements AutoCloseable {

    /** The most of H2's connections at a time, which is what bounds a server's data source as well. */
    private static final int CONNECTIONS = 30;

    private static final int BATCH = 5_000;

    private static final String PROCESS = """
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
                xmlns:operaton="http://operaton.org/schema/1.0/bpmn" targetNamespace="load">
              <process id="claim" isExecutable="true">
                <startEvent id="start"/>
                <sequenceFlow id="toAsk" sourceRef="start" targetRef="ask"/>
                <serviceTask id="ask" operaton:class="org.externalmodels.workflow.operaton.ModelTask" operaton:asyncAfter="true">
                  <extensionElements>
                    <operaton:field name="model" stringValue="load"/>
                    <operaton:field name="prompt"><operaton:expression>${claim}</operaton:expression></operaton:field>
                    <operaton:field name="resultVariable" stringValue="answer"/>
                    <operaton:field name="destination" stringValue="claims"/>
                  </extensionElements>
                </serviceTask>
                <sequenceFlow id="toEnd" sourceRef="ask" targetRef="end"/>
                <endEvent id="end"/>
              </process>
            </definitions>
            """;

    private final AtomicInteger delivered = new AtomicInteger();
    private final TransactedAdapter adapter;
    private final AgroalDataSource database;
    private final ProcessEngine engine;
    private long collected;

    SubmittingEngine(Path folder, URI endpoint, String fault) throws SQLException {
        TransactionManager transactions = Transactions.loggingIn(folder.resolve("transactions"));
        adapter = new TransactedAdapter(folder.resolve("adapter"), transactions);
        adapter.directory().publish(LoadedAdapter.snapshot(endpoint, fault));
        String url = "jdbc:h2:file:" + folder.resolve("engine") + ";WRITE_DELAY=0";
        makeTables(url);
        database = Transactions.database(JdbcDataSource.class.getName(), url, "sa", CONNECTIONS);
        engine = engine(transactions);
        engine.getRepositoryService()
                .createDeployment()
                .addString("claim.bpmn", PROCESS)
                .deploy();
        ModelResults results = new ModelResults(engine);
        adapter.listen("claims", result -> {
            delivered.incrementAndGet();
            results.take(result);
        });
    }

    private static void makeTables(String url) {
        new StandaloneProcessEngineConfiguration()
                .setJdbcUrl(url)
                .setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE)
                .setHistory(ProcessEngineConfiguration.HISTORY_FULL)
                .buildProcessEngine()
                .close();
    }

    /** In a transaction, because the pool gives no connection outside of one that is then used in one. */
    private ProcessEngine engine(TransactionManager transactions) {
        var configuration = new JakartaTransactionProcessEngineConfiguration();
        configuration.setTransactionManager(transactions);
        configuration.setDataSource(database);
        configuration.setHistory(ProcessEngineConfiguration.HISTORY_FULL);
        configuration.setEnforceHistoryTimeToLive(false);
        configuration.setJobExecutorActivate(true);
        configuration.setBeans(new HashMap<>(
                Map.of("externalModels", adapter.models(), "externalModelSubmissions", adapter.submissions())));
        try {
            transactions.begin();
            ProcessEngine built = configuration.buildProcessEngine();
            transactions.commit();
            return built;
        } catch (NotSupportedException
                | SystemException
                | RollbackException
                | HeuristicMixedException
                | HeuristicRollbackException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts a process, whose id it returns. */
    String start(String claim) {
        return engine.getRuntimeService()
                .startProcessInstanceByKey("claim", Map.of("claim", claim))
                .getId();
    }

    /** How many models are being asked at the moment. */
    long asked(int atMost) {
        return adapter.directory().submissions().list(null, atMost).stream()
                .filter(submission -> submission.state() == WaitingSubmission.State.CALLING)
                .count();
    }

    /** How many processes have not ended. */
    long running() {
        return engine.getRuntimeService().createProcessInstanceQuery().count();
    }

    /** What a process that has ended was answered, {@code null} if it has not. */
    String answer(String instance) {
        var history = engine.getHistoryService();
        if (history.createHistoricProcessInstanceQuery()
                        .processInstanceId(instance)
                        .finished()
                        .count()
                == 0) {
            return null;
        }
        return (String) history.createHistoricVariableInstanceQuery()
                .processInstanceId(instance)
                .variableName("answer")
                .singleResult()
                .getValue();
    }

    /** How many results have been delivered, those included whose delivery failed. */
    int delivered() {
        return delivered.get();
    }

    /** The calls made since the last time. */
    List<UsageRecord> calls() {
        UsageJournal journal = adapter.directory().journal();
        List<UsageJournal.Entry> entries = journal.read(collected, BATCH);
        if (!entries.isEmpty()) {
            collected = entries.get(entries.size() - 1).position();
            journal.release(collected);
        }
        return entries.stream().map(UsageJournal.Entry::record).toList();
    }

    @Override
    public void close() {
        engine.close();
        adapter.close();
        database.close();
    }
}
