package org.externalmodels.registry.traces;

import org.externalmodels.registry.support.TestDatabase;

/** The store of traces, for tests of what is made of them. */
public final class CollectingStore {

    private CollectingStore() {}

    public static TraceStore on(TestDatabase database) {
        return new TransactionalStore(database);
    }
}
