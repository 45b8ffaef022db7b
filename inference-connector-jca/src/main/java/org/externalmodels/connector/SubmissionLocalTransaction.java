package org.externalmodels.connector;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.LocalTransactionException;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.externalmodels.connector.submission.SubmissionXAResource;

/** A transaction of this resource alone: a branch that nobody coordinates, committed in one phase. */
final class SubmissionLocalTransaction implements LocalTransaction {

    private final SubmissionXAResource transactions;
    private Xid branch;

    SubmissionLocalTransaction(SubmissionXAResource transactions) {
        this.transactions = transactions;
    }

    @Override
    public void begin() throws ResourceException {
        if (branch != null) {
            throw new LocalTransactionException("The local transaction has begun already.");
        }
        Xid own = SubmissionXAResource.ownBranch();
        try {
            transactions.start(own, XAResource.TMNOFLAGS);
        } catch (XAException e) {
            throw new LocalTransactionException(e.getMessage(), e);
        }
        branch = own;
    }

    @Override
    public void commit() throws ResourceException {
        Xid ended = end();
        try {
            transactions.commit(ended, true);
        } catch (XAException e) {
            throw new LocalTransactionException(e.getMessage(), e);
        }
    }

    @Override
    public void rollback() throws ResourceException {
        Xid ended = end();
        try {
            transactions.rollback(ended);
        } catch (XAException e) {
            throw new LocalTransactionException(e.getMessage(), e);
        }
    }

    private Xid end() throws LocalTransactionException {
        if (branch == null) {
            throw new LocalTransactionException("No local transaction has begun.");
        }
        Xid ended = branch;
        branch = null;
        try {
            transactions.end(ended, XAResource.TMSUCCESS);
        } catch (XAException e) {
            throw new LocalTransactionException(e.getMessage(), e);
        }
        return ended;
    }
}
