package org.externalmodels.connector.transport;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes a stream of server-sent events apart (HTML Living Standard, section 9.2.6) wherever its bytes are split: a line
 * is decoded only when it is whole. Of each event only type and data matter here. Used by one thread at a time.
 */
final class ServerSentEvents implements StreamFraming {

    private final int maxEvent;
    private byte[] line = new byte[512];
    private int length;
    private boolean afterCarriageReturn;
    private boolean firstLine = true;
    private String type = "";
    private final StringBuilder data = new StringBuilder();
    private boolean hasData;

    /**
     * Begins a stream.
     *
     * @param maxEvent the most bytes of a line, and characters of an event
     */
    ServerSentEvents(int maxEvent) {
        this.maxEvent = maxEvent;
    }

    @Override
    public List<StreamEvent> add(ByteBuffer piece) throws MalformedStream {
        List<StreamEvent> events = new ArrayList<>(2);
        while (piece.hasRemaining()) {
            byte next = piece.get();
            if (next == '\n' && afterCarriageReturn) {
                afterCarriageReturn = false;
            } else if (next == '\n' || next == '\r') {
                afterCarriageReturn = next == '\r';
                endOfLine(events);
            } else {
                afterCarriageReturn = false;
                append(next);
            }
        }
        return events;
    }

    /**
     * The standard leaves out an event without an empty line behind it. Some servers send none behind their last, so it
     * counts if it is whole; if it is not, words of the answer are missing.
     */
    @Override
    public List<StreamEvent> end() throws MalformedStream {
        List<StreamEvent> events = new ArrayList<>(1);
        if (length > 0) {
            String text = text();
            if (isHalfAName(text) || (text.startsWith("data:") && !isWholeJson(text.substring(5)))) {
                throw inTheMiddle();
            }
            field(text);
        }
        if (hasData && isOpenJson(data)) {
            throw inTheMiddle();
        }
        endOfEvent(events);
        return events;
    }

    private static boolean isHalfAName(String text) {
        return "data".startsWith(text);
    }

    /** A line without an end is whole if it is seen to be: what is no object and no array may go on. */
    private static boolean isWholeJson(String value) {
        JsonExtent extent = new JsonExtent();
        extent.follow(value);
        return extent.isStructured() && !extent.isOpen();
    }

    private static boolean isOpenJson(CharSequence value) {
        JsonExtent extent = new JsonExtent();
        extent.follow(value.toString());
        return extent.isStructured() && extent.isOpen();
    }

    private static MalformedStream inTheMiddle() {
        return new MalformedStream("the stream ended in the middle of an event");
    }

    @Override
    public long held() {
        return line.length + (long) data.capacity();
    }

    private void append(byte next) throws MalformedStream {
        if (length == line.length) {
            if (length >= maxEvent) {
                throw MalformedStream.tooLong(maxEvent);
            }
            line = Arrays.copyOf(line, Math.min(maxEvent, length * 2));
        }
        line[length++] = next;
    }

    private void endOfLine(List<StreamEvent> events) throws MalformedStream {
        String text = text();
        if (text.isEmpty()) {
            endOfEvent(events);
        } else {
            field(text);
        }
    }

    /** Of the line that is over. */
    private String text() {
        String text = new String(line, 0, length, StandardCharsets.UTF_8);
        length = 0;
        boolean marked = firstLine && text.startsWith("\uFEFF");
        firstLine = false;
        return marked ? text.substring(1) : text;
    }

    private void endOfEvent(List<StreamEvent> events) {
        if (hasData) {
            events.add(new StreamEvent(type, data.toString(), false));
        }
        data.setLength(0);
        type = "";
        hasData = false;
    }

    private void field(String text) throws MalformedStream {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        if (name.equals("event")) {
            type = value(text, colon);
            return;
        }
        if (!name.equals("data")) {
            return;
        }
        if (hasData) {
            data.append('\n');
        }
        hasData = true;
        data.append(value(text, colon));
        if (data.length() > maxEvent) {
            throw MalformedStream.tooLong(maxEvent);
        }
    }

    private static String value(String text, int colon) {
        return colon < 0 ? "" : text.substring(text.startsWith(" ", colon + 1) ? colon + 2 : colon + 1);
    }
}
