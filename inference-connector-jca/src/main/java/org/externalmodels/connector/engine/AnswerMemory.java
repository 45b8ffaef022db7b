package org.externalmodels.connector.engine;

import java.util.concurrent.atomic.AtomicLong;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;

/**
 * The memory that answers under way may take, of all calls of an engine together. Large ones, or many at once, are the
 * failures of some calls then, and not the end of a server. A small answer counts for nothing, so most calls never come
 * here. Shared by threads; nobody waits.
 */
final class AnswerMemory {

    /** Up to here an answer counts for nothing: ten thousand of these are 40 MB. */
    private static final int SMALL = 4 << 10;

    private final long limit;
    private final AtomicLong taken = new AtomicLong();

    AnswerMemory(long limit) {
        this.limit = limit;
    }

    /** Half of the heap: the other half is for what answers become, and for everybody else. */
    static AnswerMemory ofHeap() {
        return new AnswerMemory(Runtime.getRuntime().maxMemory() / 2);
    }

    /** For answers whose limit is so low that nobody counts them. */
    static Share uncounted() {
        return new AnswerMemory(Long.MAX_VALUE).share();
    }

    Share share() {
        return new Share(this);
    }

    /** Bytes that are taken now. */
    long taken() {
        return taken.get();
    }

    private boolean take(long bytes) {
        if (taken.addAndGet(bytes) <= limit) {
            return true;
        }
        long unused = taken.addAndGet(-bytes);
        return false;
    }

    /** What one call takes of it. Used by one thread at a time. */
    static final class Share {

        private final AnswerMemory memory;
        private long held;

        private Share(AnswerMemory memory) {
            this.memory = memory;
        }

        /**
         * Makes it at least so large.
         *
         * @throws InferenceException {@code LIMIT_EXCEEDED} if there is not so much
         */
        void reach(long bytes) {
            if (bytes <= SMALL || bytes <= held) {
                return;
            }
            // Not for each byte that comes.
            long more = Math.max(bytes - held, SMALL);
            if (!memory.take(more)) {
                throw new InferenceException(
                        FailureCode.LIMIT_EXCEEDED,
                        "the answers under way take all the memory that this server has for them, "
                                + (memory.limit >> 20) + " MB");
            }
            held += more;
        }

        void giveBack() {
            if (held > 0) {
                long unused = memory.taken.addAndGet(-held);
                held = 0;
            }
        }
    }
}
