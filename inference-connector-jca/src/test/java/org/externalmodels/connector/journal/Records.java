package org.externalmodels.connector.journal;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.UsageRecord;

/** Usage records for tests. */
final class Records {

    private Records() {}

    static UsageRecord complete(String traceId) {
        return saying(traceId, "words");
    }

    static UsageRecord saying(String traceId, String output) {
        return record(
                traceId,
                output,
                new UsageRecord.Outcome(
                        UsageRecord.Status.COMPLETE, Optional.empty(), Optional.empty(), OptionalInt.of(200)),
                new TokenUsage(
                        OptionalLong.of(12),
                        OptionalLong.of(34),
                        OptionalLong.of(5),
                        OptionalLong.empty(),
                        OptionalLong.of(6),
                        TokenUsage.Source.PROVIDER));
    }

    static UsageRecord failed(String traceId) {
        return record(
                traceId,
                "words",
                new UsageRecord.Outcome(
                        UsageRecord.Status.FAILED,
                        Optional.of(FailureCode.TIMEOUT),
                        Optional.of("no answer 🙂"),
                        OptionalInt.empty()),
                TokenUsage.UNKNOWN);
    }

    private static UsageRecord record(String traceId, String output, UsageRecord.Outcome outcome, TokenUsage usage) {
        return new UsageRecord(
                traceId,
                1,
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                Duration.ofMillis(321),
                Optional.of(Duration.ofMillis(654)),
                Optional.of(Duration.ofMillis(123)),
                new CallOrigin(
                                CallOrigin.Source.APPLICATION,
                                Optional.of("claims"),
                                Optional.empty(),
                                Optional.of("jane"))
                        .withKey("claims desk"),
                new UsageRecord.Target(
                        Optional.of("m1"), "gpt", 3, Optional.of("c1"), Optional.of("main"), Optional.of("sandbox-1")),
                outcome,
                usage,
                new UsageRecord.MediaUsage(OptionalLong.of(2), OptionalLong.of(61_000)),
                FinishReason.STOP,
                true,
                Map.of("cost-centre", "4711"),
                Optional.empty(),
                Optional.of(output));
    }
}
