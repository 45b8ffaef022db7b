package org.externalmodels.connector.reuse;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Objects kept for reuse, at most one in each of a fixed number of slots; a thread looks into its own slot only, so that
 * threads seldom meet. Unlike a thread local it leaves nothing in a server's threads. Shared by threads.
 */
public final class Spares<T> {

    private static final int SLOTS = 64;

    /** References in a line of the processor's cache, so that neighbours do not share one. */
    private static final int APART = 16;

    private final Supplier<T> maker;
    private final AtomicReferenceArray<T> kept = new AtomicReferenceArray<>(SLOTS * APART);

    /** @param maker makes one where none is kept */
    public Spares(Supplier<T> maker) {
        this.maker = maker;
    }

    /** Takes one, for this thread alone until it is given back, if it ever is. */
    public T take() {
        T spare = kept.getAndSet(slot(), null);
        return spare == null ? maker.get() : spare;
    }

    /** Keeps it for the next who asks; its user must not touch it any more. */
    public void giveBack(T spare) {
        kept.set(slot(), spare);
    }

    @SuppressWarnings("deprecation") // Thread.threadId() came with Java 19
    private static int slot() {
        return (int) (Thread.currentThread().getId() & (SLOTS - 1)) * APART;
    }
}
