package org.externalmodels.admin.inference;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that requests under way may take, all of them together: more of them than fit would be the end of the server and of
 * every other call. An exchange takes its part before its body is read, and the body from its first byte, until the exchange is
 * over. Shared by threads; nobody waits.
 */
final class RequestMemory {

    /** What the server and the call keep of an exchange that waits (docs/performance.md); its connection to the provider is the transport's. */
    static final int EXCHANGE = 16 << 10;

    /** What the server keeps besides once it has begun to write, and what waits until the client has taken that. */
    static final int STREAM = (12 << 10) + EventStream.MOST_KEPT;

    /** A body is collected, put together, and read as a text. */
    static final int READING = 4;

    /** It becomes texts, and the texts what is sent to the provider. */
    static final int COPIES = 2;

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

    /** As much as the transport's connections may take; the rest is for what the server itself keeps, and for answers. */
    static RequestMemory ofHeap() {
        return new RequestMemory(Runtime.getRuntime().maxMemory() / 8 * 3);
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
        private long body;
        private boolean over;

        /** Takes so much of a body; {@code false} if there is not so much, or the exchange is over. */
        synchronized boolean take(int ofBody) {
            boolean fits = takeBytes((long) READING * ofBody);
            body += fits ? ofBody : 0;
            return fits;
        }

        /** The body is read: what that took besides is given back. */
        synchronized void bodyIsRead() {
            if (!over) {
                long besides = (READING - COPIES) * body;
                long unused = held.addAndGet(-besides);
                taken -= besides;
                body = 0;
            }
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
