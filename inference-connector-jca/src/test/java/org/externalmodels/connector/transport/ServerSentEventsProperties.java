package org.externalmodels.connector.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class ServerSentEventsProperties {

    private static final String STREAM =
            "\uFEFF: comment\nevent: x\ndata: {\"t\":\"grün 🙂\"}\r\n\r\ndata:a\ndata:  b\rdata\n\nid: 7\n\ndata: [DONE]\n\n";

    @Property
    void splitsAtAnyByteChangeNothing(@ForAll @Size(max = 12) List<@IntRange(max = 95) Integer> cuts) throws Exception {
        byte[] bytes = STREAM.getBytes(StandardCharsets.UTF_8);
        List<StreamEvent> events = new ArrayList<>();
        ServerSentEvents parser = new ServerSentEvents(1_000);
        int from = 0;
        for (int cut : cuts.stream().sorted().toList()) {
            int to = Math.min(cut, bytes.length);
            events.addAll(parser.add(ByteBuffer.wrap(bytes, from, to - from)));
            from = to;
        }
        events.addAll(parser.add(ByteBuffer.wrap(bytes, from, bytes.length - from)));

        assertThat(events)
                .containsExactly(
                        new StreamEvent("x", "{\"t\":\"grün 🙂\"}", false),
                        StreamEvent.of("a\n b\n"),
                        StreamEvent.of("[DONE]"));
    }

    @Property
    void noiseIsBounded(@ForAll @StringLength(max = 300) String noise) throws Exception {
        ServerSentEvents parser = new ServerSentEvents(4_000);

        for (StreamEvent event : parser.add(StandardCharsets.UTF_8.encode(noise + "\n\n"))) {
            assertThat(event.data().length()).isLessThanOrEqualTo(noise.length());
        }
    }

    @Example
    void anEndlessLineIsRefused() {
        ServerSentEvents parser = new ServerSentEvents(1_024);

        assertThatThrownBy(() -> parser.add(ByteBuffer.allocate(2_000)))
                .isInstanceOf(StreamFraming.MalformedStream.class);
    }
}
