package org.externalmodels.workflow.operaton.server;

import jakarta.transaction.Status;
import org.externalmodels.workflow.server.ServerTransactions;
import org.operaton.bpm.engine.impl.cfg.TransactionListener;
import org.operaton.bpm.engine.impl.cfg.TransactionState;
import org.operaton.bpm.engine.impl.cfg.jta.AbstractTransactionContext;
import org.operaton.bpm.engine.impl.cfg.jta.JakartaTransactionContext.JtaTransactionStateSynchronization;
import org.operaton.bpm.engine.impl.interceptor.CommandContext;

/** The transaction of a command, which is the server's. */
final class ServerTransactionContext extends AbstractTransactionContext {

    private final ServerTransactions transactions;

    ServerTransactionContext(ServerTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    protected void doRollback() {
        if (isTransactionActiveInternal()) {
            transactions.giveUp();
        }
    }

    @Override
    protected boolean isTransactionActiveInternal() {
        return transactions.status() == Status.STATUS_ACTIVE;
    }

    @Override
    protected void addTransactionListener(
            TransactionState state, TransactionListener listener, CommandContext context) {
        transactions.observe(new JtaTransactionStateSynchronization(state, listener, context));
    }
}
