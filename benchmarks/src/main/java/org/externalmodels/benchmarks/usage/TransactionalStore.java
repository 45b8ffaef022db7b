package org.externalmodels.benchmarks.usage;

import java.util.List;
import org.externalmodels.inference.spi.UsageJournal.Entry;
import org.externalmodels.registry.analytics.UsageFact;
import org.externalmodels.registry.traces.TraceStore;

/** Stores each batch in a transaction, as a container has it. For one thread. */
public final class TransactionalStore extends TraceStore {

    private final Transactions transactions;

    public TransactionalStore(Transactions transactions) {
        super(null);
        this.transactions = transactions;
    }

    @Override
    public long position(String journalId) {
        return transactions.call(source -> new TraceStore(source).position(journalId));
    }

    @Override
    public List<UsageFact> store(String journalId, long after, List<Entry> entries) {
        return transactions.call(source -> new TraceStore(source).store(journalId, after, entries));
    }

    @Override
    public List<UsageFact> storeDegraded(String journalId, long after, Entry entry) {
        return transactions.call(source -> new TraceStore(source).storeDegraded(journalId, after, entry));
    }

    @Override
    public List<UsageFact> storeWithoutCounts(String journalId, long after, Entry entry) {
        return transactions.call(source -> new TraceStore(source).storeWithoutCounts(journalId, after, entry));
    }
}
