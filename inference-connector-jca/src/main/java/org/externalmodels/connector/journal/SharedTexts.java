package org.externalmodels.connector.journal;

import org.apache.avro.util.Utf8;

/**
 * Makes short texts one string wherever they are the same: names of models, connections and applications are in one record
 * after the other, and a batch of records is held in memory. For one thread.
 */
final class SharedTexts {

    /** A power of two. A text that finds its place taken takes it. */
    private static final int PLACES = 1 << 10;

    /** Bytes of a text; longer ones are seldom the same. */
    private static final int LONGEST = 200;

    private final Utf8[] known = new Utf8[PLACES];

    /** The string of a text that was read, which must not change. */
    String of(Object text) {
        if (!(text instanceof Utf8 read) || read.getByteLength() > LONGEST) {
            return text.toString();
        }
        int place = read.hashCode() & (PLACES - 1);
        if (!read.equals(known[place])) {
            known[place] = read;
        }
        return known[place].toString();
    }
}
