package org.externalmodels.connector.journal;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.externalmodels.inference.spi.UsageJournal.Entry;

/**
 * Reads records of one segment, which may be the one that is being appended to: then an unfinished block is not an error
 * but the end for now. Damage costs the records that it is in, and is told of. For one read.
 */
final class SegmentReader {

    private static final Logger LOG = System.getLogger(SegmentReader.class.getName());

    /** Records with captured texts are large, and a batch of them is held in memory. */
    private static final long MOST_BYTES = 8L << 20;

    private final Path file;
    private final int number;
    private final OptionalLong appended;
    private final Damages damages;
    private final List<Entry> entries = new ArrayList<>();
    private boolean damaged;

    /**
     * @param appended how far the segment goes, if it is being appended to
     */
    SegmentReader(Path file, int number, OptionalLong appended, Damages damages) {
        this.file = file;
        this.number = number;
        this.appended = appended;
        this.damages = damages;
    }

    /**
     * Reads records from an offset on.
     *
     * @throws DamagedSegmentException if nothing can be read of a segment that is finished
     */
    List<Entry> read(long offset, int limit) throws IOException {
        try (SegmentBlocks blocks = SegmentBlocks.open(file, number, offset, appended)) {
            read(blocks, limit);
        } catch (DamagedSegmentException unreadable) {
            if (appended.isEmpty()) {
                throw unreadable;
            }
        }
        if (damaged && appended.isEmpty() && offset == 0 && entries.isEmpty()) {
            throw new DamagedSegmentException(file, number, null);
        }
        return entries;
    }

    private void read(SegmentBlocks blocks, int limit) throws IOException {
        long most = blocks.position() + MOST_BYTES;
        boolean more = true;
        while (more && entries.size() < limit && blocks.position() < blocks.length()) {
            long begin = blocks.position();
            long end = blocks.end();
            if (end > most && !entries.isEmpty()) {
                return;
            }
            ByteBuffer block = end == SegmentBlocks.BEYOND || end == SegmentBlocks.UNKNOWN ? null : blocks.next();
            if (block != null) {
                understand(blocks, begin, block);
            } else if (appended.isPresent()) {
                return;
            } else {
                more = blocks.skip(begin);
                tellOfBlock(begin, more, end == SegmentBlocks.BEYOND);
            }
        }
    }

    /** Damage inside a block can leave data that are no record, and a size that takes in the next ones. */
    private void understand(SegmentBlocks blocks, long begin, ByteBuffer block) throws IOException {
        long next = blocks.position();
        try {
            entries.add(new Entry(new Position(number, next).value(), blocks.record(block)));
        } catch (IOException | RuntimeException e) {
            damaged = true;
            if (damages.isNew(number, next)) {
                LOG.log(
                        Level.ERROR,
                        "The usage journal " + file + " is damaged before offset " + next + "; a record is lost",
                        e);
            }
            boolean unused = blocks.skip(begin);
        }
    }

    /** Half a block at the end is what a process leaves that was killed: its record was never told to be kept. */
    private void tellOfBlock(long begin, boolean more, boolean isHalf) {
        boolean torn = isHalf && !more;
        damaged |= !torn;
        if (damages.isNew(number, begin)) {
            LOG.log(
                    torn ? Level.WARNING : Level.ERROR,
                    "The usage journal {0} is damaged at offset {1}{2}",
                    file,
                    String.valueOf(begin),
                    more ? "; reading goes on behind it" : ", at its end");
        }
    }
}
