package org.externalmodels.connector.submission;

import java.util.concurrent.atomic.AtomicInteger;
import javax.transaction.xa.Xid;

/** A transaction manager's name for a branch, which is equal only to itself, as many are. */
final class TestXid implements Xid {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final byte[] transaction;

    private TestXid(byte[] transaction) {
        this.transaction = transaction;
    }

    static TestXid next() {
        int number = COUNT.incrementAndGet();
        return new TestXid(new byte[] {(byte) (number >> 16), (byte) (number >> 8), (byte) number});
    }

    /** The same branch by another object. */
    TestXid copy() {
        return new TestXid(transaction.clone());
    }

    @Override
    public int getFormatId() {
        return 4711;
    }

    @Override
    public byte[] getGlobalTransactionId() {
        return transaction.clone();
    }

    @Override
    public byte[] getBranchQualifier() {
        return new byte[] {1};
    }
}
