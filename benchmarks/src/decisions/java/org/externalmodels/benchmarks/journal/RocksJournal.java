package org.externalmodels.benchmarks.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/** RocksDB: its write-ahead log is handed to the operating system by whichever caller leads the group. */
final class RocksJournal implements Journal {

    static {
        RocksDB.loadLibrary();
    }

    private final WriteOptions write = new WriteOptions().setSync(false);
    private final RocksDB db;
    private final AtomicLong next = new AtomicLong();
    private byte[] lastRead = key(0);

    RocksJournal(Path directory) throws IOException {
        try {
            db = RocksDB.open(new Options().setCreateIfMissing(true), directory.toString());
        } catch (RocksDBException e) {
            throw new IOException(e);
        }
        try (var it = db.newIterator()) {
            it.seekToLast();
            next.set(it.isValid() ? ByteBuffer.wrap(it.key()).getLong() : 0);
        }
    }

    private static byte[] key(long number) {
        return ByteBuffer.allocate(8).putLong(number).array();
    }

    @Override
    public void append(byte[] record) throws IOException {
        try {
            db.put(write, key(next.incrementAndGet()), record);
        } catch (RocksDBException e) {
            throw new IOException(e);
        }
    }

    @Override
    public long read(Consumer<byte[]> sink) {
        long count = 0;
        try (var it = db.newIterator()) {
            for (it.seek(lastRead); it.isValid(); it.next()) {
                sink.accept(it.value());
                lastRead = it.key();
                count++;
            }
        }
        return count;
    }

    @Override
    public void release() throws IOException {
        try {
            db.deleteRange(key(0), lastRead);
            db.compactRange();
        } catch (RocksDBException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        db.close();
    }
}
