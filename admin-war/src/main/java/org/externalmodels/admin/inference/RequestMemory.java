package org.externalmodels.admin.inference;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that requests under way may take, all of them together: more of them than fit would be the end of the server and of
 * every other call. An exchange takes its part before its body is read, and the body from its first byte, until the exchange is
 * over. Shared by threads; nobody waits.
 */
final class RequestMemory {

    /** What the server, the call and its connection to the provider keep of an exchange that waits (docs/performance.md). */
    static final int EXCHANGE = 30 << 10;

    /** What the server keeps besides once it has begun to write. */
    static final int STREAM = 12 << 10;

    /** A body becomes texts, and the texts what is sent to the provider. */
    private static final int COPIES = 2;

    private final long all;
    private final AtomicLong held = new AtomicLong();

    /**
     * All of which is free.
     *
     * @param all the most bytes of all requests
     */
    RequestMemory(long all) {
        this.all = all;
    }

    /** Most of the heap: with what the server itself keeps the rest is half empty. */
    static RequestMemory ofHeap() {
        return new RequestMemory(Runtime.getRuntime().maxMemory() / 8 * 5);
    }

    /** Bytes that are held now. */
    long held() {
        return held.get();
    }

    /**
     * The part of one more exchange.
     *
     * @throws Refusal if there is not so much
     */
    Share share() {
        Share share = new Share();
        if (!share.takeBytes(EXCHANGE)) {
            throw full();
        }
        return share;
    }

    static Refusal full() {
        return Refusal.later(
                503,
                "too_many_requests_at_once",
                "This server has as many requests under way as it has memory for.",
                Duration.ofSeconds(1));
    }

    /** What one exchange takes of it. Thread-safe. */
    final class Share {

        private long taken;
        private boolean over;

        /** Takes so much of a body; {@code false} if there is not so much, or the exchange is over. */
        boolean take(int ofBody) {
            return takeBytes((long) COPIES * ofBody);
        }

        /**
         * Takes what a stream needs besides.
         *
         * @throws Refusal if there is not so much
         */
        void takeForStream() {
            if (!takeBytes(STREAM)) {
                throw full();
            }
        }

        private synchronized boolean takeBytes(long bytes) {
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
