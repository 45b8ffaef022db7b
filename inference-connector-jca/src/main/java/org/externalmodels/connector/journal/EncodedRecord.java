package org.externalmodels.connector.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.externalmodels.inference.spi.UsageRecord;

/** A usage record in Avro's form, in a buffer that is used again. Used by one thread at a time. */
final class EncodedRecord {

    /** A buffer that captured texts have made larger is not kept. */
    private static final int LARGEST_KEPT = 64 << 10;

    private static final UsageRecordFormat FORMAT = new UsageRecordFormat();

    private final Bytes bytes = new Bytes();
    private BinaryEncoder encoder;

    /** Encodes a record in the place of the last one. */
    void set(UsageRecord record) throws IOException {
        bytes.reset();
        encoder = EncoderFactory.get().binaryEncoder(bytes, encoder);
        FORMAT.write(record, encoder);
        encoder.flush();
    }

    ByteBuffer buffer() {
        return bytes.buffer();
    }

    boolean isWorthKeeping() {
        return bytes.capacity() <= LARGEST_KEPT;
    }

    /** Shows its bytes without a copy. */
    private static final class Bytes extends ByteArrayOutputStream {

        private Bytes() {
            super(1_024);
        }

        private ByteBuffer buffer() {
            return ByteBuffer.wrap(buf, 0, count);
        }

        private int capacity() {
            return buf.length;
        }
    }
}
