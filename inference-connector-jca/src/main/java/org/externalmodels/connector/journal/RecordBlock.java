package org.externalmodels.connector.journal;

import java.io.ByteArrayOutputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.io.BinaryData;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.externalmodels.inference.spi.UsageRecord;

/**
 * A usage record as a whole block of an Avro container file, so that it takes one write: the number of records, which is one,
 * the size in bytes, the record, and the marker that ends each block of the file. Avro's writer of files copies a block
 * through three buffers, which took as long as the write. In a buffer that is used again, by one thread at a time.
 *
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#object-container-files">Object container files</a>
 */
final class RecordBlock {

    /** A buffer that captured texts have made larger is not kept. */
    private static final int LARGEST_KEPT = 64 << 10;

    /** At most as large as one of memory. */
    private static final int PAGE = 4 << 10;

    /** Two variable-length numbers, of which the first is one. */
    private static final int LONGEST_HEAD = 6;

    private static final UsageRecordFormat FORMAT = new UsageRecordFormat();

    private final byte[] marker;
    private final byte[] head = new byte[LONGEST_HEAD];
    private final Bytes bytes = new Bytes();
    private BinaryEncoder encoder;
    private int begin;

    /** Makes a block for files with this marker. */
    RecordBlock(byte[] marker) {
        this.marker = marker;
    }

    /** Makes a marker that no record has in it. It does not end with zero, which is what room is full of that is not used. */
    static byte[] newMarker() {
        SecureRandom random = new SecureRandom();
        byte[] marker = new byte[DataFileConstants.SYNC_SIZE];
        do {
            random.nextBytes(marker);
        } while (marker[marker.length - 1] == 0);
        return marker;
    }

    /** Encodes a record in the place of the last one. */
    void set(UsageRecord record) throws IOException {
        bytes.beginAt(LONGEST_HEAD);
        encoder = EncoderFactory.get().binaryEncoder(bytes, encoder);
        FORMAT.write(record, encoder);
        encoder.flush();
        int size = bytes.end() - LONGEST_HEAD;
        int length = BinaryData.encodeInt(1, head, 0);
        length += BinaryData.encodeInt(size, head, length);
        begin = LONGEST_HEAD - length;
        System.arraycopy(head, 0, bytes.buffer(), begin, length);
        bytes.write(marker, 0, marker.length);
    }

    void writeTo(DataOutput file) throws IOException {
        file.write(bytes.buffer(), begin, size());
    }

    /** Its first byte comes last: where that is zero no block begins, however far the copy had come. */
    void copyTo(ByteBuffer file, int at) {
        file.put(at + 1, bytes.buffer(), begin + 1, size() - 1);
        VarHandle.releaseFence();
        file.put(at, bytes.buffer()[begin]);
    }

    /** Whether it is at a place of a file, as far as one byte of each page and the last one tell. */
    boolean isAt(ByteBuffer file, int at) {
        // Or what was just stored would be taken for what is there.
        VarHandle.fullFence();
        int last = size() - 1;
        boolean same = file.get(at + last) == bytes.buffer()[begin + last];
        for (int i = 0; i < last && same; i += PAGE) {
            same = file.get(at + i) == bytes.buffer()[begin + i];
        }
        return same;
    }

    int size() {
        return bytes.end() - begin;
    }

    boolean isWorthKeeping() {
        return bytes.buffer().length <= LARGEST_KEPT;
    }

    /** Shows its bytes without a copy. */
    private static final class Bytes extends ByteArrayOutputStream {

        private Bytes() {
            super(1_024);
        }

        private void beginAt(int position) {
            count = position;
        }

        private int end() {
            return count;
        }

        private byte[] buffer() {
            return buf;
        }
    }
}
