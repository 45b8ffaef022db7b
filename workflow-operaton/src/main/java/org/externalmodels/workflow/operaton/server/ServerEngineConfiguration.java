package org.externalmodels.workflow.operaton.server;

import java.util.function.Supplier;
import javax.sql.DataSource;
import org.externalmodels.workflow.server.ServerTransactions;
import org.operaton.bpm.engine.impl.cfg.AbstractTransactionProcessEngineConfiguration;
import org.operaton.bpm.engine.impl.interceptor.Command;
import org.operaton.bpm.engine.impl.interceptor.CommandInterceptor;

/**
 * An engine in the server's transactions, so that what a process does, what the application does and what it submits to models
 * commit together or not at all:
 *
 * <pre>{@code
 * ServerEngineConfiguration configuration = new ServerEngineConfiguration(transactions, dataSource);
 * configuration.setJobExecutor(new ServerJobExecutor(executor, 10));
 * configuration.setJobExecutorActivate(true);
 * ProcessEngine engine = configuration.buildProcessEngine();
 * }</pre>
 *
 * <p>Engines are built outside of transactions, because tables are made then.
 */
public class ServerEngineConfiguration extends AbstractTransactionProcessEngineConfiguration {

    private final ServerTransactions transactions;

    /** Makes an engine on a data source that takes part in the server's transactions, and the tables that are not there. */
    public ServerEngineConfiguration(ServerTransactions transactions, DataSource database) {
        this.transactions = transactions;
        setDataSource(database);
        setDatabaseSchemaUpdate(DB_SCHEMA_UPDATE_TRUE);
    }

    @Override
    protected CommandInterceptor createTransactionInterceptor(boolean requiresNew) {
        return new CommandInterceptor() {
            @Override
            public <T> T execute(Command<T> command) {
                Supplier<T> work = () -> next.execute(command);
                return requiresNew ? transactions.begin(work) : transactions.join(work);
            }
        };
    }

    @Override
    protected void initTransactionContextFactory() {
        if (transactionContextFactory == null) {
            transactionContextFactory = context -> new ServerTransactionContext(transactions);
        }
    }

    @Override
    protected void initTransactionManager() {
        // There is none: transactions begin and end by the container.
    }
}
