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
class OpenAiResponsesStreamProperties {

    private static final byte[] STREAM =
            ("event: response.created\ndata: {\"type\":\"response.created\",\"response\":{\"model\":\"m\"}}\n\n"
                            + "event: response.output_text.delta\ndata: {\"type\":\"response.output_text.delta\",\"output_index\":0,\"delta\":\"gr\u00fcn \ud83d\ude42\"}\n\n"
                            + "event: response.output_item.added\r\ndata: {\"type\":\"response.output_item.added\",\"output_index\":1,\"item\":{\"type\":\"function_call\",\"call_id\":\"c\",\"name\":\"f\"}}\r\n\r\n"
                            + "event: response.function_call_arguments.delta\ndata: {\"type\":\"response.function_call_arguments.delta\",\"output_index\":1,\"delta\":\"{\\\"\u00e9\\\":1}\"}\n\n"
                            + "event: response.completed\ndata: {\"type\":\"response.completed\",\"response\":{\"status\":\"completed\",\"usage\":{\"input_tokens\":2,\"output_tokens\":3}}}\n\n")
                    .getBytes(StandardCharsets.UTF_8);

    @Property
    void splitsAtAnyByteChangeNothing(@ForAll @Size(max = 10) List<@IntRange(max = 760) Integer> cuts)
            throws Exception {
        StreamDecoder whole = decoder();
        StreamDecoder split = decoder();

        assertThat(events(split, cuts.stream().sorted().toList())).isEqualTo(events(whole, List.of()));
        assertThat(split.isComplete()).isTrue();
        assertThat(split.answer()).isEqualTo(whole.answer());
        assertThat(split.answer().text()).isEqualTo("gr\u00fcn \ud83d\ude42");
    }

    private static StreamDecoder decoder() {
        return new OpenAiResponses("m", Set.of()).streamDecoder(InferenceRequest.prompt("x"));
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
