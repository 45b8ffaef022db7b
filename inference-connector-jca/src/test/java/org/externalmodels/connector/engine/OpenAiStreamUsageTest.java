package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.UsageRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept of a stream that does not end well: how it ended, and what was counted before. */
class OpenAiStreamUsageTest {

    private static final String DELTA = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"}}]%s}\n\n";
    private static final String USAGE = ",\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":3,\"total_tokens\":12}";
    private static final TokenUsage COUNTED = TokenUsage.reported(OptionalLong.of(9), OptionalLong.of(3));

    @AutoClose
    private final EngineFixture fixture = new EngineFixture();

    private InferenceException failure(String stream, List<InferenceEvent> events) throws IOException {
        try (RawProvider provider = new RawProvider(200, "text/event-stream", key -> stream)) {
            fixture.publish(Models.chat(provider.uri())
                    .connection("main", EngineFixture.KEY)
                    .build());
            return catchThrowableOfType(
                    InferenceException.class, () -> fixture.stream("x").forEach(events::add));
        }
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void anErrorInAGoodAnswerIsRecordedWithWhatWasCounted(boolean counted) throws IOException {
        List<InferenceEvent> events = new ArrayList<>();

        InferenceException failure = failure(
                DELTA.formatted(counted ? USAGE : "")
                        + "data: {\"error\":{\"message\":\"Slow down\",\"type\":\"requests\",\"code\":\"rate_limit_exceeded\"}}\n\n",
                events);

        assertThat(failure.code()).isEqualTo(FailureCode.RATE_LIMITED);
        assertThat(failure.providerStatus()).hasValue(429);
        assertThat(events).first().isEqualTo(new InferenceEvent.TextDelta("Hi"));
        UsageRecord record = fixture.onlyRecord();
        assertThat(record.outcome().status()).isEqualTo(UsageRecord.Status.ABORTED_UPSTREAM);
        assertThat(record.outcome().code()).hasValue(FailureCode.RATE_LIMITED);
        assertThat(record.usage()).isEqualTo(counted ? COUNTED : TokenUsage.UNKNOWN);
    }

    @Test
    void aStreamThatEndsWithoutSayingSoIsRecordedWithWhatWasCounted() throws IOException {
        InferenceException failure = failure(DELTA.formatted(USAGE), new ArrayList<>());

        assertThat(failure.code()).isEqualTo(FailureCode.STREAM_INTERRUPTED);
        assertThat(fixture.onlyRecord().outcome().status()).isEqualTo(UsageRecord.Status.ABORTED_UPSTREAM);
        assertThat(fixture.onlyRecord().usage()).isEqualTo(COUNTED);
    }
}
