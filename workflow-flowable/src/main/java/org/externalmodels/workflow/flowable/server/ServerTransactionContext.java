package org.externalmodels.workflow.flowable.server;

import jakarta.transaction.Status;
import org.externalmodels.workflow.server.ServerTransactions;
import org.flowable.common.engine.impl.cfg.TransactionContext;
import org.flowable.common.engine.impl.cfg.TransactionListener;
import org.flowable.common.engine.impl.cfg.TransactionState;
import org.flowable.common.engine.impl.cfg.jta.JtaTransactionContext.TransactionStateSynchronization;
import org.flowable.common.engine.impl.interceptor.CommandContext;

/** The transaction of a command, which is the server's. */
final class ServerTransactionContext implements TransactionContext {

    private final ServerTransactions transactions;
    private final CommandContext command;

    ServerTransactionContext(ServerTransactions transactions, CommandContext command) {
        this.transactions = transactions;
        this.command = command;
    }

    @Override
    public void commit() {
        // The server does, after the outermost command or with the transaction of the application.
    }

    @Override
    public void rollback() {
        if (transactions.status() == Status.STATUS_ACTIVE) {
            transactions.giveUp();
        }
    }

    @Override
    public void addTransactionListener(TransactionState state, TransactionListener listener) {
        transactions.observe(new TransactionStateSynchronization(state, listener, command));
    }
}
