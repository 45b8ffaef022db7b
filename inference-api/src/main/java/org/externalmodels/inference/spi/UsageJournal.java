package org.externalmodels.inference.spi;

import java.util.List;

/**
 * The durable queue of usage records between the adapter and the registry's collector; this is its read side, for one
 * reader. A record is readable before its caller has the answer, and survives the end of the process.
 */
public interface UsageJournal {

    /** Tells this journal from others that report to the same database; never changes. At most 64 characters. */
    String id();

    /**
     * Reads records in the order of their positions.
     *
     * @param after the position of the last record read before; 0 to begin
     * @param limit the most records to read, at least 1
     * @return records after that position, empty if there are none yet
     * @throws java.io.UncheckedIOException if the journal cannot be read
     */
    List<Entry> read(long after, int limit);

    /** Lets go of all records up to a position that are safe elsewhere. They may still be read until space is reclaimed. */
    void release(long upTo);

    /**
     * A record and where it stands.
     *
     * @param position above 0, grows from record to record, not by one
     * @param record what happened
     */
    record Entry(long position, UsageRecord record) {}
}
