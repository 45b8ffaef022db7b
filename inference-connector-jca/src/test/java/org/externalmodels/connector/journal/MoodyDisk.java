package org.externalmodels.connector.journal;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Forces what it is told to, or fails as it is told to. */
final class MoodyDisk implements DiskRoom.Disk {

    private final AtomicInteger forced = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private volatile Throwable failure;
    private volatile long usable = Long.MAX_VALUE;

    void fail(Throwable with) {
        failure = with;
    }

    void recover() {
        failure = null;
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
        written.force();
        forced.incrementAndGet();
    }
}
