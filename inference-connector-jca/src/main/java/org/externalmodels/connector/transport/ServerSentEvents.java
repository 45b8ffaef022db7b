package org.externalmodels.connector.transport;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Takes a stream of server-sent events apart (HTML Living Standard, section 9.2.6) wherever its bytes are split: a line
 * is decoded only when it is whole. Of each event only the data matters here. Used by one thread at a time.
 */
public final class ServerSentEvents {

    private final int maxEvent;
    private byte[] line = new byte[512];
    private int length;
    private boolean afterCarriageReturn;
    private boolean firstLine = true;
    private final StringBuilder data = new StringBuilder();
    private boolean hasData;

    /**
     * Begins a stream.
     *
     * @param maxEvent the most bytes of a line, and characters of an event
     */
    public ServerSentEvents(int maxEvent) {
        this.maxEvent = maxEvent;
    }

    /**
     * Takes more bytes.
     *
     * @return the data of the events that became whole
     * @throws EventTooLong if one is longer than allowed
     */
    public List<String> add(ByteBuffer piece) throws EventTooLong {
        List<String> events = new ArrayList<>(2);
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

    private void append(byte next) throws EventTooLong {
        if (length == line.length) {
            if (length >= maxEvent) {
                throw new EventTooLong(maxEvent);
            }
            line = Arrays.copyOf(line, Math.min(maxEvent, length * 2));
        }
        line[length++] = next;
    }

    private void endOfLine(List<String> events) throws EventTooLong {
        String text = new String(line, 0, length, StandardCharsets.UTF_8);
        length = 0;
        if (firstLine) {
            firstLine = false;
            if (text.startsWith("\uFEFF")) {
                text = text.substring(1);
            }
        }
        if (text.isEmpty()) {
            if (hasData) {
                events.add(data.toString());
            }
            data.setLength(0);
            hasData = false;
        } else {
            field(text);
        }
    }

    private void field(String text) throws EventTooLong {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        if (!name.equals("data")) {
            return;
        }
        if (hasData) {
            data.append('\n');
        }
        hasData = true;
        if (colon >= 0) {
            int start = text.startsWith(" ", colon + 1) ? colon + 2 : colon + 1;
            data.append(text, start, text.length());
        }
        if (data.length() > maxEvent) {
            throw new EventTooLong(maxEvent);
        }
    }

    /** An event longer than this side is willing to hold. */
    public static final class EventTooLong extends Exception {

        private static final long serialVersionUID = 1L;

        EventTooLong(int limit) {
            super("an event of the stream is longer than " + limit + " bytes");
        }
    }
}
