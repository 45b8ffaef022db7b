package org.externalmodels.workflow.flowable.server;

import jakarta.enterprise.concurrent.ManagedThreadFactory;
import org.flowable.job.service.impl.asyncexecutor.AsyncJobExecutorConfiguration;
import org.flowable.job.service.impl.asyncexecutor.DefaultAsyncJobExecutor;

/** Looks for jobs on the server's threads, too. */
final class ServerJobExecutor extends DefaultAsyncJobExecutor {

    private final ManagedThreadFactory threads;

    ServerJobExecutor(AsyncJobExecutorConfiguration configuration, ManagedThreadFactory threads) {
        super(configuration);
        this.threads = threads;
    }

    @Override
    protected void startJobAcquisitionThread() {
        setAsyncJobAcquisitionThread(threads.newThread(asyncJobsDueRunnable));
        super.startJobAcquisitionThread();
    }

    @Override
    protected void startTimerAcquisitionThread() {
        setTimerJobAcquisitionThread(threads.newThread(timerJobRunnable));
        super.startTimerAcquisitionThread();
    }

    @Override
    protected void startResetExpiredJobsThread() {
        setResetExpiredJobThread(threads.newThread(resetExpiredJobsRunnable));
        super.startResetExpiredJobsThread();
    }
}
