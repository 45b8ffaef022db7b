package org.externalmodels.registry.start;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.concurrent.ManagedTask;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * What is done again and again, on threads of its own: jobs wait for a database that hangs, all of them, and in the server's
 * pool they would leave no thread for calls.
 */
@Singleton
@PermitAll
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class RecurringJobs {

    /** One for each job: what one waits for holds up no other. */
    private static final int THREADS = 12;

    /** Each time is a task of its own: what a task holds of a pool of connections the server takes back at its end. */
    private static final Map<String, String> ALONE = Map.of(ManagedTask.TRANSACTION, ManagedTask.SUSPEND);

    @Resource
    private ManagedThreadFactory threads;

    @Resource
    private ContextService contexts;

    private ScheduledExecutorService executor;

    @PostConstruct
    void start() {
        executor = new ScheduledThreadPoolExecutor(THREADS, threads);
    }

    /** Does a job a while from now, and a while after each time that it was done, however that ended. */
    public ScheduledFuture<?> every(Duration pause, Runnable job) {
        return every(pause, pause, job);
    }

    /**
     * Does a job again and again, however each time ends.
     *
     * @param first until the first time
     * @param pause from the end of each time to the next
     */
    public ScheduledFuture<?> every(Duration first, Duration pause, Runnable job) {
        Runnable task = contexts.createContextualProxy(job, ALONE, Runnable.class);
        return executor.scheduleWithFixedDelay(
                new LastingJob(task), first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        executor.shutdown();
    }
}
