package org.externalmodels.samples.triage;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.externalmodels.workflow.operaton.ModelResults;
import org.externalmodels.workflow.operaton.server.ServerEngineConfiguration;
import org.externalmodels.workflow.operaton.server.ServerJobExecutor;
import org.externalmodels.workflow.server.ServerTransactions;
import org.operaton.bpm.engine.ProcessEngine;

/** Operaton inside the application, on a database of the server's and in its transactions. */
@ApplicationScoped
public class TriageEngine {

    /** Part of the correlation ids that {@link TriageResults} asks for. */
    static final String NAME = "triage";

    private static final int JOBS_AT_A_TIME = 10;
    private static final int LONGEST_START_SECONDS = 60;

    @Inject
    private ServerTransactions transactions;

    @Resource(name = "jdbc/Triage")
    private DataSource database;

    @Resource
    private ManagedExecutorService threads;

    private final CountDownLatch started = new CountDownLatch(1);
    private volatile ProcessEngine engine;
    private volatile ModelResults results;

    /** Outside of a transaction, because it makes the tables that are not there. */
    void start() {
        ServerEngineConfiguration configuration = new ServerEngineConfiguration(transactions, database);
        configuration.setProcessEngineName(NAME);
        ServerJobExecutor jobs = new ServerJobExecutor(threads, JOBS_AT_A_TIME);
        jobs.setMaxWait(5_000);
        configuration.setJobExecutor(jobs);
        configuration.setJobExecutorActivate(true);
        ProcessEngine built = configuration.buildProcessEngine();
        built.getRepositoryService()
                .createDeployment()
                .name("triage")
                .enableDuplicateFiltering(true)
                .addClasspathResource("triage.bpmn")
                .deploy();
        results = new ModelResults(built);
        engine = built;
        started.countDown();
    }

    void stop() {
        if (engine != null) {
            engine.close();
        }
    }

    ProcessEngine engine() {
        awaitStart();
        return engine;
    }

    /** For results that are delivered while the application starts, too. */
    ModelResults results() {
        awaitStart();
        return results;
    }

    private void awaitStart() {
        try {
            if (!started.await(LONGEST_START_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The process engine has not started.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
