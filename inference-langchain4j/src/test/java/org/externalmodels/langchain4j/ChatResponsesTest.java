package org.externalmodels.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.TokenUsage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts that are larger than LangChain4j's are no reason to withhold an answer. */
class ChatResponsesTest {

    @ParameterizedTest
    @CsvSource({
        "12, 34, 12, 34, 46",
        "3000000000, 34, , 34, ",
        "2000000000, 2000000000, 2000000000, 2000000000, ",
        ", 34, , 34, "
    })
    void whatHasNoPlaceInAnIntIsUnknown(Long input, Long output, Integer read, Integer written, Integer total) {
        dev.langchain4j.model.output.TokenUsage told = ChatResponses.of(
                        response(TokenUsage.reported(number(input), number(output))))
                .tokenUsage();

        assertThat(told.inputTokenCount()).isEqualTo(read);
        assertThat(told.outputTokenCount()).isEqualTo(written);
        assertThat(told.totalTokenCount()).isEqualTo(total);
    }

    private static OptionalLong number(Long number) {
        return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }

    private static InferenceResponse response(TokenUsage usage) {
        return new InferenceResponse(
                "Hi",
                Optional.empty(),
                List.of(),
                List.of(),
                FinishReason.STOP,
                InferenceResponse.Structure.NONE,
                usage,
                "model",
                "main",
                Optional.empty(),
                "trace");
    }
}
