package org.externalmodels.connector.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.externalmodels.connector.transport.StreamFraming.MalformedStream;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/** Frames are written by AWS' own encoder. It writes headers of 8 and 16 bits wrongly, so there are none. */
class EventStreamProperties {

    private static final byte[] STREAM = stream();

    @Property
    void splitsAtAnyByteChangeNothing(@ForAll @Size(max = 12) List<@IntRange(max = 900) Integer> cuts)
            throws Exception {
        List<StreamEvent> events = new ArrayList<>();
        EventStream parser = new EventStream(1_000);
        int from = 0;
        for (int cut : cuts.stream().sorted().toList()) {
            int to = Math.min(cut, STREAM.length);
            events.addAll(parser.add(ByteBuffer.wrap(STREAM, from, to - from)));
            from = to;
        }
        events.addAll(parser.add(ByteBuffer.wrap(STREAM, from, STREAM.length - from)));
        events.addAll(parser.end());

        assertThat(events)
                .containsExactly(
                        new StreamEvent("contentBlockDelta", "{\"t\":\"grün 🙂\"}", false),
                        new StreamEvent("metadata", "", false),
                        new StreamEvent("throttlingException", "{\"message\":\"slow down\"}", true),
                        new StreamEvent("InternalFailure", "it broke", true));
    }

    @Property
    void damageIsNeverTakenForAnEvent(
            @ForAll @IntRange(max = 900) int at, @ForAll @IntRange(min = 1, max = 255) int flipped) throws Exception {
        byte[] damaged = STREAM.clone();
        damaged[at % damaged.length] ^= (byte) flipped;
        List<StreamEvent> intact = new EventStream(1_000).add(ByteBuffer.wrap(STREAM));
        List<StreamEvent> events = new ArrayList<>();

        assertThatThrownBy(() -> {
                    EventStream parser = new EventStream(1_000);
                    for (byte next : damaged) {
                        events.addAll(parser.add(ByteBuffer.wrap(new byte[] {next})));
                    }
                    parser.end();
                })
                .isInstanceOf(MalformedStream.class);
        assertThat(events).hasSizeLessThan(intact.size()).isEqualTo(intact.subList(0, events.size()));
    }

    @Property
    void aCutIsToldFromAnEnd(@ForAll @IntRange(min = 1, max = 900) int cut) throws Exception {
        EventStream parser = new EventStream(1_000);
        int length = cut % STREAM.length;
        int whole = parser.add(ByteBuffer.wrap(STREAM, 0, length)).size();
        boolean between = List.of(0, first(1), first(2), first(3)).contains(length);

        if (between) {
            assertThat(parser.end()).isEmpty();
        } else {
            assertThatThrownBy(parser::end).isInstanceOf(MalformedStream.class);
        }
        assertThat(whole).isLessThan(4);
    }

    @Property
    void noiseIsRefused(@ForAll @Size(min = 12, max = 300) byte[] noise) {
        assertThatThrownBy(() -> new EventStream(1_000).add(ByteBuffer.wrap(noise)))
                .isInstanceOf(MalformedStream.class);
    }

    @Example
    void anEventBeyondTheLimitIsRefusedBeforeItIsRead() {
        byte[] frame = frame(Map.of(), "x".repeat(2_000));

        assertThatThrownBy(() -> new EventStream(1_000).add(ByteBuffer.wrap(frame, 0, 12)))
                .isInstanceOf(MalformedStream.class)
                .hasMessageContaining("1000 bytes");
    }

    @Example
    void isPickedByItsMediaType() {
        assertThat(StreamFraming.of("application/vnd.amazon.eventstream", 10)).containsInstanceOf(EventStream.class);
    }

    private static int first(int frames) {
        int length = 0;
        ByteBuffer stream = ByteBuffer.wrap(STREAM);
        for (int frame = 0; frame < frames; frame++) {
            length += stream.getInt(length);
        }
        return length;
    }

    private static byte[] stream() {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        Map<String, HeaderValue> delta = new LinkedHashMap<>();
        delta.put(":message-type", HeaderValue.fromString("event"));
        delta.put("flag", HeaderValue.fromBoolean(true));
        delta.put("integer", HeaderValue.fromInteger(1));
        delta.put("long", HeaderValue.fromLong(1));
        delta.put("bytes", HeaderValue.fromByteArray(new byte[] {1, 2, 3}));
        delta.put("time", HeaderValue.fromTimestamp(Instant.EPOCH));
        delta.put("uuid", HeaderValue.fromUuid(new UUID(1, 2)));
        delta.put(":event-type", HeaderValue.fromString("contentBlockDelta"));
        stream.writeBytes(frame(delta, "{\"t\":\"grün 🙂\"}"));
        stream.writeBytes(frame(texts(":event-type", "metadata"), ""));
        stream.writeBytes(frame(
                texts(":message-type", "exception", ":exception-type", "throttlingException"),
                "{\"message\":\"slow down\"}"));
        stream.writeBytes(frame(
                texts(":message-type", "error", ":error-code", "InternalFailure", ":error-message", "it broke"), ""));
        return stream.toByteArray();
    }

    private static Map<String, HeaderValue> texts(String... namesAndValues) {
        Map<String, HeaderValue> headers = new LinkedHashMap<>();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            headers.put(namesAndValues[at], HeaderValue.fromString(namesAndValues[at + 1]));
        }
        return headers;
    }

    private static byte[] frame(Map<String, HeaderValue> headers, String payload) {
        ByteBuffer bytes = new Message(headers, payload.getBytes(StandardCharsets.UTF_8)).toByteBuffer();
        byte[] frame = new byte[bytes.remaining()];
        bytes.get(frame);
        return frame;
    }
}
