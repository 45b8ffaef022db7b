package org.externalmodels.connector.journal;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;

/**
 * Goes through data without reading them, to see that they are as long as they say. Avro makes room for as much as a damaged
 * length asks for before it finds that there is not so much: that can be all memory there is.
 */
final class WrittenLengths {

    private WrittenLengths() {}

    /**
     * Goes to the end of a value.
     *
     * @throws IOException if it says that it is longer than what there is
     */
    static void pass(Schema schema, BinaryDecoder in) throws IOException {
        switch (schema.getType()) {
            case RECORD -> {
                for (Schema.Field field : schema.getFields()) {
                    pass(field.schema(), in);
                }
            }
            case UNION -> pass(schema.getTypes().get(in.readIndex()), in);
            case MAP -> {
                for (long items = in.readMapStart(); items > 0; items = in.mapNext()) {
                    for (long i = 0; i < items; i++) {
                        passBytes(in);
                        pass(schema.getValueType(), in);
                    }
                }
            }
            case STRING, BYTES -> passBytes(in);
            default -> GenericDatumReader.skip(schema, in);
        }
    }

    private static void passBytes(BinaryDecoder in) throws IOException {
        long length = in.readLong();
        if (length < 0 || length > Integer.MAX_VALUE) {
            throw new IOException("a length of " + length);
        }
        in.skipFixed((int) length);
    }
}
