package org.externalmodels.connector.transport;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes a stream of JSON texts apart wherever its bytes are split: one on each line (ndjson, JSON Lines), or each behind a
 * record separator and possibly over several lines (JSON text sequences, RFC 7464). Used by one thread at a time.
 */
final class JsonLines implements StreamFraming {

    private static final byte RECORD_SEPARATOR = 0x1E;

    private final int maxEvent;
    private final boolean sequence;
    private byte[] text = new byte[512];
    private int length;
    private final JsonExtent extent = new JsonExtent();

    /**
     * Begins a stream.
     *
     * @param maxEvent the most bytes of a text
     * @param sequence whether texts stand behind record separators
     */
    JsonLines(int maxEvent, boolean sequence) {
        this.maxEvent = maxEvent;
        this.sequence = sequence;
    }

    @Override
    public long held() {
        return text.length;
    }

    @Override
    public List<StreamEvent> add(ByteBuffer piece) throws MalformedStream {
        List<StreamEvent> events = new ArrayList<>(2);
        while (piece.hasRemaining()) {
            byte next = piece.get();
            if (sequence && next == RECORD_SEPARATOR) {
                if (extent.hasBegun()) {
                    throw new MalformedStream("a text of the stream is not whole where the next begins");
                }
            } else if (next == '\n' && (!sequence || !extent.isOpen())) {
                endOfText(events);
            } else {
                append(next);
                extent.follow(next);
            }
        }
        return events;
    }

    /** The last line needs no end, if it is seen to be whole: a number may have had further digits. */
    @Override
    public List<StreamEvent> end() throws MalformedStream {
        List<StreamEvent> events = new ArrayList<>(1);
        if (extent.hasBegun() && (extent.isOpen() || !extent.isStructured())) {
            throw new MalformedStream("the stream ended in the middle of a text");
        }
        endOfText(events);
        return events;
    }

    private void append(byte next) throws MalformedStream {
        if (length == text.length) {
            if (length >= maxEvent) {
                throw MalformedStream.tooLong(maxEvent);
            }
            text = Arrays.copyOf(text, Math.min(maxEvent, length * 2));
        }
        text[length++] = next;
    }

    private void endOfText(List<StreamEvent> events) {
        if (extent.hasBegun()) {
            events.add(StreamEvent.of(new String(text, 0, length, StandardCharsets.UTF_8).strip()));
        }
        length = 0;
        extent.startOver();
    }
}
