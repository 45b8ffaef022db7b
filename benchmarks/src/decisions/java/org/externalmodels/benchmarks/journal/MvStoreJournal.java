package org.externalmodels.benchmarks.journal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** H2's MVStore: one writer puts what callers queued meanwhile and commits once for all of them. */
final class MvStoreJournal implements Journal {

    private static final class Append {
        final byte[] record;
        final CountDownLatch written = new CountDownLatch(1);

        Append(byte[] record) {
            this.record = record;
        }
    }

    private final LinkedBlockingQueue<Append> queue = new LinkedBlockingQueue<>();
    private final MVStore store;
    private final MVMap<Long, byte[]> records;
    private final Thread writer;
    private long nextKey;
    private volatile long lastRead = -1;
    private volatile long releaseUpTo = -1;

    MvStoreJournal(Path directory) {
        store = new MVStore.Builder()
                .fileName(directory.resolve("journal.mv").toString())
                .autoCommitDisabled()
                .cacheSize(8)
                .pageSplitSize(4 * 1024)
                .open();
        store.setRetentionTime(0);
        store.setVersionsToKeep(0);
        records = store.openMap("records");
        Long last = records.lastKey();
        nextKey = last == null ? 0 : last + 1;
        writer = new Thread(this::write, "journal-writer");
        writer.setDaemon(true);
        writer.start();
    }

    private void write() {
        var group = new ArrayList<Append>();
        try {
            while (true) {
                group.add(queue.take());
                queue.drainTo(group);
                for (Append append : group) {
                    records.append(nextKey++, append.record);
                }
                if (releaseUpTo >= 0) {
                    for (Long key = records.firstKey(); key != null && key <= releaseUpTo; key = records.firstKey()) {
                        records.remove(key);
                    }
                    releaseUpTo = -1;
                }
                store.commit();
                for (Append append : group) {
                    append.written.countDown();
                }
                group.clear();
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void append(byte[] record) {
        var append = new Append(record);
        queue.add(append);
        try {
            append.written.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public long read(Consumer<byte[]> sink) {
        long count = 0;
        while (true) {
            List<byte[]> batch = new ArrayList<>();
            for (var cursor = records.cursor(lastRead + 1); cursor.hasNext() && batch.size() < 500; ) {
                lastRead = cursor.next();
                batch.add(cursor.getValue());
            }
            if (batch.isEmpty()) {
                return count;
            }
            batch.forEach(sink);
            count += batch.size();
        }
    }

    @Override
    public void release() {
        releaseUpTo = lastRead;
        append(new byte[] {' '});
    }

    @Override
    public void close() {
        writer.interrupt();
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        store.close();
    }
}
