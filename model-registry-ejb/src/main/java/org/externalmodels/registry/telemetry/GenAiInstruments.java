package org.externalmodels.registry.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.externalmodels.inference.TokenUsage;

/** The metrics of the conventions for generative AI clients. */
final class GenAiInstruments {

    private final LongHistogram tokens;
    private final DoubleHistogram duration;
    private final DoubleHistogram firstChunk;
    private final DoubleHistogram betweenChunks;

    GenAiInstruments(Meter meter) {
        tokens = meter.histogramBuilder("gen_ai.client.token.usage")
                .setDescription("Number of input and output tokens used")
                .setUnit("{token}")
                .ofLongs()
                .setExplicitBucketBoundariesAdvice(Buckets.tokens())
                .build();
        duration = seconds(meter, "gen_ai.client.operation.duration", "GenAI operation duration");
        firstChunk = seconds(meter, "gen_ai.client.operation.time_to_first_chunk", "Time to receive the first chunk");
        betweenChunks = seconds(
                meter,
                "gen_ai.client.operation.time_per_output_chunk",
                "Time from the end of one chunk to the end of the next");
    }

    private static DoubleHistogram seconds(Meter meter, String name, String description) {
        return meter.histogramBuilder(name)
                .setDescription(description)
                .setUnit("s")
                .setExplicitBucketBoundariesAdvice(Buckets.secondsList())
                .build();
    }

    /** Counts what is known: no number stands for one that is not. */
    void used(TokenUsage usage, Attributes common) {
        used(usage.inputTokens(), "input", common);
        used(usage.outputTokens(), "output", common);
    }

    private void used(OptionalLong count, String type, Attributes common) {
        if (count.isPresent()) {
            tokens.record(
                    count.getAsLong(),
                    common.toBuilder().put(GenAi.TOKEN_TYPE, type).build());
        }
    }

    void ended(Duration waited, Attributes common) {
        duration.record(seconds(waited), common);
    }

    void firstChunkCame(Duration after, Attributes common) {
        firstChunk.record(seconds(after), common);
    }

    void chunkCame(long nanosAfterTheOneBefore, Attributes common) {
        betweenChunks.record((double) nanosAfterTheOneBefore / TimeUnit.SECONDS.toNanos(1), common);
    }

    static double seconds(Duration duration) {
        return (double) duration.toNanos() / TimeUnit.SECONDS.toNanos(1);
    }
}
