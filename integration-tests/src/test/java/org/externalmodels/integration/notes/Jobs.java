package org.externalmodels.integration.notes;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;

/** Work on threads as an engine has them: one looks for jobs from the application's start on, and has others do them. */
@ApplicationScoped
public class Jobs implements Executor {

    @Resource
    private ManagedExecutorService threads;

    private final BlockingQueue<Runnable> jobs = new LinkedBlockingQueue<>();
    private Future<?> acquisition;

    void start() {
        acquisition = threads.submit(this::acquire);
    }

    private void acquire() {
        try {
            while (true) {
                begin(jobs.take());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Has a job done by a thread of whoever calls. */
    void begin(Runnable job) {
        threads.execute(job);
    }

    void stop() {
        acquisition.cancel(true);
    }

    @Override
    public void execute(Runnable job) {
        jobs.add(job);
    }
}
