package org.externalmodels.registry.traces;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;
import org.externalmodels.inference.spi.UsageJournal;

/**
 * Lets go of records some time after they were stored, for a database may lose its last commits: one that fails over to an
 * asynchronous replica, or does not sync each. It says so by its position, and has the records stored again. A journal that
 * is half full lets go at once. For one thread.
 */
final class ReleaseBehind {

    static final Duration BEHIND = Duration.ofSeconds(10);

    private static final Logger LOG = System.getLogger(ReleaseBehind.class.getName());
    private static final long STEP = Duration.ofSeconds(1).toNanos();
    private static final int HALF = 50;

    private final UsageJournal journal;
    private final LongSupplier nanoTime;

    /** A step or more apart. */
    private final Deque<Stored> waiting = new ArrayDeque<>();

    private long stored;
    private long released;

    ReleaseBehind(UsageJournal journal, LongSupplier nanoTime) {
        this.journal = journal;
        this.nanoTime = nanoTime;
    }

    /** The database is where it says it is, which may be before what it said earlier. */
    void at(long position) {
        waiting.removeIf(later -> later.position() > position);
        if (position < released) {
            LOG.log(
                    Level.ERROR,
                    "The database has lost usage records that were stored more than {0} s ago: it is at position {1} of"
                            + " journal {2}, which has let go of what was before {3}.",
                    BEHIND.toSeconds(),
                    position,
                    journal.id(),
                    released);
            released = position;
        }
        stored = position;
    }

    /** All up to a position is in the database now. */
    void stored(long position) {
        stored = position;
        release();
    }

    void release() {
        long now = nanoTime.getAsLong();
        if (waiting.isEmpty() ? stored > released : isNext(waiting.getLast(), now)) {
            waiting.add(new Stored(stored, now));
        }
        if (journal.fill().percent() >= HALF) {
            waiting.clear();
            release(stored);
            return;
        }
        while (!waiting.isEmpty() && now - waiting.getFirst().at() >= BEHIND.toNanos()) {
            release(waiting.removeFirst().position());
        }
    }

    private boolean isNext(Stored last, long now) {
        return stored > last.position() && now - last.at() >= STEP;
    }

    private void release(long upTo) {
        if (upTo > released) {
            journal.release(upTo);
            released = upTo;
        }
    }

    /** All up to a position was in the database at a time. */
    private record Stored(long position, long at) {}
}
