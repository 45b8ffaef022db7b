package org.externalmodels.samples.letters;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.externalmodels.workflow.flowable.server.ServerEngineConfiguration;
import org.externalmodels.workflow.server.ServerTransactions;
import org.flowable.engine.ProcessEngine;

/** Flowable inside the application, on a database of the server's and in its transactions. */
@ApplicationScoped
public class LettersEngine {

    /** Part of the correlation ids that {@link LetterResults} asks for. */
    static final String NAME = "letters";

    private static final int LONGEST_START_SECONDS = 60;

    @Inject
    private ServerTransactions transactions;

    @Resource(name = "jdbc/Letters")
    private DataSource database;

    @Resource
    private ManagedThreadFactory threads;

    private final CompletableFuture<ProcessEngine> started = new CompletableFuture<>();

    /** Outside of a transaction, because it makes the tables that are not there. */
    void start() {
        ProcessEngine engine = new ServerEngineConfiguration(transactions, database, threads)
                // No process here asks for users, or for events of other systems, each of which has tables of its own.
                .setDisableIdmEngine(true)
                .setDisableEventRegistry(true)
                .setEngineName(NAME)
                .buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .name(NAME)
                .enableDuplicateFiltering()
                .addClasspathResource("letter.bpmn20.xml")
                .deploy();
        started.complete(engine);
    }

    void stop() {
        ProcessEngine engine = started.getNow(null);
        if (engine != null) {
            engine.close();
        }
    }

    /** Waits for the start, in the midst of which results may be delivered. */
    ProcessEngine engine() {
        return started.copy().orTimeout(LONGEST_START_SECONDS, TimeUnit.SECONDS).join();
    }
}
