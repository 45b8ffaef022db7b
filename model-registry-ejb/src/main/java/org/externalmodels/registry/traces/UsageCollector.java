package org.externalmodels.registry.traces;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.externalmodels.inference.spi.UsageJournal;
import org.externalmodels.inference.spi.UsageJournal.Entry;
import org.externalmodels.registry.DatabaseFailure;

/** Carries records from a journal to the database. For one thread. */
public final class UsageCollector {

    private static final Logger LOG = System.getLogger(UsageCollector.class.getName());
    private static final int BATCH = 2_000;

    private final UsageJournal journal;
    private final TraceStore store;
    private boolean failing;

    public UsageCollector(UsageJournal journal, TraceStore store) {
        this.journal = journal;
        this.store = store;
    }

    /** Carries over all that is there. What cannot be stored now stays in the journal for the next time. */
    public void collect() {
        try {
            long position = store.position(journal.id());
            for (List<Entry> batch = journal.read(position, BATCH);
                    !batch.isEmpty();
                    batch = journal.read(position, BATCH)) {
                store(batch);
                position = batch.get(batch.size() - 1).position();
                journal.release(position);
                works();
            }
        } catch (RuntimeException failure) {
            fails(failure);
        }
    }

    private void store(List<Entry> batch) {
        try {
            store.store(journal.id(), batch);
        } catch (RuntimeException refused) {
            if (!DatabaseFailure.isAboutValues(refused)) {
                throw refused;
            }
            // One of the records does not please the database. One by one shows which.
            for (Entry entry : batch) {
                storeAlone(entry);
            }
        }
    }

    private void storeAlone(Entry entry) {
        try {
            store.store(journal.id(), List.of(entry));
        } catch (RuntimeException refused) {
            if (!DatabaseFailure.isAboutValues(refused)) {
                throw refused;
            }
            store.storeDegraded(journal.id(), entry);
            LOG.log(
                    Level.WARNING,
                    "The record of call {0} was stored without its texts, which the database refused: {1}",
                    entry.record().traceId(),
                    DatabaseFailure.reason(refused));
        }
    }

    private void works() {
        if (failing) {
            failing = false;
            LOG.log(Level.INFO, "Usage records are stored again");
        }
    }

    private void fails(RuntimeException failure) {
        if (!failing) {
            failing = true;
            LOG.log(
                    Level.WARNING,
                    "Usage records cannot be stored at the moment; they wait in the journal: {0}",
                    DatabaseFailure.reason(failure));
        }
    }
}
