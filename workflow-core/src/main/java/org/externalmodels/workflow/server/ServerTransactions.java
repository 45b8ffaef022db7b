package org.externalmodels.workflow.server;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.function.Supplier;

/** The server's transactions as an engine uses them. Shared by threads. */
@ApplicationScoped
public class ServerTransactions {

    @Resource
    private TransactionSynchronizationRegistry registry;

    @Inject
    private ContainerTransaction transaction;

    /** Works in the current transaction, or in one of its own if there is none. What the work throws rolls it back. */
    public <T> T join(Supplier<T> work) {
        if (status() == Status.STATUS_NO_TRANSACTION) {
            return begin(work);
        }
        try {
            return work.get();
        } catch (RuntimeException | Error failure) {
            if (status() == Status.STATUS_ACTIVE) {
                giveUp();
            }
            throw failure;
        }
    }

    /** Works in a transaction of its own. What the work throws rolls that back. */
    public <T> T begin(Supplier<T> work) {
        Attempt<T> attempt = new Attempt<>(work);
        transaction.around(attempt::succeeds);
        return attempt.result();
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
