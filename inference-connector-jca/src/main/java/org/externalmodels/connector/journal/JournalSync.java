package org.externalmodels.connector.journal;

import java.io.IOException;
import java.time.Duration;

/**
 * Syncs the journal to the disk every so often, so that a power cut loses at most that much, and goes on doing so whatever
 * happens: nobody would begin again.
 */
final class JournalSync implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(JournalSync.class.getName());

    private final SegmentedJournal journal;
    private final Duration interval;
    private final Thread thread = new Thread(this::run, "external-models-journal-sync");
    private volatile boolean open = true;

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
        while (open) {
            try {
                Thread.sleep(interval.toMillis());
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

    @Override
    public void close() {
        // Not by interrupt: it would close the file channel under a running sync.
        open = false;
    }
}
