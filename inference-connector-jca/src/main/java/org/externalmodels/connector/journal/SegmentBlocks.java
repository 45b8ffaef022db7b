package org.externalmodels.connector.journal;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileConstants;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.SeekableByteArrayInput;
import org.apache.avro.file.SeekableFileInput;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.externalmodels.inference.spi.UsageRecord;

/**
 * The blocks of a segment, one record each, by Avro's reader. It believes every length that it reads, and takes a block that
 * says it is longer than the file for the end of it, so each is looked at before.
 */
final class SegmentBlocks implements AutoCloseable {

    /** The end of a block of which not all is there, or nothing is. */
    static final long BEYOND = Long.MAX_VALUE;

    /** The end of a block that does not begin as one. */
    static final long UNKNOWN = -1;

    private static final int LARGEST_HEADER = 64 << 10;
    private static final int LONGEST_HEAD = 20;
    private static final Schema META = Schema.createMap(Schema.create(Schema.Type.BYTES));

    private final FileChannel channel;
    private final long length;
    private final DatumReader<GenericRecord> format = UsageRecordFormat.reader();
    private final SharedTexts texts = new SharedTexts();
    private final DataFileReader<GenericRecord> blocks;
    private BinaryDecoder in;

    private SegmentBlocks(
            SeekableFileInput input, DataFileReader<GenericRecord> header, long offset, OptionalLong appended)
            throws IOException {
        channel = input.getChannel();
        length = appended.isPresent() ? appended.getAsLong() : MappedRoom.used(channel);
        blocks = DataFileReader.openReader(input, format, header.getHeader(), false);
        blocks.seek(offset > 0 ? offset : header.previousSync());
    }

    /**
     * Opens a segment at a block.
     *
     * @param offset of the block, 0 for the first
     * @param appended how far the segment goes, if it is being appended to
     * @throws DamagedSegmentException if its header cannot be understood
     */
    static SegmentBlocks open(Path file, int number, long offset, OptionalLong appended) throws IOException {
        SeekableFileInput input = new SeekableFileInput(file.toFile());
        try {
            byte[] bytes = read(input.getChannel(), 0, LARGEST_HEADER);
            return new SegmentBlocks(input, header(bytes, file, number), offset, appended);
        } catch (IOException | RuntimeException e) {
            input.close();
            throw e;
        }
    }

    private static DataFileReader<GenericRecord> header(byte[] bytes, Path file, int number)
            throws DamagedSegmentException {
        try {
            BinaryDecoder in = DecoderFactory.get().binaryDecoder(bytes, null);
            in.skipFixed(DataFileConstants.MAGIC.length);
            WrittenLengths.pass(META, in);
            return new DataFileReader<>(new SeekableByteArrayInput(bytes), UsageRecordFormat.reader());
        } catch (IOException | RuntimeException damaged) {
            throw new DamagedSegmentException(file, number, damaged);
        }
    }

    private static byte[] read(FileChannel channel, long position, int most) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(most, Math.max(0, channel.size() - position)));
        while (bytes.hasRemaining() && channel.read(bytes, position + bytes.position()) > 0) {
            // A file may be read in pieces.
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /** Where the next block begins. */
    long position() {
        return blocks.previousSync();
    }

    /** The bytes that were used when it was opened. */
    long length() {
        return length;
    }

    /** Where the next block ends by what its head says. */
    long end() throws IOException {
        byte[] head = read(channel, position(), LONGEST_HEAD);
        try {
            in = DecoderFactory.get().binaryDecoder(head, in);
            long records = in.readLong();
            if (records != 1) {
                return records == 0 ? BEYOND : UNKNOWN;
            }
            long size = in.readLong();
            if (size < 0) {
                return UNKNOWN;
            }
            int own = head.length - in.inputStream().available();
            return size > length ? BEYOND : beyond(position() + own + size + DataFileConstants.SYNC_SIZE);
        } catch (EOFException torn) {
            return BEYOND;
        } catch (IOException noNumber) {
            return UNKNOWN;
        }
    }

    private long beyond(long end) {
        return end > length ? BEYOND : end;
    }

    /**
     * Reads the next block, which is all there.
     *
     * @return {@code null} if it does not end as a block does
     */
    ByteBuffer next() throws IOException {
        try {
            return blocks.nextBlock();
        } catch (AvroRuntimeException noMarker) {
            return null;
        }
    }

    /**
     * The record in a block.
     *
     * @throws IOException if there is none, or one and something else
     */
    UsageRecord record(ByteBuffer block) throws IOException {
        WrittenLengths.pass(blocks.getSchema(), decoder(block));
        if (!in.isEnd()) {
            throw new IOException("the record ends before its block");
        }
        return new ReadRecord(format.read(null, decoder(block)), texts).record();
    }

    private BinaryDecoder decoder(ByteBuffer block) {
        in = DecoderFactory.get()
                .binaryDecoder(block.array(), block.arrayOffset() + block.position(), block.remaining(), in);
        return in;
    }

    /** Goes to the next block behind the begin of one that is damaged, whatever that says of its end; says whether there is one. */
    boolean skip(long damaged) throws IOException {
        blocks.sync(damaged + 1);
        return position() > damaged && position() < length;
    }

    @Override
    public void close() throws IOException {
        blocks.close();
    }
}
