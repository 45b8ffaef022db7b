package org.externalmodels.admin.inference;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that the bodies of requests may take, of all requests together: from their first byte until their exchanges are
 * over, since what a body has become is as large as it was. Shared by threads; nobody waits.
 */
final class BodyMemory {

    private final int perRequest;
    private final long all;
    private final AtomicLong held = new AtomicLong();

    /**
     * All of which is free.
     *
     * @param perRequest the most bytes of one body
     * @param all the most bytes of all bodies
     */
    BodyMemory(int perRequest, long all) {
        this.perRequest = perRequest;
        this.all = all;
    }

    int perRequest() {
        return perRequest;
    }

    /** Bytes that are held now. */
    long held() {
        return held.get();
    }

    Share share() {
        return new Share();
    }

    /** What one request takes of it. Thread-safe. */
    final class Share {

        private long taken;
        private boolean over;

        /** Takes more; {@code false} if there is not so much, or the exchange is over. */
        synchronized boolean take(int bytes) {
            if (over) {
                return false;
            }
            if (held.addAndGet(bytes) > all) {
                long unused = held.addAndGet(-bytes);
                return false;
            }
            taken += bytes;
            return true;
        }

        /** Gives all back, for good. */
        synchronized void giveBack() {
            over = true;
            long unused = held.addAndGet(-taken);
            taken = 0;
        }
    }
}
