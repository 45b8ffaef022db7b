package org.externalmodels.registry.analytics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.externalmodels.registry.Sql;

/**
 * Ids of sums. They begin with the length of time and the period, so that a stretch of time is a range of ids whose rows lie
 * side by side where a database keeps rows in the order of their ids. Not for several threads.
 */
final class SumIds {

    /** Bits of the number within a period; more than a sequence ever gives. */
    private static final int BITS_OF_NUMBER = 38;

    /** Bits of the hours since 1970: enough for 1,900 years. */
    private static final int BITS_OF_HOUR = 24;

    private static final long LAST_HOUR = (1L << BITS_OF_HOUR) - 1;
    private static final long SECONDS_OF_HOUR = Duration.ofHours(1).toSeconds();

    /** What the database's sequence counts in; what it gives is the begin of a block of numbers. */
    private static final int BLOCK = 1_000;

    private final Sql sql;
    private long next;
    private int left;

    SumIds(Sql sql) {
        this.sql = sql;
    }

    /** No id of a period of this length that begins at or after a time is less, and each of one before it is. */
    static long first(Grain grain, Instant time) {
        long hour = Math.floorDiv(time.getEpochSecond() + SECONDS_OF_HOUR - 1, SECONDS_OF_HOUR);
        long within = Math.max(0, Math.min(hour, LAST_HOUR));
        return ((grain == Grain.DAY ? LAST_HOUR + 1 : 0) | within) << BITS_OF_NUMBER;
    }

    /** The begin of the period that a sum is of. */
    static Instant start(long id) {
        return Instant.ofEpochSecond(((id >> BITS_OF_NUMBER) & LAST_HOUR) * SECONDS_OF_HOUR);
    }

    /** The least id that a sum of the same period may have. */
    static long period(long id) {
        return id >> BITS_OF_NUMBER << BITS_OF_NUMBER;
    }

    /** The length of the period that a sum is of. */
    static Grain grain(long id) {
        return id >> BITS_OF_NUMBER > LAST_HOUR ? Grain.DAY : Grain.HOUR;
    }

    /** An id that no sum has. */
    long next(Grain grain, Instant start) {
        if (left == 0) {
            next = sql.list("select nextval('usage_row')", List.of(), row -> row.getLong(1))
                    .get(0);
            left = BLOCK;
        }
        left--;
        return first(grain, start) + next++;
    }
}
