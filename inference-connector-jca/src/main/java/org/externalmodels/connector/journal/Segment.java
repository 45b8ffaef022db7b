package org.externalmodels.connector.journal;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.apache.avro.file.DataFileWriter;

/** The file that is being appended to: Avro blocks of one record each. Guarded by the journal's lock but for {@link #force}. */
final class Segment implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Segment.class.getName());

    private final int number;
    private final Path file;
    private final OutputStream out;
    private final FileChannel channel;
    private final DiskRoom.Disk disk;
    private volatile boolean dirty;
    private long size;

    private Segment(int number, Path file, OutputStream out, FileChannel channel, DiskRoom.Disk disk) {
        this.number = number;
        this.file = file;
        this.out = out;
        this.channel = channel;
        this.disk = disk;
    }

    /** Makes a segment of blocks with this marker. It gets its name when its header is on the disk, so that every named one can be read. */
    static Segment create(SegmentDirectory directory, int number, byte[] marker, DiskRoom.Disk disk)
            throws IOException {
        Path unnamed = directory.unnamed(number);
        // Not a channel's stream: that copies each record outside of the heap first.
        OutputStream out = new FileOutputStream(unnamed.toFile());
        try {
            writeHeader(out, marker);
            // Any descriptor of a file forces all of it, so syncing needs no lock.
            FileChannel channel = FileChannel.open(unnamed, StandardOpenOption.WRITE);
            channel.force(true);
            Path file = directory.file(number);
            Files.move(unnamed, file, StandardCopyOption.ATOMIC_MOVE);
            directory.force();
            Segment segment = new Segment(number, file, out, channel, disk);
            segment.size = Files.size(file);
            return segment;
        } catch (IOException e) {
            out.close();
            Files.deleteIfExists(unnamed);
            throw e;
        }
    }

    /** Avro's writer is not closed: that would close the file. */
    private static void writeHeader(OutputStream out, byte[] marker) throws IOException {
        new DataFileWriter<>(new UsageRecordFormat())
                .create(UsageRecordFormat.SCHEMA, out, marker)
                .flush();
    }

    int number() {
        return number;
    }

    /** The bytes handed to the operating system. */
    long size() {
        return size;
    }

    /** Hands a record to the operating system: one block, one write. */
    void append(RecordBlock record) throws IOException {
        record.writeTo(out);
        size += record.size();
        dirty = true;
    }

    /** Takes back what is behind a size, as far as the disk lets it: its writer is told that it is not in the journal. */
    void cutBackTo(long kept) {
        try {
            channel.truncate(kept);
            size = kept;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "The end of a segment stays that was not appended as a whole", e);
        }
    }

    /** Waits until all that was appended is on the disk. What could not be forced is due again. */
    void force() throws IOException {
        if (!dirty) {
            return;
        }
        dirty = false;
        boolean forced = false;
        try {
            disk.force(channel);
            forced = true;
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (ClosedChannelException e) {
            LOG.log(System.Logger.Level.TRACE, "The segment was closed meanwhile, which forces it", e);
            forced = true;
        } finally {
            if (!forced) {
                dirty = true;
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (channel;
                out) {
            force();
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
