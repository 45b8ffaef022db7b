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

@SuppressWarnings("StringConcatToTextBlock") // Line ends are part of the data.
class JsonLinesProperties {

    private static final String LINES =
            "{\"a\": \"gr\u00fcn \\\" } \\\\\"}\n\r\n{\"b\": [1, {\"c\": \"\ud83d\ude42\"}]}\r\n\n[7]\n{\"last\": true}";
    private static final String SEQUENCE =
            "\u001e{\"a\": \"gr\u00fcn \\\" } \\\\\"}\n\u001e{\n  \"b\": [1,\n {\"c\": \"\ud83d\ude42\"}]}\n\u001e[7]\n\u001e{\"last\": true}";

    @Property
    void splitsAtAnyByteChangeNothing(
            @ForAll boolean sequence, @ForAll @Size(max = 10) List<@IntRange(max = 90) Integer> cuts) throws Exception {
        byte[] bytes = (sequence ? SEQUENCE : LINES).getBytes(StandardCharsets.UTF_8);

        assertThat(events(bytes, sequence, cuts.stream().sorted().toList()))
                .isEqualTo(events(bytes, sequence, List.of()))
                .hasSize(4)
                .last()
                .isEqualTo("{\"last\": true}");
    }

    @Property
    void aCutInTheMiddleOfATextIsNoEnd(@ForAll boolean sequence, @ForAll @IntRange(min = 2, max = 21) int kept) {
        byte[] bytes = (sequence ? SEQUENCE : LINES).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> events(java.util.Arrays.copyOf(bytes, kept), sequence, List.of()))
                .isInstanceOf(StreamFraming.MalformedStream.class)
                .hasMessageContaining("middle");
    }

    @Example
    void aNumberThatMayGoOnIsNoEnd() {
        assertThatThrownBy(() -> events("{}\n12".getBytes(StandardCharsets.UTF_8), false, List.of()))
                .isInstanceOf(StreamFraming.MalformedStream.class);
    }

    @Example
    void aTextThatTheNextOneInterruptsIsMalformed() {
        assertThatThrownBy(() -> events("\u001e{\"a\":\u001e{}\n".getBytes(StandardCharsets.UTF_8), true, List.of()))
                .isInstanceOf(StreamFraming.MalformedStream.class);
    }

    @Example
    void aTextIsNoLongerThanAllowed() {
        byte[] bytes = ("{\"a\": \"" + "x".repeat(10_000) + "\"}\n").getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> events(bytes, false, List.of()))
                .isInstanceOf(StreamFraming.MalformedStream.class)
                .hasMessageContaining("1000 bytes");
    }

    @Example
    void eachOfItsMediaTypesIsKnown() {
        for (String type : List.of(
                "application/x-ndjson",
                "application/ndjson",
                "application/jsonl",
                "application/x-jsonlines",
                "application/json-seq")) {
            assertThat(StreamFraming.of(type, 1_000)).containsInstanceOf(JsonLines.class);
        }
        assertThat(StreamFraming.of("application/json", 1_000)).isEmpty();
    }

    private static List<String> events(byte[] bytes, boolean sequence, List<Integer> cuts) throws Exception {
        StreamFraming framing = StreamFraming.of(sequence ? "application/json-seq" : "application/jsonl", 1_000)
                .orElseThrow();
        List<StreamEvent> events = new ArrayList<>();
        int from = 0;
        for (int cut : cuts) {
            int to = Math.min(cut, bytes.length);
            events.addAll(framing.add(ByteBuffer.wrap(bytes, from, to - from)));
            from = to;
        }
        events.addAll(framing.add(ByteBuffer.wrap(bytes, from, bytes.length - from)));
        events.addAll(framing.end());
        return events.stream().map(StreamEvent::data).toList();
    }
}
