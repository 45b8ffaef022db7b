package org.externalmodels.workflow.server;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.function.Supplier;

/** The server's transactions as an engine uses them. Shared by threads. */
@ApplicationScoped
public class ServerTransactions {

    @Resource
    private TransactionSynchronizationRegistry registry;

    /** Works in the current transaction, or in one of its own if there is none. What the work throws rolls it back. */
    @Transactional(TxType.REQUIRED)
    public <T> T join(Supplier<T> work) {
        return work.get();
    }

    /** Works in a transaction of its own. What the work throws rolls that back. */
    @Transactional(TxType.REQUIRES_NEW)
    public <T> T begin(Supplier<T> work) {
        return work.get();
    }

    /** How the current transaction stands, as {@link jakarta.transaction.Status} says it. */
    public int status() {
        return registry.getTransactionStatus();
    }

    /** Lets the current transaction do nothing but roll back. */
    public void giveUp() {
        registry.setRollbackOnly();
    }

    /** Hears of the end of the current transaction. */
    public void observe(Synchronization synchronization) {
        registry.registerInterposedSynchronization(synchronization);
    }
}
