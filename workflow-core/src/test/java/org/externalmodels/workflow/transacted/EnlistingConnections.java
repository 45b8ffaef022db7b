package org.externalmodels.workflow.transacted;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import jakarta.transaction.TransactionManager;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * A container's connection manager for one factory: a transaction has one connection, which takes part in it and goes back to
 * the pool at its end. There are no connections outside of transactions. Shared by threads.
 */
final class EnlistingConnections implements ConnectionManager {

    private static final long serialVersionUID = 1L;

    private final transient TransactionManager transactions;
    private final transient Deque<ManagedConnection> idle = new ConcurrentLinkedDeque<>();
    private final transient Map<Transaction, ManagedConnection> enlisted = new ConcurrentHashMap<>();

    EnlistingConnections(TransactionManager transactions) {
        this.transactions = transactions;
    }

    @Override
    public Object allocateConnection(ManagedConnectionFactory factory, ConnectionRequestInfo info)
            throws ResourceException {
        try {
            Transaction transaction = transactions.getTransaction();
            if (transaction == null) {
                throw new ResourceException("There is no transaction");
            }
            ManagedConnection managed = enlisted.get(transaction);
            if (managed == null) {
                managed = enlist(transaction, factory, info);
            }
            return managed.getConnection(null, info);
        } catch (SystemException | RollbackException e) {
            throw new ResourceException(e.getMessage(), e);
        }
    }

    private ManagedConnection enlist(
            Transaction transaction, ManagedConnectionFactory factory, ConnectionRequestInfo info)
            throws ResourceException, SystemException, RollbackException {
        ManagedConnection pooled = idle.pollFirst();
        ManagedConnection managed = pooled == null ? factory.createManagedConnection(null, info) : pooled;
        transaction.enlistResource(managed.getXAResource());
        enlisted.put(transaction, managed);
        transaction.registerSynchronization(new GivenBack(transaction));
        return managed;
    }

    private final class GivenBack implements Synchronization {
        private final Transaction transaction;

        GivenBack(Transaction transaction) {
            this.transaction = transaction;
        }

        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            ManagedConnection managed = enlisted.remove(transaction);
            try {
                managed.cleanup();
            } catch (ResourceException e) {
                throw new IllegalStateException(e);
            }
            idle.addFirst(managed);
        }
    }
}
