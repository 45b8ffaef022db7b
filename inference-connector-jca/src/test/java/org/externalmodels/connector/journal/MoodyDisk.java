package org.externalmodels.connector.journal;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Forces what it is told to, or fails as it is told to. */
final class MoodyDisk implements DiskRoom.Disk {

    private final AtomicInteger forced = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger untilHeld = new AtomicInteger(Integer.MAX_VALUE);
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile Throwable failure;
    private volatile long usable = Long.MAX_VALUE;

    void fail(Throwable with) {
        failure = with;
    }

    void recover() {
        failure = null;
    }

    /** Lets some go on, and one after them wait. */
    void holdOneAfter(int others) {
        untilHeld.set(others);
    }

    void awaitHeld() throws InterruptedException {
        held.await();
    }

    void release() {
        released.countDown();
    }

    /** Has so many bytes left. */
    void leave(long bytes) {
        usable = bytes;
    }

    int forced() {
        return forced.get();
    }

    int failed() {
        return failed.get();
    }

    @Override
    public long usableBytes() {
        return usable;
    }

    @Override
    public void force(DiskRoom.Forcing written) throws IOException {
        Throwable now = failure;
        if (now != null) {
            failed.incrementAndGet();
            if (now instanceof Error error) {
                throw error;
            }
            throw new IOException(now);
        }
        if (untilHeld.getAndDecrement() == 0) {
            held.countDown();
            waitForRelease();
        }
        written.force();
        forced.incrementAndGet();
    }

    private void waitForRelease() throws IOException {
        try {
            released.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
