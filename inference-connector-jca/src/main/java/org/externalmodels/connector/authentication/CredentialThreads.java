package org.externalmodels.connector.authentication;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads on which credentials are asked for, whoever gives them: one renews ahead, and a few fetch what calls wait
 * for, so that whoever hangs holds up no others. Shared by threads.
 *
 * @param renewal renews at the time it is told
 * @param fetching fetches at once, and is there only while it is needed
 */
record CredentialThreads(ScheduledThreadPoolExecutor renewal, ThreadPoolExecutor fetching) implements AutoCloseable {

    /** So many providers of credentials may hang before another one's calls wait for them. */
    private static final int FETCHING = 8;

    private static final long IDLE_SECONDS = 10;

    static CredentialThreads start() {
        ScheduledThreadPoolExecutor renewal = new ScheduledThreadPoolExecutor(1, named("external-models-credentials"));
        renewal.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        // Each credential has one task at most under way, so the queue is no longer than the list of profiles.
        ThreadPoolExecutor fetching = new ThreadPoolExecutor(
                FETCHING,
                FETCHING,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                named("external-models-credentials-now"));
        fetching.allowCoreThreadTimeOut(true);
        return new CredentialThreads(renewal, fetching);
    }

    /** For what somebody waits for. */
    Executor now() {
        return fetching;
    }

    private static ThreadFactory named(String name) {
        return task -> {
            Thread made = new Thread(task, name);
            made.setDaemon(true);
            made.setContextClassLoader(CredentialThreads.class.getClassLoader());
            return made;
        };
    }

    @Override
    public void close() {
        renewal.shutdownNow();
        fetching.shutdownNow();
    }
}
