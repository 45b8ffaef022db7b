package org.externalmodels.benchmarks.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.FileRecords;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.SimpleRecord;

/** Kafka's log segment (record batches with CRC32C in a file), one batch per record. */
final class KafkaJournal implements Journal {

    private final ReentrantLock lock = new ReentrantLock();
    private final FileRecords segment;
    private int position;

    KafkaJournal(Path directory) throws IOException {
        segment = FileRecords.open(directory.resolve("00000000000000000000.log").toFile());
    }

    @Override
    public void append(byte[] record) throws IOException {
        MemoryRecords batch = MemoryRecords.withRecords(Compression.NONE, new SimpleRecord(record));
        lock.lock();
        try {
            segment.append(batch);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long read(Consumer<byte[]> sink) throws IOException {
        long count = 0;
        for (var batch : segment.batchesFrom(position)) {
            batch.ensureValid();
            for (Record record : batch) {
                var bytes = new byte[record.valueSize()];
                record.value().get(bytes);
                sink.accept(bytes);
                count++;
            }
            position += batch.sizeInBytes();
        }
        return count;
    }

    @Override
    public void release() throws IOException {
        segment.truncateTo(0);
    }

    @Override
    public void close() throws IOException {
        segment.close();
    }
}
