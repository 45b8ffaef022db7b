package org.externalmodels.registry.start;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * A recurring job that goes on recurring whatever becomes of one time: an executor drops what throws, an error as well, and tells
 * nobody. For one thread at a time.
 */
final class LastingJob implements Runnable {

    private static final Logger LOG = System.getLogger(LastingJob.class.getName());

    private final Runnable job;
    private boolean failing;

    LastingJob(Runnable job) {
        this.job = job;
    }

    @Override
    public void run() {
        try {
            job.run();
            failing = false;
        } catch (RuntimeException | Error failure) {
            tell(failure);
        }
    }

    private void tell(Throwable failure) {
        if (failing) {
            return;
        }
        try {
            LOG.log(Level.ERROR, "A recurring job failed; it is tried again", failure);
            failing = true;
        } catch (RuntimeException | Error untold) {
            // Where memory is short a line in the log may be too much. The next failure is told instead.
            failing = false;
        }
    }
}
