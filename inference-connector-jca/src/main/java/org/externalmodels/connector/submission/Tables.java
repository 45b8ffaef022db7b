package org.externalmodels.connector.submission;

import java.nio.file.Path;
import java.util.Map;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.StringDataType;

/** The tables of the store: by submission's id, and branches by their names. For the store's own thread. */
final class Tables {

    /** Space that is not needed any more is used again only after what freed it is on the disk for sure. */
    private static final int REUSE_AFTER_MILLIS = 10_000;

    private static final int CACHE_MEGABYTES = 8;
    private static final int REWRITE_BELOW_PERCENT = 50;
    private static final int REWRITE_BYTES = 4 << 20;

    private final MVStore store;
    private final MVMap<String, byte[]> entries;
    private final MVMap<String, byte[]> requests;
    private final MVMap<String, byte[]> results;
    private final MVMap<String, byte[]> branches;

    private Tables(MVStore store) {
        this.store = store;
        entries = table("entries");
        requests = table("requests");
        results = table("results");
        branches = table("branches");
    }

    static Tables open(Path file) {
        MVStore store = new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                // Nor when much has been changed: what is not whole is not written.
                .autoCommitBufferSize(0)
                .cacheSize(CACHE_MEGABYTES)
                .open();
        store.setVersionsToKeep(0);
        store.setRetentionTime(REUSE_AFTER_MILLIS);
        return new Tables(store);
    }

    private MVMap<String, byte[]> table(String name) {
        return store.openMap(
                name,
                new MVMap.Builder<String, byte[]>()
                        .keyType(StringDataType.INSTANCE)
                        .valueType(ByteArrayDataType.INSTANCE));
    }

    Map<String, byte[]> entries() {
        return entries;
    }

    Map<String, byte[]> requests() {
        return requests;
    }

    Map<String, byte[]> results() {
        return results;
    }

    Map<String, byte[]> branches() {
        return branches;
    }

    void forget(String id) {
        entries.remove(id);
        requests.remove(id);
        results.remove(id);
    }

    void force() {
        store.commit();
        store.sync();
    }

    /** Moves what is left of old chunks together, so that their space is free; {@code false} if there are none. */
    boolean rewrite() {
        boolean moved = store.compact(REWRITE_BELOW_PERCENT, REWRITE_BYTES);
        force();
        return moved;
    }

    void close() {
        store.close();
    }

    void closeAtOnce() {
        store.closeImmediately();
    }
}
