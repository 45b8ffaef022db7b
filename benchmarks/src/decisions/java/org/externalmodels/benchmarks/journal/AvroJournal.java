package org.externalmodels.benchmarks.journal;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;

/** An Avro object container file, one block per record: framing, sync markers and reader are Avro's. */
final class AvroJournal implements Journal {

    private static final Schema BYTES = Schema.create(Schema.Type.BYTES);

    private final ReentrantLock lock = new ReentrantLock();
    private final DataFileWriter<ByteBuffer> writer = new DataFileWriter<>(new GenericDatumWriter<>(BYTES));
    private final File file;
    private long position;

    AvroJournal(Path directory) throws IOException {
        file = directory.resolve("journal.avro").toFile();
        if (file.exists()) {
            writer.appendTo(file);
        } else {
            writer.create(BYTES, file);
        }
    }

    @Override
    public void append(byte[] record) throws IOException {
        var bytes = ByteBuffer.wrap(record);
        lock.lock();
        try {
            writer.append(bytes);
            writer.flush();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long read(Consumer<byte[]> sink) throws IOException {
        long count = 0;
        try (var reader = new DataFileReader<ByteBuffer>(file, new GenericDatumReader<>(BYTES))) {
            if (position > 0) {
                reader.seek(position);
            }
            ByteBuffer reused = null;
            while (reader.hasNext()) {
                reused = reader.next(reused);
                var record = new byte[reused.remaining()];
                reused.get(record);
                sink.accept(record);
                position = reader.previousSync();
                count++;
            }
        } catch (AvroRuntimeException torn) {
            return count;
        }
        return count;
    }

    /** One segment only: a journal of segments deletes the files before the one last read. */
    @Override
    public void release() {}

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
