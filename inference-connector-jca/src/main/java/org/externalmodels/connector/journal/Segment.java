package org.externalmodels.connector.journal;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.apache.avro.file.DataFileWriter;

/**
 * The file that is being appended to: Avro blocks of one record each, copied into room that is reserved for them, or written
 * where there is none. Guarded by the journal's lock but for {@link #force} and {@link #close}, which are for whoever syncs, one at
 * a time.
 */
final class Segment implements AutoCloseable {

    /** At which a segment is full. */
    static final int BYTES = 16 << 20;

    /** Large enough for the record that makes it full, but for one with very long texts. */
    private static final int ROOM = BYTES + (1 << 20);

    private static final System.Logger LOG = System.getLogger(Segment.class.getName());

    private final int number;
    private final Path file;

    /** Not a channel: that copies each record outside of the heap first, and an interrupt closes it. */
    private final RandomAccessFile out;

    private final DiskRoom.Disk disk;
    private Optional<MappedRoom> room;

    /** Written under the lock. */
    private volatile long size;

    /** How much of it is on the disk. */
    private long forced;

    private Segment(
            int number, Path file, RandomAccessFile out, DiskRoom.Disk disk, long size, Optional<MappedRoom> room) {
        this.number = number;
        this.file = file;
        this.out = out;
        this.disk = disk;
        this.size = size;
        this.forced = size;
        this.room = room;
    }

    /**
     * Makes a segment of blocks with this marker. It gets its name when its header is on the disk, so that every named one can be
     * read. An interrupt waits until it is made: it would close what a channel is at work on.
     */
    static Segment create(SegmentDirectory directory, int number, byte[] marker, DiskRoom.Disk disk)
            throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            return make(directory, number, marker, disk);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Segment make(SegmentDirectory directory, int number, byte[] marker, DiskRoom.Disk disk)
            throws IOException {
        Path unnamed = directory.unnamed(number);
        RandomAccessFile out = new RandomAccessFile(unnamed.toFile(), "rw");
        try {
            out.setLength(0);
            writeHeader(out, marker);
            out.getFD().sync();
            Path file = directory.file(number);
            Files.move(unnamed, file, StandardCopyOption.ATOMIC_MOVE);
            directory.force();
            long header = out.length();
            return new Segment(number, file, out, disk, header, MappedRoom.reserve(file, out, header, ROOM, disk));
        } catch (IOException e) {
            out.close();
            Files.deleteIfExists(unnamed);
            throw e;
        }
    }

    /** Avro's writer is not closed: that would close the file. */
    private static void writeHeader(RandomAccessFile out, byte[] marker) throws IOException {
        new DataFileWriter<>(new UsageRecordFormat())
                .create(UsageRecordFormat.SCHEMA, new FileOutputStream(out.getFD()), marker)
                .flush();
    }

    int number() {
        return number;
    }

    /** The bytes handed to the operating system. */
    long size() {
        return size;
    }

    boolean isFull() {
        return size >= BYTES;
    }

    boolean isHalfFull() {
        return size > BYTES / 2;
    }

    /** Hands a record to the operating system, as one block. */
    void append(RecordBlock record) throws IOException {
        long begin = size;
        long end = begin + record.size();
        if (room.isEmpty()) {
            record.writeTo(out);
        } else if (end <= room.get().end()) {
            room.get().put(record, begin);
        } else {
            out.seek(begin);
            record.writeTo(out);
        }
        size = end;
    }

    /** Takes back what is behind a size, as far as the disk lets it: its writer is told that it is not in the journal. */
    void cutBackTo(long kept) {
        try {
            out.setLength(kept);
            size = kept;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "The end of a segment stays that is not part of the journal", e);
        }
    }

    /** Waits until all that was appended is on the disk. What could not be forced is due again. */
    void force() throws IOException {
        long begin = forced;
        long end = size;
        if (begin < end) {
            disk.force(() -> force(begin, end));
            forced = end;
        }
    }

    private void force(long begin, long end) throws IOException {
        long written = room.map(MappedRoom::end).orElse(0);
        if (begin < written) {
            room.get().force(begin, Math.min(end, written));
        }
        if (end > written) {
            out.getFD().sync();
        }
    }

    /** Nothing is appended or forced after that. */
    @Override
    public void close() throws IOException {
        try (out) {
            try {
                force();
            } finally {
                giveBack();
            }
        }
    }

    /** What of its room was not used. */
    private void giveBack() {
        Optional<MappedRoom> unused = room;
        if (unused.isPresent()) {
            room = Optional.empty();
            unused.get().giveBack();
            cutBackTo(size);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
