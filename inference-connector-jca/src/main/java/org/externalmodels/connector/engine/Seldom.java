package org.externalmodels.connector.engine;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Lets something be said once in a while. Shared by threads. */
final class Seldom {

    private final long pause;
    private final AtomicLong next = new AtomicLong(System.nanoTime());

    Seldom(Duration pause) {
        this.pause = pause.toNanos();
    }

    /**
     * Whether it is time, and then not again for a while.
     *
     * @param now of {@link System#nanoTime}
     */
    boolean isDue(long now) {
        long due = next.get();
        return now - due >= 0 && next.compareAndSet(due, now + pause);
    }
}
