package org.externalmodels.benchmarks.journal;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/** The floor of what is possible, not a candidate: each thread writes its own framed record under a short lock. */
final class FileChannelJournal implements Journal {

    private static final int HEADER = 8;

    private final ThreadLocal<ByteBuffer> frame = ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(4096));
    private final ReentrantLock lock = new ReentrantLock();
    private final Path file;
    private final FileChannel channel;

    FileChannelJournal(Path directory) throws IOException {
        file = directory.resolve("journal");
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public void append(byte[] record) throws IOException {
        var checksum = new CRC32C();
        checksum.update(record);
        ByteBuffer buffer = frame.get().clear();
        buffer.putInt(record.length).putInt((int) checksum.getValue()).put(record).flip();
        lock.lock();
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long read(Consumer<byte[]> sink) throws IOException {
        long end = channel.size();
        long count = 0;
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            for (long at = 0; at + HEADER <= end; count++) {
                int length = in.readInt();
                int expected = in.readInt();
                var record = new byte[length];
                in.readFully(record);
                var checksum = new CRC32C();
                checksum.update(record);
                if ((int) checksum.getValue() != expected) {
                    return count;
                }
                sink.accept(record);
                at += HEADER + length;
            }
        } catch (EOFException torn) {
            return count;
        }
        return count;
    }

    @Override
    public void release() throws IOException {
        channel.truncate(0);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
