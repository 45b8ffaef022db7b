package org.externalmodels.workflow.flowable.server;

import jakarta.enterprise.concurrent.ManagedThreadFactory;
import javax.sql.DataSource;
import org.externalmodels.workflow.server.ServerTransactions;
import org.flowable.common.engine.impl.interceptor.CommandInterceptor;
import org.flowable.engine.impl.cfg.ProcessEngineConfigurationImpl;

/**
 * An engine in the server's transactions, so that what a process does, what the application does and what it submits to models
 * commit together or not at all; its jobs run on the server's threads:
 *
 * <pre>{@code
 * ProcessEngine engine = new ServerEngineConfiguration(transactions, dataSource, threads).buildProcessEngine();
 * }</pre>
 *
 * <p>Engines are built outside of transactions, because tables are made then.
 */
public class ServerEngineConfiguration extends ProcessEngineConfigurationImpl {

    private final ServerTransactions transactions;
    private final ManagedThreadFactory threads;

    /**
     * Makes an engine on a data source that takes part in the server's transactions, the tables that are not there, and an
     * executor of jobs on threads that have the application's names and classes.
     */
    public ServerEngineConfiguration(
            ServerTransactions transactions, DataSource database, ManagedThreadFactory threads) {
        this.transactions = transactions;
        this.threads = threads;
        setDataSource(database);
        setTransactionsExternallyManaged(true);
        setDatabaseSchemaUpdate(DB_SCHEMA_UPDATE_TRUE);
        setAsyncExecutorThreadFactory(threads);
        setAsyncExecutorActivate(true);
    }

    @Override
    public CommandInterceptor createTransactionInterceptor() {
        return new ServerTransactionInterceptor(transactions);
    }

    @Override
    public void initTransactionContextFactory() {
        if (transactionContextFactory == null) {
            transactionContextFactory = context -> new ServerTransactionContext(transactions, context);
        }
    }

    @Override
    public void initAsyncExecutor() {
        if (asyncExecutor == null) {
            asyncExecutor = new ServerJobExecutor(asyncExecutorConfiguration, threads);
        }
        super.initAsyncExecutor();
    }
}
