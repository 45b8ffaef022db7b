package org.externalmodels.workflow.operaton.server;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.operaton.bpm.engine.impl.ProcessEngineImpl;
import org.operaton.bpm.engine.impl.jobexecutor.JobExecutor;

/** Runs jobs on the server's threads, so many at a time at most. */
public class ServerJobExecutor extends JobExecutor {

    private final ManagedExecutorService threads;
    private final Semaphore places;
    private Future<?> acquisition;

    /** Runs jobs on these threads, which have the application's names and classes. */
    public ServerJobExecutor(ManagedExecutorService threads, int mostAtATime) {
        this.threads = threads;
        this.places = new Semaphore(mostAtATime);
    }

    @Override
    protected void startExecutingJobs() {
        acquisition = threads.submit(acquireJobsRunnable);
    }

    @Override
    protected void stopExecutingJobs() {
        acquisition.cancel(true);
    }

    @Override
    public void executeJobs(List<String> jobIds, ProcessEngineImpl engine) {
        if (!places.tryAcquire()) {
            reject(jobIds, engine);
            return;
        }
        try {
            threads.execute(() -> {
                try {
                    getExecuteJobsRunnable(jobIds, engine).run();
                } finally {
                    places.release();
                }
            });
        } catch (RejectedExecutionException full) {
            places.release();
            reject(jobIds, engine);
        }
    }

    private void reject(List<String> jobIds, ProcessEngineImpl engine) {
        logRejectedExecution(engine, jobIds.size());
        getRejectedJobsHandler().jobsRejected(jobIds, engine, this);
    }
}
