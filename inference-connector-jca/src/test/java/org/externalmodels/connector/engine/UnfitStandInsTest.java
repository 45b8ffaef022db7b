package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.externalmodels.connector.engine.ScriptedProvider.Reply;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.Feature;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.spi.ModelRouting.Spread;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A model that stands in for others, but does not stream, is no way for a call that wants a stream. */
class UnfitStandInsTest {

    private static final Reply STREAM = ScriptedProvider.stream(
            "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"well\"},\"finish_reason\":\"stop\"}]}", "[DONE]");

    @AutoClose
    private final EngineFixture fixture = new EngineFixture(3);

    @Test
    void theCallWaitsForItsOwnProvider() throws IOException {
        try (var once = new ScriptedProvider(ScriptedProvider.status(429).with("Retry-After", "1"), STREAM);
                var plain = new ScriptedProvider(ScriptedProvider.good())) {
            publish(once, plain);
            List<InferenceEvent> events = new ArrayList<>();

            fixture.stream("x").forEach(events::add);

            assertThat(events).contains(new InferenceEvent.TextDelta("well"));
            assertThat(once.requests()).isEqualTo(2);
            assertThat(plain.requests()).isZero();
        }
    }

    @Test
    void itsOwnProviderIsAlwaysTriedAndTellsWhenToComeBack() throws IOException {
        try (var limited = new ScriptedProvider(ScriptedProvider.status(429).with("Retry-After", "600"));
                var plain = new ScriptedProvider(ScriptedProvider.good())) {
            publish(limited, plain);

            for (int i = 0; i < 3; i++) {
                InferenceException failure = catchThrowableOfType(
                        InferenceException.class, () -> fixture.stream("x").forEach(event -> {}));
                assertThat(failure.code()).isEqualTo(FailureCode.RATE_LIMITED);
                assertThat(failure.retryAfter()).hasValue(Duration.ofMinutes(10));
            }

            assertThat(limited.requests()).isEqualTo(3);
        }
    }

    private void publish(ScriptedProvider own, ScriptedProvider plain) {
        fixture.publish(
                Models.chat(own.uri())
                        .connection("main", "sk-a")
                        .routing(Spread.WEIGHTS, "plain")
                        .build(),
                Models.chat(plain.uri())
                        .named("plain")
                        .features(Feature.TOOL_CALLING)
                        .connection("main", "sk-b")
                        .build());
    }
}
