package org.externalmodels.connector.submission;

import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/**
 * A transaction manager's door to the branches of this server's submissions. Each managed connection has one, each delivery
 * and each recovery. It is associated with one branch at a time and used by one thread at a time, except that another may end
 * the association.
 */
public final class SubmissionXAResource implements XAResource {

    private static final int OWN_FORMAT = 0x454d;
    private static final AtomicLong OWN = new AtomicLong();

    private final Branches branches;

    /** What every branch that this resource is associated with removes; {@code null} if nothing. */
    private final String delivers;

    /** Also changed by the thread with which a transaction manager ends what takes too long. */
    private volatile Branch current;

    private volatile boolean used;
    private volatile boolean offered;
    private int timeout;

    SubmissionXAResource(Branches branches, String delivers) {
        this.branches = branches;
        this.delivers = delivers;
    }

    /** The name of a branch that nobody else coordinates. */
    public static Xid ownBranch() {
        return new BranchId(OWN_FORMAT, HexFormat.of().toHexDigits(OWN.incrementAndGet()), "");
    }

    /** The branch that work belongs to now, {@code null} if there is none. */
    Branch current() {
        return current;
    }

    /** From now on a server makes it part of the transactions in which it is used. */
    public void offer() {
        offered = true;
    }

    /** Whether a server makes it part of the transactions in which it is used. */
    boolean isOffered() {
        return offered;
    }

    /** Whether a transaction manager has ever made it part of a transaction. */
    boolean wasUsed() {
        return used;
    }

    @Override
    public void start(Xid xid, int flags) throws XAException {
        if (current != null) {
            throw Branches.failure(XAException.XAER_PROTO, "the resource is associated with a branch already");
        }
        Branch branch;
        switch (flags) {
            case TMNOFLAGS -> branch = branches.begin(xid, timeout);
            case TMJOIN -> {
                branch = branches.find(xid);
                branch.join();
            }
            case TMRESUME -> {
                branch = branches.find(xid);
                branch.resume();
            }
            default -> throw Branches.failure(XAException.XAER_INVAL, "start knows no flags " + flags);
        }
        current = branch;
        used = true;
        if (delivers != null) {
            branch.deliver(delivers);
        }
    }

    @Override
    public void end(Xid xid, int flags) throws XAException {
        Branch branch = branches.find(xid);
        try {
            switch (flags) {
                case TMSUSPEND -> branch.suspend();
                case TMSUCCESS -> branch.end(false);
                case TMFAIL -> branch.end(true);
                default -> throw Branches.failure(XAException.XAER_INVAL, "end knows no flags " + flags);
            }
        } finally {
            leave(branch);
        }
    }

    private void leave(Branch branch) {
        if (current == branch) {
            current = null;
        }
    }

    @Override
    public int prepare(Xid xid) throws XAException {
        return branches.prepare(xid);
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        branches.commit(xid, onePhase);
    }

    @Override
    public void rollback(Xid xid) throws XAException {
        branches.rollback(xid);
    }

    /** All of them at the start of a scan, so that its rest is empty. */
    @Override
    public Xid[] recover(int flags) throws XAException {
        if ((flags & ~(TMSTARTRSCAN | TMENDRSCAN)) != 0) {
            throw Branches.failure(XAException.XAER_INVAL, "recover knows no flags " + flags);
        }
        return (flags & TMSTARTRSCAN) == 0 ? new Xid[0] : branches.prepared();
    }

    /** There are no heuristic outcomes to forget. */
    @Override
    public void forget(Xid xid) throws XAException {
        throw Branches.failure(XAException.XAER_NOTA, "no branch ended heuristically");
    }

    @Override
    public int getTransactionTimeout() {
        return timeout;
    }

    /** For branches that begin from now on; 0 for none but the transaction manager's own. */
    @Override
    public boolean setTransactionTimeout(int seconds) throws XAException {
        if (seconds < 0) {
            throw Branches.failure(XAException.XAER_INVAL, "a timeout must not be negative: " + seconds);
        }
        timeout = seconds;
        return true;
    }

    /** All resources of one server's submissions are of one resource manager. */
    @Override
    public boolean isSameRM(XAResource other) {
        return other instanceof SubmissionXAResource ours && ours.branches == branches;
    }
}
