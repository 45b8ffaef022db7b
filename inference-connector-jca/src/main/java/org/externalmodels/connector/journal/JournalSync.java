package org.externalmodels.connector.journal;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Syncs the journal to the disk every so often, so that a power cut loses at most that much, and goes on doing so whatever
 * happens: nobody would begin again.
 */
final class JournalSync implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(JournalSync.class.getName());

    private static final Duration LONGEST_SYNC = Duration.ofSeconds(10);

    private final SegmentedJournal journal;
    private final Duration interval;
    private final Thread thread = new Thread(this::run, "external-models-journal-sync");
    private final CountDownLatch closing = new CountDownLatch(1);

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
        while (closing.getCount() > 0) {
            try {
                if (closing.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                journal.sync();
                failing = false;
            } catch (InterruptedException e) {
                return;
            } catch (IOException | RuntimeException | Error e) {
                failing = failing || tell(e);
            }
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

    /** Waits for a sync under way, which may be making a segment; on a disk that hangs not for ever. */
    @Override
    public void close() {
        // Not by interrupt: it would close the file channel under a running sync.
        closing.countDown();
        try {
            thread.join(LONGEST_SYNC.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
