package org.externalmodels.benchmarks.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.activemq.store.kahadb.disk.journal.Location;
import org.apache.activemq.util.ByteSequence;

/** ActiveMQ KahaDB's journal: its appender thread writes what callers queued meanwhile in one go. */
final class KahaJournal implements Journal {

    private final org.apache.activemq.store.kahadb.disk.journal.Journal journal =
            new org.apache.activemq.store.kahadb.disk.journal.Journal();
    private Location lastRead;

    KahaJournal(Path directory) throws IOException {
        journal.setDirectory(directory.toFile());
        journal.setMaxFileLength(32 * 1024 * 1024);
        journal.setChecksum(true);
        journal.setCheckForCorruptionOnStartup(true);
        journal.setEnableAsyncDiskSync(false);
        journal.setJournalDiskSyncStrategy(
                org.apache.activemq.store.kahadb.disk.journal.Journal.JournalDiskSyncStrategy.NEVER);
        journal.start();
    }

    @Override
    public void append(byte[] record) throws IOException {
        // "sync" waits for the batch; with the strategy above the batch is written but not forced.
        journal.write(new ByteSequence(record), true);
    }

    @Override
    public long read(Consumer<byte[]> sink) throws IOException {
        long count = 0;
        for (Location at = journal.getNextLocation(lastRead); at != null; at = journal.getNextLocation(at)) {
            ByteSequence bytes = journal.read(at);
            bytes.compact();
            sink.accept(bytes.getData());
            lastRead = at;
            count++;
        }
        return count;
    }

    @Override
    public void release() throws IOException {
        var consumed = new TreeSet<>(journal.getFileMap().keySet());
        consumed.removeIf(file -> file >= lastRead.getDataFileId());
        journal.removeDataFiles(consumed);
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
