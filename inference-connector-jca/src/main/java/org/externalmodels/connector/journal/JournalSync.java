package org.externalmodels.connector.journal;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Syncs the journal to the disk every so often, so that a power cut loses at most that much, and goes on doing so whatever
 * happens: nobody would begin again. At the end it closes the journal's files: while the disk hangs nobody else may.
 */
final class JournalSync implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(JournalSync.class.getName());

    private static final Duration LONGEST_SYNC = Duration.ofSeconds(10);

    private final SegmentedJournal journal;
    private final Duration interval;
    private final Thread thread = new Thread(this::run, "external-models-journal-sync");
    private final CountDownLatch closing = new CountDownLatch(1);

    /** Why files could not be closed as they should; {@code null} if they could. */
    private volatile IOException failure;

    private JournalSync(SegmentedJournal journal, Duration interval) {
        this.journal = journal;
        this.interval = interval;
        thread.setDaemon(true);
    }

    static JournalSync start(SegmentedJournal journal, Duration interval) {
        JournalSync sync = new JournalSync(journal, interval);
        sync.thread.start();
        return sync;
    }

    private void run() {
        boolean failing = false;
        while (rest()) {
            try {
                journal.sync();
                failing = false;
            } catch (IOException | RuntimeException | Error e) {
                failing = failing || tell(e);
            }
        }
        try {
            journal.closeFiles();
        } catch (IOException e) {
            failure = e;
        } catch (RuntimeException | Error e) {
            failure = new IOException("the usage journal could not be closed", e);
        }
    }

    /** {@code false} when it is over. */
    private boolean rest() {
        try {
            return !closing.await(interval.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException meantForNobody) {
            return closing.getCount() > 0;
        }
    }

    /** Says whether it could be told: where memory is short a line in the log may be too much. */
    private static boolean tell(Throwable failure) {
        try {
            LOG.log(System.Logger.Level.ERROR, "The usage journal cannot be synced to the disk", failure);
            return true;
        } catch (RuntimeException | Error untold) {
            return false;
        }
    }

    /**
     * Waits until files are closed.
     *
     * @throws IOException if they could not be as they should, or the disk hangs: they are closed when it goes on
     */
    @Override
    public void close() throws IOException {
        closing.countDown();
        if (!ends()) {
            throw new IOException(
                    "the disk does not answer; what was appended last to the usage journal may not be on it");
        }
        IOException told = failure;
        failure = null;
        if (told != null) {
            throw told;
        }
    }

    /** An interrupt is kept for later: the journal is as good as closed without it. */
    private boolean ends() {
        long until = System.nanoTime() + LONGEST_SYNC.toNanos();
        boolean interrupted = false;
        for (long left = LONGEST_SYNC.toMillis(); left > 0 && thread.isAlive(); ) {
            try {
                thread.join(left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
            left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
