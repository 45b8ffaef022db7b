package org.externalmodels.connector.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.SeekableFileInput;
import org.apache.avro.generic.GenericRecord;
import org.externalmodels.inference.spi.UsageJournal.Entry;

/**
 * Reads records of one segment, which may be the one that is being appended to: then an unfinished block is not an error
 * but the end for now.
 */
final class SegmentReader {

    private static final System.Logger LOG = System.getLogger(SegmentReader.class.getName());

    /** Records with captured texts are large, and a batch of them is held in memory. */
    private static final long MOST_BYTES = 8L << 20;

    private final Path file;
    private final int number;
    private final boolean live;

    SegmentReader(Path file, int number, boolean live) {
        this.file = file;
        this.number = number;
        this.live = live;
    }

    List<Entry> read(long offset, int limit) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try (SeekableFileInput input = new SeekableFileInput(file.toFile());
                DataFileReader<GenericRecord> reader = new DataFileReader<>(input, UsageRecordFormat.reader())) {
            if (offset > 0) {
                reader.seek(offset);
            }
            long next = reader.previousSync();
            long end = next + MOST_BYTES;
            while (entries.size() < limit && next < end) {
                GenericRecord data;
                try {
                    if (!reader.hasNext()) {
                        break;
                    }
                    data = reader.next();
                    next = reader.previousSync();
                } catch (RuntimeException e) {
                    if (live || !skipDamage(reader, next, e)) {
                        break;
                    }
                    next = reader.previousSync();
                    continue;
                }
                understand(data, next, entries);
            }
        }
        return entries;
    }

    /** Damage inside a block can leave data that Avro reads and that is no record. */
    private void understand(GenericRecord data, long next, List<Entry> entries) {
        try {
            entries.add(new Entry(new Position(number, next).value(), UsageRecordFormat.read(data)));
        } catch (RuntimeException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "The usage journal " + file + " is damaged before offset " + next + "; a record is lost",
                    e);
        }
    }

    /** Goes to the next whole block behind a damaged one; says whether there is one. */
    private boolean skipDamage(DataFileReader<GenericRecord> reader, long damaged, RuntimeException cause)
            throws IOException {
        reader.sync(damaged + 1);
        boolean more = reader.previousSync() > damaged
                && reader.previousSync() < file.toFile().length();
        LOG.log(
                more ? System.Logger.Level.ERROR : System.Logger.Level.WARNING,
                "The usage journal " + file + " is damaged at offset " + damaged
                        + (more ? "; reading goes on behind it" : ", at its end"),
                cause);
        return more;
    }
}
