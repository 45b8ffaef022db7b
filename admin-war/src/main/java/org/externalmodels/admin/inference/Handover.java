package org.externalmodels.admin.inference;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Begins calls without letting a thread of the container wait: where a call may wait for a database that counts it, a thread
 * of its own does. Otherwise it begins at once, on the thread that is there. Thread-safe.
 */
final class Handover implements AutoCloseable {

    private static final int THREADS = 64;
    private static final int MOST_WAITING = 2_000;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final BooleanSupplier mayWait;
    private final ThreadPoolExecutor threads;
    private final long longestWait;

    Handover(BooleanSupplier mayWait, ThreadFactory factory) {
        this(mayWait, factory, THREADS, MOST_WAITING, LONGEST_WAIT);
    }

    Handover(BooleanSupplier mayWait, ThreadFactory factory, int threads, int mostWaiting, Duration longestWait) {
        this.mayWait = mayWait;
        this.longestWait = longestWait.toNanos();
        this.threads = new ThreadPoolExecutor(
                threads, threads, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(mostWaiting), factory);
        this.threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Begins a call.
     *
     * @param call must not throw
     * @param tooMany what happens instead where too many wait, or this one has for too long
     */
    void begin(Runnable call, Runnable tooMany) {
        if (!mayWait.getAsBoolean()) {
            call.run();
            return;
        }
        long since = System.nanoTime();
        try {
            threads.execute(() -> (System.nanoTime() - since > longestWait ? tooMany : call).run());
        } catch (RejectedExecutionException full) {
            tooMany.run();
        }
    }

    /** Whether it is closed, and all has ended that was begun. */
    boolean isOver() {
        return threads.isTerminated();
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
