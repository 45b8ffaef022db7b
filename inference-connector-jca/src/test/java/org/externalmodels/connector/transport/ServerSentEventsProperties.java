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

    @Example
    void theLastEventNeedsNoEmptyLineIfItIsSeenToBeWhole() throws Exception {
        assertThat(allOf("data: a\n\ndata: {\"t\":1}\n"))
                .containsExactly(StreamEvent.of("a"), StreamEvent.of("{\"t\":1}"));
        assertThat(allOf("data: {\"t\":\"}\"}")).containsExactly(StreamEvent.of("{\"t\":\"}\"}"));
        assertThat(allOf("event: x\ndata: [DONE]")).containsExactly(new StreamEvent("x", "[DONE]", false));
        assertThat(allOf("\uFEFFdata: {}")).containsExactly(StreamEvent.of("{}"));
        assertThat(allOf("data: fin\n")).containsExactly(StreamEvent.of("fin"));
        assertThat(allOf("data: a\n\n: the connection is kept al")).containsExactly(StreamEvent.of("a"));
        assertThat(allOf("event: x\n")).isEmpty();
    }

    @Property
    void aStreamThatIsCutAnywhereHasNoHalfEvents(@ForAll @IntRange(max = 59) int at) throws Exception {
        String stream = "data: {\"t\":\"wor}\"}\n\nevent: x\ndata: {\"t\":\"ds\"}\ndata: \n\n";
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
        List<StreamEvent> whole = allOf(stream);
        ServerSentEvents parser = new ServerSentEvents(1_000);
        List<StreamEvent> events = new ArrayList<>(parser.add(ByteBuffer.wrap(bytes, 0, Math.min(at, bytes.length))));
        try {
            events.addAll(parser.end());
        } catch (StreamFraming.MalformedStream cut) {
            return;
        }
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).data().strip())
                    .isEqualTo(whole.get(i).data().strip());
        }
    }

    @Example
    void halfAnEventAtTheEndIsToldFromNone() {
        for (String cut : List.of(
                "data: {\"delta\":\"wor",
                "data: {\"delta\":\n",
                "data: a\n\nda",
                "data: 12",
                "data: {\"a\":\ndata: 1}",
                "\uFEFFdata: wor")) {
            assertThatThrownBy(() -> allOf(cut)).as(cut).isInstanceOf(StreamFraming.MalformedStream.class);
        }
    }

    private static List<StreamEvent> allOf(String stream) throws StreamFraming.MalformedStream {
        ServerSentEvents parser = new ServerSentEvents(1_000);
        List<StreamEvent> events = new ArrayList<>(parser.add(StandardCharsets.UTF_8.encode(stream)));
        events.addAll(parser.end());
        return events;
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
