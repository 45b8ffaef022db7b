package org.externalmodels.workflow.operaton;

import io.agroal.api.AgroalDataSource;
import jakarta.transaction.TransactionManager;
import org.externalmodels.workflow.TransactedTaskContract;
import org.externalmodels.workflow.WorkflowEngine;
import org.operaton.bpm.engine.ProcessEngineConfiguration;
import org.operaton.bpm.engine.impl.cfg.JakartaTransactionProcessEngineConfiguration;
import org.operaton.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;

class TransactedTaskTest extends TransactedTaskContract {

    @Override
    protected WorkflowEngine engine(TransactionManager transactions, AgroalDataSource database) throws Exception {
        makeTables();
        var configuration = new JakartaTransactionProcessEngineConfiguration();
        configuration.setTransactionManager(transactions);
        configuration.setDataSource(database);
        // The pool gives no connection outside of a transaction that is used in one.
        transactions.begin();
        WorkflowEngine engine = new Engine(configuration);
        transactions.commit();
        return engine;
    }

    private static void makeTables() {
        new StandaloneInMemProcessEngineConfiguration()
                .setJdbcUrl(DATABASE)
                .setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE)
                .setHistory(ProcessEngineConfiguration.HISTORY_FULL)
                .buildProcessEngine()
                .close();
    }
}
