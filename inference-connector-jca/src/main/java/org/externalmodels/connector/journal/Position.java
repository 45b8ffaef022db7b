package org.externalmodels.connector.journal;

/**
 * A place in the journal, as one number that grows: the segment above, the offset in it below.
 *
 * @param segment from 1
 * @param offset of the next block
 */
record Position(int segment, long offset) {

    private static final int OFFSET_BITS = 32;

    static Position of(long value) {
        return new Position((int) (value >>> OFFSET_BITS), value & ((1L << OFFSET_BITS) - 1));
    }

    long value() {
        return ((long) segment << OFFSET_BITS) | offset;
    }
}
