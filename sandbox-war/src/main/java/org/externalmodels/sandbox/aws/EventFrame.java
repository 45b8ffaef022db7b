package org.externalmodels.sandbox.aws;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** One frame of an AWS event stream: length, length of headers, checksum, headers, payload, checksum of all. */
public final class EventFrame {
    /** The media type of a stream of frames. */
    public static final String STREAM = "application/vnd.amazon.eventstream";

    private static final int PRELUDE = 8;
    private static final int CHECKSUM = 4;
    private static final int TEXT = 7;

    private EventFrame() {}

    static byte[] event(String type, Object document) {
        return frame(document, ":event-type", type, ":content-type", "application/json", ":message-type", "event");
    }

    static byte[] exception(String type, Object document) {
        return frame(
                document, ":exception-type", type, ":content-type", "application/json", ":message-type", "exception");
    }

    /**
     * A frame of a type that no client knows and each passes over.
     *
     * @param length of the frame, if it is not less than a frame needs
     */
    public static byte[] padding(int length) {
        int least = event("padding", "").length;
        return event("padding", " ".repeat(Math.max(0, length - least)));
    }

    private static byte[] frame(Object document, String... headers) {
        var written = new ByteArrayOutputStream();
        for (int at = 0; at < headers.length; at += 2) {
            byte[] name = headers[at].getBytes(StandardCharsets.UTF_8);
            byte[] value = headers[at + 1].getBytes(StandardCharsets.UTF_8);
            written.write(name.length);
            written.writeBytes(name);
            written.write(TEXT);
            written.write(value.length >> 8);
            written.write(value.length);
            written.writeBytes(value);
        }
        byte[] payload = document.toString().getBytes(StandardCharsets.UTF_8);
        int length = PRELUDE + CHECKSUM + written.size() + payload.length + CHECKSUM;
        ByteBuffer frame = ByteBuffer.allocate(length);
        frame.putInt(length).putInt(written.size());
        frame.putInt(checksum(frame));
        frame.put(written.toByteArray()).put(payload);
        frame.putInt(checksum(frame));
        return frame.array();
    }

    /** Of all that is in the frame so far. */
    private static int checksum(ByteBuffer frame) {
        var sum = new CRC32();
        sum.update(frame.duplicate().flip());
        return (int) sum.getValue();
    }
}
