package org.externalmodels.benchmarks.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.activemq.artemis.api.core.ActiveMQBuffer;
import org.apache.activemq.artemis.core.io.nio.NIOSequentialFileFactory;
import org.apache.activemq.artemis.core.journal.EncodingSupport;
import org.apache.activemq.artemis.core.journal.IOCompletion;
import org.apache.activemq.artemis.core.journal.PreparedTransactionInfo;
import org.apache.activemq.artemis.core.journal.RecordInfo;
import org.apache.activemq.artemis.core.journal.impl.JournalFile;
import org.apache.activemq.artemis.core.journal.impl.JournalImpl;
import org.apache.activemq.artemis.core.journal.impl.JournalReaderCallback;
import org.apache.activemq.artemis.utils.actors.ArtemisExecutor;

/** Apache Artemis' journal on NIO files; a record lives until it is deleted by its id. */
final class ArtemisJournal implements Journal {

    private static final class Written implements IOCompletion {
        private final CountDownLatch latch = new CountDownLatch(1);
        private volatile String failure;

        @Override
        public void storeLineUp() {}

        @Override
        public void done() {
            latch.countDown();
        }

        @Override
        public void onError(int code, String message) {
            failure = message;
            latch.countDown();
        }
    }

    private static final class Bytes implements EncodingSupport {
        private final byte[] bytes;

        Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int getEncodeSize() {
            return bytes.length;
        }

        @Override
        public void encode(ActiveMQBuffer buffer) {
            buffer.writeBytes(bytes);
        }

        @Override
        public void decode(ActiveMQBuffer buffer) {
            throw new UnsupportedOperationException();
        }
    }

    private final AtomicLong ids = new AtomicLong();
    private final NIOSequentialFileFactory files;
    private final JournalImpl journal;
    private final List<Long> readIds = new ArrayList<>();

    /** As shipped: a thread of the journal's own appends; buffered, a timer flushes as well. */
    static ArtemisJournal withOwnThread(Path directory, boolean buffered) throws IOException {
        var files = buffered
                ? new NIOSequentialFileFactory(directory.toFile(), true, 490 * 1024, 50_000, 1, false)
                : new NIOSequentialFileFactory(directory.toFile(), false, 1);
        return new ArtemisJournal(files, new JournalImpl(10 * 1024 * 1024, 2, 10, 0, 0, files, "usage", "jnl", 1));
    }

    /** Each caller appends its own record, one at a time: saves the hand-over to the journal's thread and back. */
    static ArtemisJournal onCallersThread(Path directory) throws IOException {
        var files = new NIOSequentialFileFactory(directory.toFile(), false, 1);
        var turn = new ReentrantLock();
        ArtemisExecutor caller = task -> {
            turn.lock();
            try {
                task.run();
            } finally {
                turn.unlock();
            }
        };
        return new ArtemisJournal(
                files,
                new JournalImpl(() -> caller, 10 * 1024 * 1024, 2, 10, 0, 0, files, "usage", "jnl", 1, 0));
    }

    private ArtemisJournal(NIOSequentialFileFactory files, JournalImpl journal) throws IOException {
        this.files = files;
        this.journal = journal;
        files.setDatasync(false);
        try {
            journal.start();
            var records = new ArrayList<RecordInfo>();
            journal.load(records, new ArrayList<PreparedTransactionInfo>(), null, false);
            ids.set(records.stream().mapToLong(r -> r.id).max().orElse(0));
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    @Override
    public void append(byte[] record) throws IOException {
        var written = new Written();
        try {
            journal.appendAddRecord(ids.incrementAndGet(), (byte) 1, new Bytes(record), true, written);
            written.latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IOException(e);
        }
        if (written.failure != null) {
            throw new IOException(written.failure);
        }
    }

    @Override
    public long read(Consumer<byte[]> sink) throws IOException {
        long before = readIds.size();
        try {
            journal.forceMoveNextFile();
            for (JournalFile file : journal.getDataFiles()) {
                JournalImpl.readJournalFile(files, file, new JournalReaderCallback() {
                    @Override
                    public void onReadAddRecord(RecordInfo info) {
                        readIds.add(info.id);
                        sink.accept(info.data);
                    }
                });
            }
        } catch (Exception e) {
            throw new IOException(e);
        }
        return readIds.size() - before;
    }

    @Override
    public void release() throws IOException {
        try {
            for (long id : readIds) {
                journal.appendDeleteRecord(id, false);
            }
            journal.forceMoveNextFile();
        } catch (Exception e) {
            throw new IOException(e);
        }
        readIds.clear();
    }

    @Override
    public void close() throws IOException {
        try {
            journal.stop();
        } catch (Exception e) {
            throw new IOException(e);
        }
    }
}
