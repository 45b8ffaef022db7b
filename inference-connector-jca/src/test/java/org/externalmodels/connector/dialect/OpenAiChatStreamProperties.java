package org.externalmodels.connector.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.externalmodels.connector.transport.StreamEvent;
import org.externalmodels.connector.transport.StreamFraming;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceRequest;

/** The recorded ends of streams, wherever their bytes are split. */
class OpenAiChatStreamProperties {

    private static final String TOOL_CALL =
            "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"function\":{\"name\":\"f\",\"arguments\":\"{\\\"gr\u00fcn\\\":\\\"\ud83d\ude42\\\"}\"}}]}}]}";

    @Provide
    Arbitrary<UsageCorpusTest.Case> recorded() {
        return Arbitraries.of(UsageCorpusTest.openAi().toList());
    }

    @Property
    void splitsAtAnyByteChangeNothing(
            @ForAll("recorded") UsageCorpusTest.Case recorded,
            @ForAll @Size(max = 10) List<@IntRange(max = 900) Integer> cuts)
            throws Exception {
        StreamDecoder whole = decoder();
        StreamDecoder split = decoder();
        byte[] stream = (frame(TOOL_CALL)
                        + recorded.events().stream()
                                .map(OpenAiChatStreamProperties::frame)
                                .collect(Collectors.joining()))
                .getBytes(StandardCharsets.UTF_8);

        assertThat(events(split, stream, cuts.stream().sorted().toList())).isEqualTo(events(whole, stream, List.of()));
        assertThat(split.isComplete()).isTrue();
        assertThat(split.answer()).isEqualTo(whole.answer());
        assertThat(split.answer().usage()).isEqualTo(recorded.expected());
        assertThat(split.answer().toolCalls().get(0).arguments()).isEqualTo("{\"gr\u00fcn\":\"\ud83d\ude42\"}");
    }

    private static String frame(String data) {
        return "data: " + data + "\n\n";
    }

    private static StreamDecoder decoder() {
        return new OpenAiChat("m", Set.of()).streamDecoder(InferenceRequest.prompt("x"));
    }

    private static List<InferenceEvent> events(StreamDecoder decoder, byte[] stream, List<Integer> cuts)
            throws Exception {
        StreamFraming framing = StreamFraming.of("text/event-stream", 10_000).orElseThrow();
        List<StreamEvent> events = new ArrayList<>();
        int from = 0;
        for (int cut : cuts) {
            int to = Math.min(cut, stream.length);
            events.addAll(framing.add(ByteBuffer.wrap(stream, from, to - from)));
            from = to;
        }
        events.addAll(framing.add(ByteBuffer.wrap(stream, from, stream.length - from)));
        return events.stream().flatMap(event -> decoder.decode(event).stream()).toList();
    }
}
