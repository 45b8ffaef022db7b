package org.externalmodels.connector.journal;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/**
 * Reads records whose short texts are one string wherever they are the same: names of models, connections and applications
 * are in one record after the other, and a batch of records is held in memory. For one thread.
 */
final class SharedTexts extends GenericDatumReader<GenericRecord> {

    /** A power of two. What finds its place taken is not shared with what comes later. */
    private static final int PLACES = 1 << 10;

    /** Bytes of a text; longer ones are seldom the same. */
    private static final int LONGEST = 200;

    private final Utf8[] known = new Utf8[PLACES];
    private final Utf8 read = new Utf8();

    SharedTexts(Schema schema) {
        super(schema);
    }

    @Override
    protected Object readString(Object old, Decoder in) throws IOException {
        Utf8 text = in.readString(read);
        if (text.getByteLength() > LONGEST) {
            return text.toString();
        }
        int place = text.hashCode() & (PLACES - 1);
        if (known[place] == null || !known[place].equals(text)) {
            known[place] = new Utf8(text);
        }
        return known[place].toString();
    }
}
