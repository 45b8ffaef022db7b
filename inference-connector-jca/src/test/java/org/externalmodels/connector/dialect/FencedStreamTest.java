package org.externalmodels.connector.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.externalmodels.connector.transport.StreamEvent;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.ResponseFormat;
import org.junit.jupiter.api.Test;

/** A model that was asked for JSON in words puts it into a code fence: whoever puts its pieces together has none of that. */
class FencedStreamTest {

    private static final InferenceRequest ANY_JSON = InferenceRequest.builder()
            .user("x")
            .responseFormat(ResponseFormat.JSON)
            .build();
    private static final InferenceRequest OPEN_SCHEMA = InferenceRequest.builder()
            .user("x")
            .responseFormat(ResponseFormat.jsonSchema("sum", "{\"type\":\"object\"}"))
            .build();
    private static final List<String> PIECES = List.of("``", "`json", "\\n", "{\\\"n\\\":", "1}", "\\n`", "``");

    @Test
    void ofAnthropic() {
        assertBare(
                new AnthropicMessages("m").streamDecoder(ANY_JSON),
                "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'%s'}}",
                "{'type':'message_delta','delta':{'stop_reason':'end_turn'}}",
                "{'type':'message_stop'}");
    }

    @Test
    void ofConverse() {
        StreamDecoder stream = new BedrockConverse("m").streamDecoder(ANY_JSON);
        Stream<StreamEvent> words = PIECES.stream()
                .map(piece -> new StreamEvent(
                        "contentBlockDelta",
                        "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"" + piece + "\"}}",
                        false));

        assertBare(
                stream,
                Stream.concat(
                        words, Stream.of(new StreamEvent("messageStop", "{\"stopReason\":\"end_turn\"}", false))));
    }

    @Test
    void ofChatCompletions() {
        assertBare(
                new OpenAiChat("m", Set.of()).streamDecoder(OPEN_SCHEMA),
                "{'choices':[{'delta':{'content':'%s'}}]}",
                "{'choices':[{'delta':{},'finish_reason':'stop'}]}",
                "[DONE]");
    }

    @Test
    void ofChatCompletionsThatJustEnd() {
        assertBare(
                new OpenAiChat("m", Set.of()).streamDecoder(OPEN_SCHEMA),
                "{'choices':[{'delta':{'content':'%s'}}]}",
                "[DONE]");
    }

    @Test
    void ofResponses() {
        assertBare(
                new OpenAiResponses("m", Set.of()).streamDecoder(OPEN_SCHEMA),
                "{'type':'response.output_text.delta','output_index':0,'delta':'%s'}",
                "{'type':'response.completed','response':{'status':'completed','output':[]}}");
    }

    private static void assertBare(StreamDecoder stream, String words, String... ends) {
        assertBare(
                stream,
                Stream.concat(
                                PIECES.stream().map(piece -> quoted(words).formatted(piece)),
                                Stream.of(ends).map(FencedStreamTest::quoted))
                        .map(StreamEvent::of));
    }

    private static void assertBare(StreamDecoder stream, Stream<StreamEvent> events) {
        List<InferenceEvent> told =
                events.flatMap(event -> stream.decode(event).stream()).toList();

        assertThat(told.stream()
                        .filter(InferenceEvent.TextDelta.class::isInstance)
                        .map(event -> ((InferenceEvent.TextDelta) event).text())
                        .collect(Collectors.joining()))
                .isEqualTo("{\"n\":1}");
        assertThat(stream.isComplete()).isTrue();
        assertThat(stream.answer().text()).isEqualTo("{\"n\":1}");
    }

    private static String quoted(String json) {
        return json.replace('\'', '"');
    }
}
