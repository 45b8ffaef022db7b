package org.externalmodels.connector.transport;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.externalmodels.connector.transport.StreamFraming.MalformedStream;

/**
 * The headers of one frame of an AWS event stream: the ones that say what it is are texts, the others are passed over.
 *
 * @param texts the values that are texts, by name
 */
record EventStreamHeaders(Map<String, String> texts) {

    private static final int TEXT = 7;

    static EventStreamHeaders read(ByteBuffer headers) throws MalformedStream {
        Map<String, String> texts = new HashMap<>();
        try {
            while (headers.hasRemaining()) {
                String name = text(headers, Byte.toUnsignedInt(headers.get()));
                int type = headers.get();
                if (type == TEXT) {
                    texts.put(name, text(headers, Short.toUnsignedInt(headers.getShort())));
                } else {
                    skip(headers, valueLength(headers, type));
                }
            }
        } catch (BufferUnderflowException e) {
            throw new MalformedStream("a header of the stream is cut off");
        }
        return new EventStreamHeaders(texts);
    }

    /** What the frame is, once it has its payload. */
    StreamEvent event(String payload) {
        return switch (texts.getOrDefault(":message-type", "event")) {
            case "exception" -> new StreamEvent(texts.getOrDefault(":exception-type", ""), payload, true);
            // Not foreseen by the service's model: its message is a header, and there is no payload.
            case "error" ->
                new StreamEvent(
                        texts.getOrDefault(":error-code", ""),
                        payload.isEmpty() ? texts.getOrDefault(":error-message", "") : payload,
                        true);
            default -> new StreamEvent(texts.getOrDefault(":event-type", ""), payload, false);
        };
    }

    /** By type: true, false, byte, short, integer, long, bytes, text, timestamp, UUID. */
    private static int valueLength(ByteBuffer headers, int type) throws MalformedStream {
        return switch (type) {
            case 0, 1 -> 0;
            case 2 -> 1;
            case 3 -> 2;
            case 4 -> 4;
            case 5, 8 -> 8;
            case 6 -> Short.toUnsignedInt(headers.getShort());
            case 9 -> 16;
            default -> throw new MalformedStream("a header of the stream has the unknown type " + type);
        };
    }

    private static String text(ByteBuffer headers, int length) {
        byte[] bytes = new byte[length];
        headers.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void skip(ByteBuffer headers, int length) {
        if (length > headers.remaining()) {
            throw new BufferUnderflowException();
        }
        headers.position(headers.position() + length);
    }
}
