package org.externalmodels.connector.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Room for the blocks of a segment, reserved on the disk and mapped into memory. A block that was copied there survives the end
 * of the process as one that was written does, and costs no call of the operating system. Guarded by the journal's lock but for
 * {@link #force} and {@link #giveBack}.
 */
final class MappedRoom {

    private static final System.Logger LOG = System.getLogger(MappedRoom.class.getName());

    /** What is to be left on the disk, in segments: reserving must not take the last room from others. */
    private static final int SEGMENTS_LEFT = 16;

    private static final int STEP = 64 << 10;

    private final Mapping mapping;
    private final MappedByteBuffer bytes;

    private MappedRoom(Mapping mapping) {
        this.mapping = mapping;
        this.bytes = mapping.bytes();
    }

    /**
     * Reserves what a segment has room for. What is not reserved can fail as it is copied to, by an error of the virtual
     * machine's.
     *
     * @param begin where its header ends
     * @param end where its room ends
     * @return empty where files of the disk cannot be mapped or need more room as they change, or it has little left
     */
    static Optional<MappedRoom> reserve(Path file, RandomAccessFile out, long begin, int end, DiskRoom.Disk disk)
            throws IOException {
        try {
            if (!disk.keepsRoom() || disk.usableBytes() < (long) end * SEGMENTS_LEFT) {
                return Optional.empty();
            }
            fill(out, begin, end);
            return Optional.of(new MappedRoom(map(file, end)));
        } catch (IOException | UnsupportedOperationException e) {
            LOG.log(System.Logger.Level.DEBUG, "A segment of the usage journal is not mapped", e);
            out.setLength(begin);
            return Optional.empty();
        }
    }

    private static void fill(RandomAccessFile out, long begin, long end) throws IOException {
        byte[] zeros = new byte[STEP];
        out.seek(begin);
        for (long at = begin; at < end; at += STEP) {
            out.write(zeros, 0, (int) Math.min(STEP, end - at));
        }
    }

    /** It stays when the channel is closed. */
    private static Mapping map(Path file, int end) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return Mapping.of(channel, end);
        }
    }

    /** Where the last byte is behind which all is zero, as room is that was never used. A block does not end with zero. */
    static long used(FileChannel file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(STEP);
        for (long end = file.size(); end > 0; ) {
            long begin = Math.max(0, end - STEP);
            bytes.clear().limit((int) (end - begin));
            while (bytes.hasRemaining() && file.read(bytes, begin + bytes.position()) > 0) {
                // A file may be read in pieces.
            }
            for (int i = bytes.position() - 1; i >= 0; i--) {
                if (bytes.get(i) != 0) {
                    return begin + i + 1;
                }
            }
            end = begin;
        }
        return 0;
    }

    /** Where it ends in its file. */
    int end() {
        return bytes.capacity();
    }

    /**
     * Copies a block to a place in the file, and looks whether it is there: where a page of it cannot be had, as from a disk
     * that is broken, Java goes on and tells later, anywhere in the thread.
     *
     * @throws IOException if it is not there
     */
    void put(RecordBlock block, long at) throws IOException {
        try {
            block.copyTo(bytes, (int) at);
            if (block.isAt(bytes, (int) at)) {
                return;
            }
        } catch (InternalError fault) {
            throw new IOException("the disk did not take the record", fault);
        }
        throw new IOException("the disk did not take the record");
    }

    /** Nothing is put there after that, and nobody waits for what was. */
    void giveBack() {
        mapping.end();
    }

    /** Waits until what is between two places in the file is on the disk. */
    void force(long begin, long end) throws IOException {
        try {
            bytes.force((int) begin, (int) (end - begin));
        } catch (UncheckedIOException e) {
            throw new IOException("the disk did not take records", e);
        }
    }
}
