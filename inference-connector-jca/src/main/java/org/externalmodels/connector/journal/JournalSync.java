package org.externalmodels.connector.journal;

import java.io.IOException;
import java.time.Duration;

/** Syncs the journal to the disk every so often, so that a power cut loses at most that much. */
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
            } catch (IOException e) {
                if (!failing) {
                    LOG.log(System.Logger.Level.ERROR, "The usage journal cannot be synced to the disk", e);
                }
                failing = true;
            }
        }
    }

    @Override
    public void close() {
        // Not by interrupt: it would close the file channel under a running sync.
        open = false;
    }
}
