package org.externalmodels.connector.submission;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.externalmodels.connector.submission.SubmissionStore.StoreFailure;

/**
 * The branches of transactions that submit or deliver: a resource manager as X/Open's XA has it. What is prepared is on the
 * disk, and stays until the transaction manager says what becomes of it. It decides nothing on its own, so there is no
 * heuristic outcome and nothing to forget. Shared by threads.
 */
final class Branches {

    private final Ledger ledger;
    private final Outcomes outcomes;
    private volatile boolean recovered;
    private final ConcurrentMap<BranchId, Branch> branches = new ConcurrentHashMap<>();

    /** Hears what became of transactions. */
    interface Outcomes {

        /** These are submissions now. */
        void submitted(List<Entry> entries);

        /** These were delivered, and are gone. */
        void delivered(List<String> ids);

        /** The transaction in which these were delivered has rolled back. */
        void notDelivered(List<String> ids);
    }

    Branches(Ledger ledger, Collection<Ledger.InDoubt> inDoubt, Outcomes outcomes) {
        this.ledger = ledger;
        this.outcomes = outcomes;
        inDoubt.forEach(left -> branches.put(left.branch(), Branch.inDoubt(left)));
    }

    /** Whether a transaction manager has asked what is prepared. */
    boolean areRecovered() {
        return recovered;
    }

    /** Whether it is known what became of a branch. */
    boolean isSettled(BranchId id) {
        return !branches.containsKey(id);
    }

    /** Whether some transaction has not decided yet about a delivery. */
    boolean hold(String id) {
        return branches.values().stream().anyMatch(branch -> branch.delivered().contains(id));
    }

    Branch begin(Xid xid, int timeoutSeconds) throws XAException {
        BranchId id = BranchId.of(xid);
        long deadline = timeoutSeconds == 0 ? 0 : System.nanoTime() + TimeUnit.SECONDS.toNanos(timeoutSeconds);
        Branch branch = new Branch(id, deadline);
        branch.join();
        if (branches.putIfAbsent(id, branch) != null) {
            throw failure(XAException.XAER_DUPID, "the branch exists already");
        }
        return branch;
    }

    Branch find(Xid xid) throws XAException {
        Branch branch = branches.get(BranchId.of(xid));
        if (branch == null) {
            throw failure(XAException.XAER_NOTA, "the branch is not known");
        }
        return branch;
    }

    int prepare(Xid xid) throws XAException {
        Branch branch = find(xid);
        synchronized (branch) {
            branch.requireKnown();
            branch.requireIdle();
            if (branch.isRollbackOnly()) {
                throw rolledBack(branch);
            }
            if (branch.isEmpty()) {
                forget(branch);
                return XAResource.XA_RDONLY;
            }
            try {
                ledger.prepare(branch.id(), branch.submitted(), branch.delivered());
            } catch (StoreFailure e) {
                throw failure(XAException.XAER_RMERR, e);
            }
            branch.prepared();
            return XAResource.XA_OK;
        }
    }

    void commit(Xid xid, boolean onePhase) throws XAException {
        Branch branch = find(xid);
        synchronized (branch) {
            branch.requireKnown();
            if (onePhase) {
                branch.requireIdle();
                if (branch.isRollbackOnly()) {
                    throw rolledBack(branch);
                }
                commitAtOnce(branch);
            } else {
                branch.requirePrepared();
                try {
                    ledger.commitPrepared(branch.id(), branch.submitted(), branch.delivered());
                } catch (StoreFailure e) {
                    // It stays prepared; the transaction manager comes again.
                    throw failure(XAException.XAER_RMFAIL, e);
                }
            }
            forget(branch);
        }
        outcomes.submitted(branch.submitted().stream().map(Submitted::entry).toList());
        outcomes.delivered(branch.delivered());
    }

    private void commitAtOnce(Branch branch) throws XAException {
        if (branch.isEmpty()) {
            return;
        }
        try {
            ledger.commit(branch.submitted(), branch.delivered());
        } catch (StoreFailure e) {
            if (!e.isNothingChanged()) {
                // It may be on the disk, so that nobody may be told that it is rolled back; it can be tried again.
                throw failure(XAException.XAER_RMFAIL, e);
            }
            XAException rolledBack = rolledBack(branch);
            rolledBack.initCause(e);
            throw rolledBack;
        }
    }

    void rollback(Xid xid) throws XAException {
        Branch branch = find(xid);
        synchronized (branch) {
            branch.requireKnown();
            if (branch.isPrepared()) {
                try {
                    ledger.rollBackPrepared(branch.id(), branch.submitted());
                } catch (StoreFailure e) {
                    throw failure(XAException.XAER_RMFAIL, e);
                }
            } else {
                ledger.drop(branch.submitted());
            }
            forget(branch);
        }
        outcomes.notDelivered(branch.delivered());
    }

    /** Rolls back what was not prepared; the caller throws what is returned. */
    private XAException rolledBack(Branch branch) {
        int code = branch.isExpired() ? XAException.XA_RBTIMEOUT : XAException.XA_RBROLLBACK;
        ledger.drop(branch.submitted());
        forget(branch);
        outcomes.notDelivered(branch.delivered());
        return failure(code, "the branch is rolled back");
    }

    private void forget(Branch branch) {
        branch.over();
        branches.remove(branch.id());
    }

    /** How many submissions are part of what is prepared, as submitted or as delivered. */
    int inDoubt() {
        return branches.values().stream()
                .filter(Branch::isPrepared)
                .mapToInt(
                        branch -> branch.submitted().size() + branch.delivered().size())
                .sum();
    }

    /** What is prepared, by this run or an earlier one, for a transaction manager that recovers. */
    Xid[] prepared() {
        recovered = true;
        return branches.values().stream()
                .filter(Branch::isPrepared)
                .map(Branch::id)
                .toArray(Xid[]::new);
    }

    static XAException failure(int code, String why) {
        XAException failure = new XAException("External Models: " + why);
        failure.errorCode = code;
        return failure;
    }

    private static XAException failure(int code, StoreFailure cause) {
        XAException failure = failure(code, cause.getMessage());
        failure.initCause(cause);
        return failure;
    }
}
