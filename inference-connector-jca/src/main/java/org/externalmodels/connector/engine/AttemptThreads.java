package org.externalmodels.connector.engine;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads on which calls of one engine go on that have waited, for credentials or for their next attempt. There are few,
 * however many calls fail at once, since each may wait for limits that are counted in a database; the others queue. Shared by
 * threads.
 */
final class AttemptThreads implements Executor, AutoCloseable {

    private static final int MOST = 64;
    private static final long IDLE_SECONDS = 10;

    private final ThreadPoolExecutor threads;

    AttemptThreads() {
        // What waits is bounded by the calls under way. A call that comes after the end must still hear of it.
        threads = new ThreadPoolExecutor(
                MOST,
                MOST,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                AttemptThreads::thread,
                (late, closed) -> late.run());
        threads.allowCoreThreadTimeOut(true);
    }

    private static Thread thread(Runnable work) {
        Thread made = new Thread(work, "external-models-attempts");
        made.setDaemon(true);
        made.setContextClassLoader(AttemptThreads.class.getClassLoader());
        return made;
    }

    @Override
    public void execute(Runnable work) {
        threads.execute(work);
    }

    /** Ends when what waits is done; what comes later runs on the thread it comes from. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
