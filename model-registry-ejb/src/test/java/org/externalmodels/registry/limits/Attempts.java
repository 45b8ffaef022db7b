package org.externalmodels.registry.limits;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.CallAdmission.Attempt;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.UsageRecord;
import org.externalmodels.inference.spi.UsageRecord.MediaUsage;
import org.externalmodels.registry.support.Records;

/** Attempts of calls as the engine makes them, and what becomes of them. */
final class Attempts {

    private Attempts() {}

    static Attempt of(String key, String model, String connection) {
        CallOrigin origin = new CallOrigin(
                CallOrigin.Source.HTTP_KEY, Optional.of(key), Optional.of("chat-completions"), Optional.empty());
        return of(origin, model, connection);
    }

    /** Of an application on this server that signs on with a key. */
    static Attempt signedOn(String key, String model, String connection) {
        CallOrigin origin = new CallOrigin(
                CallOrigin.Source.APPLICATION, Optional.of("desk"), Optional.of("web"), Optional.of("user"));
        return of(origin.withKey(key), model, connection);
    }

    /** Of a request that says how long its answer may be. */
    static Attempt allowing(long maxTokens) {
        Attempt any = of("claims", "gpt", "main");
        return new Attempt(
                any.origin(),
                any.modelId(),
                any.modelName(),
                any.connectionId(),
                any.connectionName(),
                any.characters(),
                OptionalLong.of(maxTokens),
                any.media());
    }

    /** Of a request for pictures. */
    static Attempt drawing(long images) {
        Attempt any = of("claims", "gpt", "main");
        return new Attempt(
                any.origin(),
                any.modelId(),
                any.modelName(),
                any.connectionId(),
                any.connectionName(),
                any.characters(),
                any.maxTokens(),
                new MediaUsage(OptionalLong.of(images), OptionalLong.of(0)));
    }

    private static Attempt of(CallOrigin origin, String model, String connection) {
        return new Attempt(
                origin,
                model,
                model,
                model + "/" + connection,
                connection,
                () -> 40,
                OptionalLong.empty(),
                MediaUsage.NONE);
    }

    static UsageRecord answered(Attempt attempt, long input, long output) {
        return record(
                attempt,
                new UsageRecord.Outcome(
                        UsageRecord.Status.COMPLETE, Optional.empty(), Optional.empty(), OptionalInt.of(200)),
                TokenUsage.reported(OptionalLong.of(input), OptionalLong.of(output)));
    }

    static UsageRecord answeredWithoutTokens(Attempt attempt) {
        return record(
                attempt,
                new UsageRecord.Outcome(
                        UsageRecord.Status.COMPLETE, Optional.empty(), Optional.empty(), OptionalInt.of(200)),
                TokenUsage.UNKNOWN);
    }

    static UsageRecord failed(Attempt attempt) {
        return failed(attempt, TokenUsage.UNKNOWN);
    }

    /** With what its provider counted all the same. */
    static UsageRecord failed(Attempt attempt, long input, long output) {
        return failed(attempt, TokenUsage.reported(OptionalLong.of(input), OptionalLong.of(output)));
    }

    private static UsageRecord failed(Attempt attempt, TokenUsage usage) {
        return record(
                attempt,
                new UsageRecord.Outcome(
                        UsageRecord.Status.FAILED,
                        Optional.of(FailureCode.PROVIDER_ERROR),
                        Optional.of("503"),
                        OptionalInt.of(503)),
                usage);
    }

    /** Without a word of the provider. */
    static UsageRecord unanswered(Attempt attempt, UsageRecord.Status status, FailureCode code) {
        return record(
                attempt,
                new UsageRecord.Outcome(status, Optional.of(code), Optional.of("nothing came"), OptionalInt.empty()),
                TokenUsage.UNKNOWN,
                MediaUsage.UNKNOWN);
    }

    /** Whose answer broke off in the middle. */
    static UsageRecord brokenAnswer(Attempt attempt) {
        return record(
                attempt,
                new UsageRecord.Outcome(
                        UsageRecord.Status.FAILED,
                        Optional.of(FailureCode.PROVIDER_UNREACHABLE),
                        Optional.of("it ended in the middle"),
                        OptionalInt.of(200)),
                TokenUsage.UNKNOWN);
    }

    /** Of a stream whose caller left after its provider had told of the input. */
    static UsageRecord brokenOff(Attempt attempt, long input) {
        return record(
                attempt,
                new UsageRecord.Outcome(
                        UsageRecord.Status.ABORTED_CLIENT,
                        Optional.of(FailureCode.CANCELLED),
                        Optional.of("the caller left"),
                        OptionalInt.empty()),
                TokenUsage.reported(OptionalLong.of(input), OptionalLong.empty()));
    }

    static UsageRecord answeredFromCache(Attempt attempt) {
        return Records.fromCache(answered(attempt, 500, 500));
    }

    private static UsageRecord record(Attempt attempt, UsageRecord.Outcome outcome, TokenUsage usage) {
        return record(attempt, outcome, usage, MediaUsage.NONE);
    }

    private static UsageRecord record(
            Attempt attempt, UsageRecord.Outcome outcome, TokenUsage usage, MediaUsage media) {
        return new UsageRecord(
                "trace",
                1,
                Instant.now(),
                Duration.ofMillis(1),
                Optional.empty(),
                Optional.empty(),
                attempt.origin(),
                new UsageRecord.Target(
                        Optional.of(attempt.modelId()),
                        attempt.modelName(),
                        1,
                        Optional.of(attempt.connectionId()),
                        Optional.of(attempt.connectionName()),
                        Optional.empty()),
                outcome,
                usage,
                media,
                FinishReason.STOP,
                false,
                Map.of(),
                Optional.empty(),
                Optional.empty());
    }
}
