package org.externalmodels.connector.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.externalmodels.connector.transport.StreamEvent;
import org.externalmodels.connector.transport.StreamFraming;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceRequest;

@SuppressWarnings("StringConcatToTextBlock") // Line ends are part of the data.
class GoogleStreamProperties {

    private static final byte[] STREAM =
            ("data: {\"candidates\": [{\"content\": {\"parts\": [{\"text\": \"gr\u00fcn \ud83d\ude42\"}], \"role\": \"model\"}}]}\r\n\r\n"
                            + "data: {\"candidates\": [{\"content\": {\"parts\": [{\"functionCall\": {\"name\": \"f\", \"args\": {\"\u00e9\": 1}}}]}}]}\r\n\r\n"
                            + "data: {\"candidates\": [{\"finishReason\": \"STOP\"}], \"usageMetadata\": {\"promptTokenCount\": 2, \"candidatesTokenCount\": 1}}\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8);

    @Property
    void splitsAtAnyByteChangeNothing(@ForAll @Size(max = 10) List<@IntRange(max = 340) Integer> cuts)
            throws Exception {
        StreamDecoder whole = decoder();
        StreamDecoder split = decoder();

        assertThat(events(split, cuts.stream().sorted().toList())).isEqualTo(events(whole, List.of()));
        assertThat(split.isComplete()).isTrue();
        assertThat(split.answer()).isEqualTo(whole.answer());
    }

    private static StreamDecoder decoder() {
        return new GoogleGenerateContent("m", Set.of()).streamDecoder(InferenceRequest.prompt("x"));
    }

    private static List<InferenceEvent> events(StreamDecoder decoder, List<Integer> cuts) throws Exception {
        StreamFraming framing = StreamFraming.of("text/event-stream", 10_000).orElseThrow();
        List<StreamEvent> events = new ArrayList<>();
        int from = 0;
        for (int cut : cuts) {
            int to = Math.min(cut, STREAM.length);
            events.addAll(framing.add(ByteBuffer.wrap(STREAM, from, to - from)));
            from = to;
        }
        events.addAll(framing.add(ByteBuffer.wrap(STREAM, from, STREAM.length - from)));
        return events.stream().flatMap(event -> decoder.decode(event).stream()).toList();
    }
}
