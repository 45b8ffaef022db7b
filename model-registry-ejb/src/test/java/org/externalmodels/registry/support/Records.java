package org.externalmodels.registry.support;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.UsageRecord;

/** Usage records as the engine writes them. */
public final class Records {

    public static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

    private Records() {}

    /** An answered call. */
    public static UsageRecord complete(String traceId, Instant at) {
        return record(
                traceId,
                at,
                "gpt",
                new UsageRecord.Outcome(
                        UsageRecord.Status.COMPLETE, Optional.empty(), Optional.empty(), OptionalInt.of(200)),
                TokenUsage.reported(OptionalLong.of(12), OptionalLong.of(34)));
    }

    /** A call without an answer, of which no tokens are known. */
    public static UsageRecord failed(String traceId, Instant at, FailureCode code, String message) {
        return record(
                traceId,
                at,
                "gpt",
                new UsageRecord.Outcome(
                        UsageRecord.Status.FAILED, Optional.of(code), Optional.of(message), OptionalInt.empty()),
                TokenUsage.UNKNOWN);
    }

    /** An answered call of another model. */
    public static UsageRecord of(String traceId, Instant at, String modelName) {
        UsageRecord complete = complete(traceId, at);
        return record(traceId, at, modelName, complete.outcome(), complete.usage());
    }

    /** The same, as it is where the provider was not asked. */
    public static UsageRecord unasked(UsageRecord record) {
        return changed(record, draft -> {
            draft.usage = TokenUsage.NONE;
            draft.media = UsageRecord.MediaUsage.NONE;
        });
    }

    /** The same, given up by its caller. */
    public static UsageRecord cancelled(UsageRecord record) {
        return changed(
                record,
                draft -> draft.outcome = new UsageRecord.Outcome(
                        UsageRecord.Status.ABORTED_CLIENT,
                        Optional.of(FailureCode.CANCELLED),
                        Optional.of("cancelled"),
                        OptionalInt.empty()));
    }

    /** The same, as it is when its answer is had from the response cache. */
    public static UsageRecord fromCache(UsageRecord record) {
        return changed(record, draft -> {
            draft.outcome = new UsageRecord.Outcome(
                    UsageRecord.Status.COMPLETE, Optional.empty(), Optional.empty(), OptionalInt.empty());
            draft.usage = TokenUsage.NONE;
            draft.media = UsageRecord.MediaUsage.NONE;
            draft.saved = Optional.of(record.usage());
        });
    }

    /** The same, as long as it took. */
    public static UsageRecord lasting(UsageRecord record, Duration duration) {
        return changed(record, draft -> {
            draft.duration = duration;
            draft.waited = record.waited().map(waited -> duration);
        });
    }

    /** The same with other tokens. */
    public static UsageRecord using(UsageRecord record, TokenUsage usage) {
        return changed(record, draft -> draft.usage = usage);
    }

    /** The same as an attempt after which its caller had waited so long; empty if another attempt follows. */
    public static UsageRecord attempt(UsageRecord record, int attempt, Optional<Duration> waited) {
        return changed(record, draft -> {
            draft.attempt = attempt;
            draft.waited = waited;
        });
    }

    /** The same with images made and sound listened to. */
    public static UsageRecord using(UsageRecord record, UsageRecord.MediaUsage media) {
        return changed(record, draft -> draft.media = media);
    }

    /** The same with tags. */
    public static UsageRecord tagged(UsageRecord record, Map<String, String> tags) {
        return changed(record, draft -> draft.tags = tags);
    }

    /** The same, called by somebody else. */
    public static UsageRecord by(UsageRecord record, CallOrigin origin) {
        return changed(record, draft -> draft.origin = origin);
    }

    /** The same of a model that is registered. */
    public static UsageRecord withModelId(UsageRecord record, String modelId) {
        UsageRecord.Target target = record.target();
        return changed(
                record,
                draft -> draft.target = new UsageRecord.Target(
                        Optional.of(modelId),
                        target.modelName(),
                        target.revision(),
                        target.connectionId(),
                        target.connectionName(),
                        target.providerModel()));
    }

    /** The same of names that lead nowhere, or no further than to a model. */
    public static UsageRecord toNowhere(UsageRecord record, Optional<String> modelId, String model, String connection) {
        return changed(
                record,
                draft -> draft.target = new UsageRecord.Target(
                        modelId, model, 0, Optional.empty(), Optional.of(connection), Optional.empty()));
    }

    /** The same with what was said. */
    public static UsageRecord withBodies(UsageRecord record, String input, String output) {
        return changed(record, draft -> {
            draft.input = Optional.of(input);
            draft.output = Optional.of(output);
        });
    }

    private static UsageRecord changed(UsageRecord record, Consumer<Draft> change) {
        Draft draft = new Draft(record);
        change.accept(draft);
        return draft.record();
    }

    private static UsageRecord record(
            String traceId, Instant at, String modelName, UsageRecord.Outcome outcome, TokenUsage usage) {
        return new UsageRecord(
                traceId,
                1,
                at,
                Duration.ofMillis(250),
                Optional.of(Duration.ofMillis(250)),
                Optional.of(Duration.ofMillis(90)),
                new CallOrigin(
                        CallOrigin.Source.APPLICATION,
                        Optional.of("claims"),
                        Optional.of("bean"),
                        Optional.of("carla")),
                new UsageRecord.Target(
                        Optional.of("model-id"),
                        modelName,
                        3,
                        Optional.of("connection-id"),
                        Optional.of("main"),
                        Optional.of("gpt-x")),
                outcome,
                usage,
                UsageRecord.MediaUsage.NONE,
                FinishReason.STOP,
                false,
                Map.of("case", "4711"),
                Optional.empty(),
                Optional.empty());
    }

    /** A record whose components can be changed. */
    private static final class Draft {
        private final UsageRecord before;
        private int attempt;
        private Duration duration;
        private Optional<Duration> waited;
        private CallOrigin origin;
        private UsageRecord.Target target;
        private UsageRecord.Outcome outcome;
        private TokenUsage usage;
        private UsageRecord.MediaUsage media;
        private Map<String, String> tags;
        private Optional<String> input;
        private Optional<String> output;
        private Optional<TokenUsage> saved;

        Draft(UsageRecord before) {
            this.before = before;
            this.attempt = before.attempt();
            this.duration = before.duration();
            this.waited = before.waited();
            this.origin = before.origin();
            this.target = before.target();
            this.outcome = before.outcome();
            this.usage = before.usage();
            this.media = before.media();
            this.tags = before.tags();
            this.input = before.input();
            this.output = before.output();
            this.saved = before.saved();
        }

        UsageRecord record() {
            return new UsageRecord(
                    before.traceId(),
                    attempt,
                    before.startedAt(),
                    duration,
                    waited,
                    before.firstChunk(),
                    origin,
                    target,
                    outcome,
                    usage,
                    media,
                    before.finishReason(),
                    before.streaming(),
                    tags,
                    input,
                    output,
                    saved);
        }
    }
}
