package org.externalmodels.admin.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.externalmodels.admin.inference.ScriptedDirectory.answer;

import org.externalmodels.inference.InferenceEvent.Completed;
import org.externalmodels.inference.InferenceEvent.ToolCallDelta;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tool calls in formats that tell one after the other. */
class MixedCallsTest {

    private static final String FORMATS = """
            /v1/messages  | {'model':'gpt','stream':true,'max_tokens':9,'messages':[{'role':'user','content':'x'}]}
            /v1/responses | {'model':'gpt','stream':true,'input':'x'}""";

    @AutoClose
    private final FrontDoorServer server = FrontDoorServer.withKeys();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = FORMATS)
    void oneThatGoesOnBehindAnotherIsAFailureAndNotACallOfItsOwn(String path, String request) {
        server.models().stream.tell(new ToolCallDelta(0, "call_a", "weather", "{\"city\":"));
        server.models().stream.tell(new ToolCallDelta(1, "call_b", "weather", "{}"));
        server.models().stream.tell(new ToolCallDelta(0, null, null, "\"Bonn\"}"));
        server.models().stream.tell(new Completed(answer("")));
        server.models().stream.end(null);

        String body = server.post(path, request).body();

        assertThat(body).contains("the provider told on tool call 0");
        assertThat(body).doesNotContain("\"null\"", "message_stop", "response.completed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = FORMATS)
    void oneWithoutAnIdGetsOneOfItsOwn(String path, String request) {
        server.models().stream.tell(new ToolCallDelta(0, null, "weather", "{}"));
        server.models().stream.tell(new ToolCallDelta(1, null, "weather", "{}"));
        server.models().stream.tell(new Completed(answer("")));
        server.models().stream.end(null);

        String body = server.post(path, request).body();

        assertThat(body).containsPattern("\"call_[^\"]*_0\"").containsPattern("\"call_[^\"]*_1\"");
        assertThat(body).doesNotContain("\"null\"");
    }
}
