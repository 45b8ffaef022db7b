package org.externalmodels.connector.submission;

import java.util.ArrayList;
import java.util.List;
import javax.transaction.xa.XAException;

/**
 * The work of one transaction at this resource manager: what becomes a submission when it commits, and what is removed
 * because it was delivered. Its states are those of X/Open's XA, 2.3. Guarded by its own monitor, which whoever
 * decides about it holds meanwhile.
 */
final class Branch {

    private final BranchId id;
    private final List<Submitted> submitted = new ArrayList<>();
    private final List<String> delivered = new ArrayList<>();
    private final long deadline;
    private int associated;
    private int suspended;
    private boolean rollbackOnly;
    private boolean prepared;
    private boolean over;

    /**
     * Begins a branch.
     *
     * @param deadline in {@link System#nanoTime}, after which it can only be rolled back; 0 for none
     */
    Branch(BranchId id, long deadline) {
        this.id = id;
        this.deadline = deadline;
    }

    /** A branch that an earlier run has prepared. */
    static Branch inDoubt(Ledger.InDoubt left) {
        Branch branch = new Branch(left.branch(), 0);
        branch.submitted.addAll(left.submitted());
        branch.delivered.addAll(left.delivered());
        branch.prepared = true;
        return branch;
    }

    BranchId id() {
        return id;
    }

    synchronized List<Submitted> submitted() {
        return List.copyOf(submitted);
    }

    synchronized List<String> delivered() {
        return List.copyOf(delivered);
    }

    synchronized boolean isPrepared() {
        return prepared;
    }

    synchronized boolean isEmpty() {
        return submitted.isEmpty() && delivered.isEmpty();
    }

    /** Makes a submission part of it. */
    synchronized void submit(Submitted draft) {
        if (associated == 0 || prepared || over || isRollbackOnly()) {
            throw new IllegalStateException("The transaction takes no more work: it is over, or can only roll back.");
        }
        submitted.add(draft);
    }

    /** Makes the removal of a delivered result part of it. */
    synchronized void deliver(String submission) {
        if (!delivered.contains(submission)) {
            delivered.add(submission);
        }
    }

    synchronized void join() throws XAException {
        requireOpen();
        associated++;
    }

    synchronized void suspend() throws XAException {
        requireAssociated();
        associated--;
        suspended++;
    }

    synchronized void resume() throws XAException {
        requireOpen();
        if (suspended == 0) {
            throw Branches.failure(XAException.XAER_PROTO, "the branch is not suspended");
        }
        suspended--;
        associated++;
    }

    /** Ends an association, a suspended one if there is no other. */
    synchronized void end(boolean failed) throws XAException {
        if (associated > 0) {
            associated--;
        } else if (suspended > 0) {
            suspended--;
        } else {
            throw Branches.failure(XAException.XAER_PROTO, "the branch is not associated");
        }
        rollbackOnly |= failed;
        if (isExpired()) {
            throw Branches.failure(XAException.XA_RBTIMEOUT, "the branch took too long");
        }
    }

    /** Whether it can do nothing but roll back. */
    boolean isRollbackOnly() {
        return rollbackOnly || isExpired();
    }

    boolean isExpired() {
        return deadline != 0 && !prepared && System.nanoTime() - deadline > 0;
    }

    /** Whoever waited for the monitor may come after another who ended it. */
    void requireKnown() throws XAException {
        if (over) {
            throw Branches.failure(XAException.XAER_NOTA, "the branch is not known any more");
        }
    }

    void requireIdle() throws XAException {
        if (associated > 0 || suspended > 0 || prepared) {
            throw Branches.failure(XAException.XAER_PROTO, "the branch is not idle");
        }
    }

    void requirePrepared() throws XAException {
        if (!prepared) {
            throw Branches.failure(XAException.XAER_PROTO, "the branch is not prepared");
        }
    }

    void prepared() {
        prepared = true;
    }

    void over() {
        over = true;
    }

    private void requireOpen() throws XAException {
        if (prepared || over) {
            throw Branches.failure(XAException.XAER_PROTO, "the branch takes no more work");
        }
        if (isRollbackOnly()) {
            throw Branches.failure(
                    isExpired() ? XAException.XA_RBTIMEOUT : XAException.XA_RBROLLBACK,
                    "the branch can only roll back");
        }
    }

    private void requireAssociated() throws XAException {
        if (associated == 0) {
            throw Branches.failure(XAException.XAER_PROTO, "the branch is not associated");
        }
    }
}
