package org.externalmodels.workflow.flowable;

import io.agroal.api.AgroalDataSource;
import jakarta.transaction.TransactionManager;
import org.externalmodels.workflow.TransactedTaskContract;
import org.externalmodels.workflow.WorkflowEngine;
import org.flowable.engine.ProcessEngineConfiguration;
import org.flowable.engine.impl.cfg.JtaProcessEngineConfiguration;

class TransactedTaskTest extends TransactedTaskContract {

    @Override
    protected WorkflowEngine engine(TransactionManager transactions, AgroalDataSource database) {
        var configuration = new JtaProcessEngineConfiguration();
        configuration.setTransactionManager(transactions);
        configuration.setTransactionsExternallyManaged(true);
        configuration.setDataSource(database);
        configuration.setDatabaseSchemaUpdate(ProcessEngineConfiguration.DB_SCHEMA_UPDATE_TRUE);
        return new Engine(configuration);
    }
}
