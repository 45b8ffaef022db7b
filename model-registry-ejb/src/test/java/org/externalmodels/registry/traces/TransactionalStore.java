package org.externalmodels.registry.traces;

import java.util.List;
import org.externalmodels.inference.spi.UsageJournal.Entry;
import org.externalmodels.registry.analytics.UsageFact;
import org.externalmodels.registry.support.TestDatabase;

/** A store with each call in a transaction, as its annotation has it in a container. */
class TransactionalStore extends TraceStore {

    private final TestDatabase database;

    TransactionalStore(TestDatabase database) {
        super(null);
        this.database = database;
    }

    @Override
    public long position(String journalId) {
        return database.withSql(source -> new TraceStore(source).position(journalId));
    }

    @Override
    public List<UsageFact> store(String journalId, long after, List<Entry> entries) {
        return database.withSql(source -> new TraceStore(source).store(journalId, after, entries));
    }

    @Override
    public List<UsageFact> storeDegraded(String journalId, long after, Entry entry) {
        return database.withSql(source -> new TraceStore(source).storeDegraded(journalId, after, entry));
    }

    @Override
    public List<UsageFact> storeWithoutCounts(String journalId, long after, Entry entry) {
        return database.withSql(source -> new TraceStore(source).storeWithoutCounts(journalId, after, entry));
    }
}
