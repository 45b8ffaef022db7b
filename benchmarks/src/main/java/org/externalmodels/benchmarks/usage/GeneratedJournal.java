package org.externalmodels.benchmarks.usage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.UsageJournal;
import org.externalmodels.inference.spi.UsageRecord;

/**
 * A journal of so many records over a length of time, made up when they are read, with the names of {@link GeneratedRows}:
 * 200 models of 5 connections, each with 2 callers and a key, 3 % failures, a tag on every tenth.
 */
final class GeneratedJournal implements UsageJournal {

    private final long count;
    private final Instant begin;
    private final Duration step;

    GeneratedJournal(long count, Instant begin, Duration length) {
        this.count = count;
        this.begin = begin;
        step = length.dividedBy(count);
    }

    @Override
    public String id() {
        return "generated-" + begin;
    }

    @Override
    public List<Entry> read(long after, int limit) {
        List<Entry> entries = new ArrayList<>();
        for (long i = after; i < Math.min(count, after + limit); i++) {
            entries.add(new Entry(i + 1, record(i)));
        }
        return entries;
    }

    @Override
    public void release(long upTo) {
        // Nothing takes room.
    }

    private UsageRecord record(long i) {
        Random random = new Random(i);
        int caller = random.nextInt(2_000);
        int key = caller / 2;
        int model = key / 5;
        String connection = model + "-" + key % 5;
        boolean failed = random.nextInt(100) < 3;
        Duration duration = Duration.ofMillis((long) (300 * Math.exp(random.nextGaussian())));
        return new UsageRecord(
                "t" + i,
                1,
                begin.plus(step.multipliedBy(i)),
                duration,
                Optional.of(duration),
                failed ? Optional.empty() : Optional.of(duration.dividedBy(3)),
                new CallOrigin(
                                CallOrigin.Source.APPLICATION,
                                Optional.of("application-" + model % 20),
                                Optional.of("component-" + model % 50),
                                Optional.of("caller-" + caller))
                        .withKey("key-" + key),
                new UsageRecord.Target(
                        Optional.of("model-" + model),
                        "model-" + model,
                        1,
                        Optional.of("model-" + connection),
                        Optional.of("connection-" + connection),
                        Optional.of("provider-model-" + model)),
                failed
                        ? new UsageRecord.Outcome(
                                UsageRecord.Status.FAILED,
                                Optional.of(FailureCode.TIMEOUT),
                                Optional.of("no answer in time"),
                                OptionalInt.empty())
                        : new UsageRecord.Outcome(
                                UsageRecord.Status.COMPLETE, Optional.empty(), Optional.empty(), OptionalInt.of(200)),
                failed
                        ? TokenUsage.UNKNOWN
                        : TokenUsage.reported(
                                OptionalLong.of(random.nextInt(2_000)), OptionalLong.of(random.nextInt(500))),
                failed ? UsageRecord.MediaUsage.UNKNOWN : UsageRecord.MediaUsage.NONE,
                failed ? FinishReason.UNKNOWN : FinishReason.STOP,
                random.nextBoolean(),
                i % 10 == 0 ? Map.of("case", String.valueOf(i % 1_000)) : Map.of(),
                Optional.empty(),
                Optional.empty());
    }
}
