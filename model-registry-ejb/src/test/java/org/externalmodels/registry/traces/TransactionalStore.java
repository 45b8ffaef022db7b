package org.externalmodels.registry.traces;

import java.util.List;
import org.externalmodels.inference.spi.UsageJournal.Entry;
import org.externalmodels.registry.support.TestDatabase;

/** A store with each call in a transaction, as its annotation has it in a container. */
class TransactionalStore extends TraceStore {

    private final TestDatabase database;

    TransactionalStore(TestDatabase database) {
        this.database = database;
    }

    @Override
    public long position(String journalId) {
        return database.inTransaction(entities -> new TraceStore(entities).position(journalId));
    }

    @Override
    public void store(String journalId, List<Entry> entries) {
        database.run(entities -> new TraceStore(entities).store(journalId, entries));
    }

    @Override
    public void storeDegraded(String journalId, Entry entry) {
        database.run(entities -> new TraceStore(entities).storeDegraded(journalId, entry));
    }
}
