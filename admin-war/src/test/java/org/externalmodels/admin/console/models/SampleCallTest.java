package org.externalmodels.admin.console.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.InferenceResponse.Structure;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.ProbeResult;
import org.externalmodels.inference.spi.ProbeResult.Sent;
import org.externalmodels.registry.definition.Paths;
import org.externalmodels.registry.lifecycle.TestCalls;
import org.junit.jupiter.api.Test;

class SampleCallTest {

    private final SampleCall call = new SampleCall();

    @Test
    void namesThePathAtWhichThereIsNoNumberOfTokens() {
        Paths paths = new Paths("answer", "meta.usage.inn", "meta.usage.out", null, null);

        call.make(answering(TokenUsage.reported(OptionalLong.empty(), OptionalLong.of(3))), "m", paths);
        assertThat(call.getMissedInputTokens()).isEqualTo("meta.usage.inn");
        assertThat(call.getMissedOutputTokens()).isNull();

        call.make(answering(TokenUsage.reported(OptionalLong.of(9), OptionalLong.empty())), "m", paths);
        assertThat(call.getMissedInputTokens()).isNull();
        assertThat(call.getMissedOutputTokens()).isEqualTo("meta.usage.out");
    }

    @Test
    void missesNothingThatIsNotLookedFor() {
        call.make(answering(TokenUsage.UNKNOWN), "m", Paths.NONE);

        assertThat(call.getMissedInputTokens()).isNull();
        assertThat(call.getMissedOutputTokens()).isNull();
    }

    private static TestCalls answering(TokenUsage usage) {
        ProbeResult answered = new ProbeResult(
                new Sent("POST", URI.create("https://a.example/v1"), Map.of(), "{}"),
                Optional.empty(),
                Duration.ofMillis(1),
                Optional.of(new InferenceResponse(
                        "Hello!",
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        FinishReason.STOP,
                        Structure.NONE,
                        usage,
                        "claims",
                        "main",
                        Optional.empty(),
                        "trace-1")),
                Optional.empty());
        return new TestCalls() {
            @Override
            public ProbeResult test(String modelId, String connection, Map<String, ?> values) {
                return answered;
            }
        };
    }
}
