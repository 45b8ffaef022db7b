package org.externalmodels.connector.journal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.apache.avro.file.DataFileWriter;
import org.externalmodels.inference.spi.UsageRecord;

/** The file that is being appended to: Avro blocks of one record each. Guarded by the journal's lock but for {@link #force}. */
final class Segment implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Segment.class.getName());

    private final int number;
    private final Path file;
    private final DataFileWriter<UsageRecord> writer;
    private final FileChannel channel;
    private volatile boolean dirty;
    private long size;

    private Segment(int number, Path file, DataFileWriter<UsageRecord> writer, FileChannel channel) {
        this.number = number;
        this.file = file;
        this.writer = writer;
        this.channel = channel;
    }

    /** Makes a segment. It gets its name when its header is on the disk, so that every named one can be read. */
    static Segment create(SegmentDirectory directory, int number) throws IOException {
        Path unnamed = directory.unnamed(number);
        OutputStream out = Files.newOutputStream(unnamed);
        try {
            DataFileWriter<UsageRecord> writer = new DataFileWriter<>(new UsageRecordFormat());
            writer.create(UsageRecordFormat.SCHEMA, out);
            writer.flush();
            // Any descriptor of a file forces all of it, so syncing needs no lock.
            FileChannel channel = FileChannel.open(unnamed, StandardOpenOption.WRITE);
            channel.force(true);
            Path file = directory.file(number);
            Files.move(unnamed, file, StandardCopyOption.ATOMIC_MOVE);
            directory.force();
            Segment segment = new Segment(number, file, writer, channel);
            segment.size = Files.size(file);
            return segment;
        } catch (IOException e) {
            out.close();
            Files.deleteIfExists(unnamed);
            throw e;
        }
    }

    int number() {
        return number;
    }

    /** The bytes handed to the operating system. */
    long size() {
        return size;
    }

    /** Hands a record to the operating system: one block, one write. */
    void append(EncodedRecord record) throws IOException {
        writer.appendEncoded(record.buffer());
        size = writer.sync();
        writer.flush();
        dirty = true;
    }

    /** Waits until all that was appended is on the disk. */
    void force() throws IOException {
        if (dirty) {
            dirty = false;
            try {
                channel.force(false);
            } catch (ClosedChannelException e) {
                LOG.log(System.Logger.Level.TRACE, "The segment was closed meanwhile, which forces it", e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (channel;
                writer) {
            force();
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
