package org.externalmodels.connector.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericRecord;
import org.externalmodels.inference.spi.UsageJournal.Entry;

/**
 * Reads records of one segment, which may be the one that is being appended to: then an unfinished block is not an error
 * but the end for now.
 */
final class SegmentReader {

    private static final System.Logger LOG = System.getLogger(SegmentReader.class.getName());

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
        try (DataFileReader<GenericRecord> reader = new DataFileReader<>(file.toFile(), UsageRecordFormat.reader())) {
            if (offset > 0) {
                reader.seek(offset);
            }
            long next = reader.previousSync();
            while (entries.size() < limit) {
                try {
                    if (!reader.hasNext()) {
                        break;
                    }
                    GenericRecord data = reader.next();
                    next = reader.previousSync();
                    entries.add(new Entry(new Position(number, next).value(), UsageRecordFormat.read(data)));
                } catch (AvroRuntimeException e) {
                    if (live || !skipDamage(reader, next, e)) {
                        break;
                    }
                    next = reader.previousSync();
                }
            }
        }
        return entries;
    }

    /** Goes to the next whole block behind a damaged one; says whether there is one. */
    private boolean skipDamage(DataFileReader<GenericRecord> reader, long damaged, AvroRuntimeException cause)
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
