package org.externalmodels.connector.transport;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Takes AWS' {@code application/vnd.amazon.eventstream} apart wherever its bytes are split. A frame is its length, the
 * length of its headers and their checksum, the headers, the payload, and a checksum of all that. The SDK's own decoder
 * takes 2 MB for each stream and frames of 24 MB, and does not tell half a frame at the end. Used by one thread at a time.
 */
final class EventStream implements StreamFraming {

    private static final int PRELUDE = 12;
    private static final int CHECKSUM = 4;

    private final int maxEvent;
    private byte[] frame = new byte[512];
    private int length;
    private int whole;

    /**
     * Begins a stream.
     *
     * @param maxEvent the most bytes of a frame
     */
    EventStream(int maxEvent) {
        this.maxEvent = maxEvent;
    }

    @Override
    public List<StreamEvent> add(ByteBuffer piece) throws MalformedStream {
        List<StreamEvent> events = new ArrayList<>(2);
        while (piece.hasRemaining()) {
            take(piece, whole == 0 ? PRELUDE : whole);
            if (whole == 0 && length == PRELUDE) {
                whole = announcedLength();
            }
            if (length == whole) {
                events.add(event());
                length = 0;
                whole = 0;
            }
        }
        return events;
    }

    @Override
    public List<StreamEvent> end() throws MalformedStream {
        if (length > 0) {
            throw new MalformedStream("the stream ended in the middle of a frame");
        }
        return List.of();
    }

    @Override
    public long held() {
        return frame.length;
    }

    private void take(ByteBuffer piece, int upTo) {
        int more = Math.min(upTo - length, piece.remaining());
        if (length + more > frame.length) {
            // As bytes come, not as they are announced.
            frame = Arrays.copyOf(frame, Math.min(upTo, Math.max(length + more, frame.length * 2)));
        }
        piece.get(frame, length, more);
        length += more;
    }

    private int announcedLength() throws MalformedStream {
        ByteBuffer prelude = ByteBuffer.wrap(frame, 0, PRELUDE);
        long total = Integer.toUnsignedLong(prelude.getInt());
        long headers = Integer.toUnsignedLong(prelude.getInt());
        checkSum(PRELUDE - CHECKSUM);
        if (total > maxEvent) {
            throw MalformedStream.tooLong(maxEvent);
        }
        if (headers > total - PRELUDE - CHECKSUM) {
            throw new MalformedStream("a frame of the stream is shorter than its headers");
        }
        return (int) total;
    }

    private void checkSum(int covered) throws MalformedStream {
        CRC32 sum = new CRC32();
        sum.update(frame, 0, covered);
        if ((int) sum.getValue() != ByteBuffer.wrap(frame).getInt(covered)) {
            throw new MalformedStream("a checksum of the stream is wrong");
        }
    }

    private StreamEvent event() throws MalformedStream {
        checkSum(whole - CHECKSUM);
        int headersEnd = PRELUDE + ByteBuffer.wrap(frame).getInt(CHECKSUM);
        EventStreamHeaders headers = EventStreamHeaders.read(ByteBuffer.wrap(frame, PRELUDE, headersEnd - PRELUDE));
        String payload = new String(frame, headersEnd, whole - CHECKSUM - headersEnd, StandardCharsets.UTF_8);
        return headers.event(payload);
    }
}
