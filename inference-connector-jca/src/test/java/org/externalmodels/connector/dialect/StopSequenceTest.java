package org.externalmodels.connector.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.externalmodels.connector.transport.StreamEvent;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse.Structure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which stop text ended an answer, as far as a provider tells. */
class StopSequenceTest {

    private static InferenceRequest stoppingAt(String... stops) {
        return InferenceRequest.builder()
                .user("Hi")
                .parameters(InferenceParameters.DEFAULTS.withStop(stops))
                .build();
    }

    private static Optional<String> told(ProviderDialect dialect, String answer, String... stops) {
        Answer read = dialect.decode(AnswerBody.of(answer), stoppingAt(stops), Operation.CHAT);
        assertThat(read.finishReason()).isEqualTo(FinishReason.STOP);
        return read.stopSequence();
    }

    @ParameterizedTest
    @CsvSource({"stop_sequence, END", "end_turn,"})
    void anthropicTellsIt(String reason, String stop) {
        String json =
                "\"stop_reason\":\"" + reason + "\",\"stop_sequence\":" + (stop == null ? "null" : "\"" + stop + "\"");
        AnthropicStream stream = new AnthropicStream(Structure.NONE);
        stream.decode(StreamEvent.of("{\"type\":\"message_delta\",\"delta\":{" + json + "}}"));

        assertThat(told(new AnthropicMessages("claude-1"), "{\"content\":[]," + json + "}", "A", "END"))
                .isEqualTo(Optional.ofNullable(stop))
                .isEqualTo(stream.answer().stopSequence());
    }

    @Test
    void converseTellsThatThereWasOne() {
        BedrockConverse converse = new BedrockConverse("anthropic.claude-1");
        String stopped = "{\"output\":{\"message\":{\"content\":[]}},\"stopReason\":\"stop_sequence\"}";
        ConverseStream stream = new ConverseStream(Structure.NONE, List.of("END"));
        stream.decode(new StreamEvent("messageStop", "{\"stopReason\":\"stop_sequence\"}", false));

        assertThat(told(converse, stopped, "END")).contains("END");
        assertThat(stream.answer().stopSequence()).contains("END");
        assertThat(told(converse, stopped, "A", "END")).isEmpty();
        assertThat(told(converse, stopped.replace("stop_sequence", "end_turn"), "END"))
                .isEmpty();
    }

    @Test
    void cohereTellsThatThereWasOne() {
        CohereChat cohere = new CohereChat("command");
        String stopped = "{\"message\":{\"content\":\"a\"},\"finish_reason\":\"STOP_SEQUENCE\"}";
        CohereStream stream = new CohereStream(Structure.NONE, List.of("END"));
        stream.decode(StreamEvent.of("{\"type\":\"message-end\",\"delta\":{\"finish_reason\":\"STOP_SEQUENCE\"}}"));

        assertThat(told(cohere, stopped, "END")).contains("END");
        assertThat(stream.answer().stopSequence()).contains("END");
        assertThat(told(cohere, stopped, "A", "END")).isEmpty();
    }
}
