package org.externalmodels.connector.transport;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that connections may keep while their exchanges wait, all of them together: a call too many fails, and not the server.
 * Shared by threads; nobody waits.
 */
final class ConnectionMemory {

    /** What the client keeps of an exchange and its connection, measured by the heap in use. */
    private static final long PLAIN = 14 << 10;

    /** With what TLS keeps: about as much with HTTP/1.1 as with HTTP/2. */
    private static final long SECURE = 43 << 10;

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    ConnectionMemory(long most) {
        this.most = most;
    }

    static ConnectionMemory ofHeap() {
        return new ConnectionMemory(Runtime.getRuntime().maxMemory() / 8 * 3);
    }

    /** Takes what one more exchange needs; {@code false} if there is not so much. */
    boolean take(boolean secure) {
        if (taken.addAndGet(size(secure)) <= most) {
            return true;
        }
        giveBack(secure);
        return false;
    }

    void giveBack(boolean secure) {
        long unused = taken.addAndGet(-size(secure));
    }

    private static long size(boolean secure) {
        return secure ? SECURE : PLAIN;
    }
}
