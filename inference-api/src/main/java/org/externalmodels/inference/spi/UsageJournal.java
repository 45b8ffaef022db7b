package org.externalmodels.inference.spi;

import java.time.Duration;
import java.util.List;

/**
 * The durable queue of usage records between the adapter and the registry's collector; this is its read side, for one
 * reader. A record is readable before its caller has the answer, and survives the end of the process.
 */
public interface UsageJournal {

    /**
     * Tells this journal from others that report to the same database; changes with {@link #renew} only. At most 64
     * characters.
     */
    String id();

    /**
     * Where it was opened: all that is appended since then has later positions. A reader that has read on from there before it
     * read for the first time has read another journal of the same id: one that this one is a copy of, or was put back
     * behind.
     */
    default long openedAt() {
        return Long.MAX_VALUE;
    }

    /**
     * Takes another id, for the one it has is another journal's as well. Under the new one there is what follows a position.
     *
     * @throws java.io.UncheckedIOException if the new id cannot be kept; the old one holds then
     */
    default void renew(long after) {
        throw new UnsupportedOperationException("This journal keeps its id");
    }

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

    /** How much room is taken by what is not released yet. */
    default Fill fill() {
        return new Fill(0, Long.MAX_VALUE);
    }

    /** How long ago all that had been appended was on the disk: what a power cut might lose. */
    default Duration sinceSync() {
        return Duration.ZERO;
    }

    /**
     * How full a journal is. Once it is full, calls are refused, for their records would have no place.
     *
     * @param bytes taken, by records or, where the disk has less room than the limit, by others
     * @param limit at most, above 0
     */
    record Fill(long bytes, long limit) {

        /** From 0, rounded down; above 100 where calls under way still found a place beyond the limit. */
        public int percent() {
            return (int) Math.min((double) bytes / limit * 100, Integer.MAX_VALUE);
        }

        public boolean isFull() {
            return bytes >= limit;
        }
    }

    /**
     * A record and where it stands.
     *
     * @param position above 0, grows from record to record, not by one
     * @param record what happened
     */
    record Entry(long position, UsageRecord record) {}
}
